import fc from "fast-check";
import type { DocumentNode, ElementNode } from "../src/document.ts";
import { codePages, nameOf, namespaceOf } from "../src/protocol/index.ts";

const tags = codePages.flatMap((page) => page.tags);

/** Characters that have caused trouble somewhere: markup, line ends, controls, byte order marks, astral planes. */
const character = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(..."aZ09 .<>&\"'=]") },
  {
    weight: 2,
    arbitrary: fc.constantFrom("\r", "\n", "\r\n", "\t", " ", "]]>", "<![CDATA[", "&amp;", "\\u0041", "\\\\"),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom("\u0001", "\u001b", "\u007f", "\u0085", "\u2028", "\uFEFF", "\uFFFE", "é", "日", "😀"),
  },
);

/** Text an inline string can hold: no NUL, no lone surrogate. */
export const plainText = fc.string({ unit: character, maxLength: 40 });

const opaqueBytes = fc.oneof(
  fc.uint8Array({ maxLength: 40 }),
  plainText.map((text) => new TextEncoder().encode(text)),
  fc.uint8Array({ minLength: 120, maxLength: 140 }),
);

const textNode = plainText.map((text): DocumentNode => ({ kind: "text", text }));
const opaqueNode = opaqueBytes.map((bytes): DocumentNode => ({ kind: "opaque", bytes }));

/** A known tag mostly, now and then a page or token nobody has given a name. */
const tagIdentity = fc.oneof(
  { weight: 9, arbitrary: fc.constantFrom(...tags).map(({ page, token }) => ({ page, token })) },
  { weight: 1, arbitrary: fc.record({ page: fc.nat(255), token: fc.integer({ min: 5, max: 0x3f }) }) },
);

function elementNode(children: fc.Arbitrary<DocumentNode[]>): fc.Arbitrary<ElementNode> {
  return fc.tuple(tagIdentity, children, fc.boolean()).map(([{ page, token }, content, close]) => ({
    kind: "element",
    page,
    token,
    namespace: namespaceOf(page),
    name: nameOf(page, token),
    children: content,
    selfClosed: content.length === 0 && close,
  }));
}

const { tree } = fc.letrec<{ tree: ElementNode; content: DocumentNode[] }>((tie) => ({
  tree: elementNode(tie("content")),
  content: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.oneof(
      fc.constant<DocumentNode[]>([]),
      textNode.map((node): DocumentNode[] => [node]),
      opaqueNode.map((node): DocumentNode[] => [node]),
    ),
    fc.array<DocumentNode>(tie("tree"), { maxLength: 4 }),
    fc.array(fc.oneof(tie("tree"), textNode, opaqueNode), { maxLength: 4 }),
  ),
}));

/** Trees over all code pages, with every kind of content, mixed content included. */
export const anyTree: fc.Arbitrary<ElementNode> = tree;

/** Bytes with some of them changed, taken out, doubled or cut off. */
export const damaged = (source: fc.Arbitrary<Uint8Array>): fc.Arbitrary<Uint8Array> =>
  fc
    .tuple(source, fc.array(fc.tuple(fc.nat(), fc.nat(255), fc.nat(3)), { minLength: 1, maxLength: 4 }))
    .map(([bytes, changes]) => {
      let result = [...bytes];
      for (const [where, value, how] of changes) {
        // Mostly behind the header, so that the damage is in the body.
        const at = result.length > 4 ? 4 + (where % (result.length - 4)) : 0;
        if (how === 0) result[at] = value;
        else if (how === 1) result.splice(at, 1);
        else if (how === 2) result.splice(at, 0, value);
        else result = result.slice(0, at);
      }
      return Uint8Array.from(result);
    });

/** Text with pieces of markup changed, taken out or put in. */
export const damagedText = (source: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .tuple(
      source,
      fc.array(fc.tuple(fc.nat(), fc.nat(12), fc.oneof(character, markup, loneSurrogate)), {
        minLength: 1,
        maxLength: 4,
      }),
    )
    .map(([text, changes]) => {
      let result = text;
      for (const [where, length, piece] of changes) {
        const at = where % (result.length + 1);
        result = result.slice(0, at) + piece + result.slice(at + (length > 8 ? 0 : length));
      }
      return result;
    });

const markup = fc.constantFrom(
  "<",
  "</",
  ">",
  "/>",
  "<!--",
  "-->",
  "<![CDATA[",
  "]]>",
  "<?",
  "?>",
  "<!DOCTYPE x [",
  "&",
  "&#",
  "&#0;",
  "&#xD800;",
  "=",
  '"',
  "'",
  ' xmlns="',
  ' xmlns:a="Email"',
  "<a:b>",
  "</Sync>",
  ' wire:opaque="base64"',
  ' wire:token="03 41 00"',
  ' wire:pages="1 2"',
  ' wire:tag="C5 05 01"',
  ' wire:header="03 01 6A 00"',
  ' wire:trailing="01"',
  ' wire:length="3"',
  ' wire:text="escaped"',
  "<wire:content>",
  "</wire:content>",
  "<wire:content/>",
);

const loneSurrogate = fc.constantFrom("\uD800", "\uDC00");

/** UTF-8 with a string table mostly, and the charsets whose strings are read in another way. */
const anyHeader = fc.oneof(
  { weight: 4, arbitrary: fc.constant([0x03, 0x01, 0x6a, 0x02, 0x61, 0x00, 0x45]) },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom(
        [0x04],
        [0x03],
        [0x11],
        [0x00],
        [0x83, 0x7f],
        [0x87, 0x77],
        [0x87, 0x76],
        [0x87, 0x69],
        [0x91, 0x4c],
      )
      .map((charset) => [0x03, 0x01, ...charset, 0x04, 0x61, 0x00, 0x00, 0x00, 0x45]),
  },
  {
    weight: 1,
    arbitrary: fc.constant([0x03, 0x01, 0x6a, 0x06, 0x3c, 0x20, 0xe9, 0x00, 0x31, 0x00, 0x00, 0x15, 0x43, 5, 1, 0x45]),
  },
);

/** Bytes made of the tokens WBXML has, so that rare ones are met often. */
export const tokenSoup: fc.Arbitrary<Uint8Array> = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        [0x01],
        [0x03, 0x61, 0],
        [0xc3, 2, 0x61, 0],
        [0x45],
        [0x05],
        [0x00, 0x02],
        [0x00, 0x15],
        [0x03, 0],
      ),
      fc.constantFrom([0x02, 0x41], [0x83, 0], [0x40, 0x61, 0], [0x80, 1], [0xc0], [0x43, 5, 1], [0x44, 0], [0x04, 0]),
      fc.constantFrom(
        [0xc5, 5, 3, 0x61, 0, 1],
        [0x85, 1],
        [0xc3, 0x80, 0x01, 0x0a],
        [0x03, 0xff, 0],
        [0x7f],
        [0x00, 0x40],
      ),
      fc.uint8Array({ maxLength: 3 }).map((bytes) => [...bytes]),
    ),
    { maxLength: 24 },
  )
  .chain((tokens) => anyHeader.map((header) => Uint8Array.from([...header, ...tokens.flat(), 0x01])));
