import {
  type Document,
  type DocumentNode,
  type ElementNode,
  type OpaqueNode,
  type Span,
  walkElements,
} from "@easel/codec/document";
import type { Problem } from "@easel/codec/problem";
import { decodeWbxml } from "@easel/codec/wbxml";

/** What lies behind the damage of a document: the one mistake that everything after it follows from. */
export interface DamageCause {
  code: "opaque-length" | "utf16" | "content-bit" | "end-missing" | "converted";
  title: string;
  message: string;
  advice: string;
  span: Span;
}

const END = 0x01;
/** Bytes that are looked at for strings in UTF-16. */
const MAX_LOOKED_AT = 100_000;

/**
 * The mistake of an encoder that explains what a decoder met: a length that does not count bytes, or strings in
 * UTF-16. Undefined where nothing is damaged, or for another reason.
 */
export function damageCause(body: Uint8Array, document: Document | undefined, problems: readonly Problem[]) {
  const root = document?.root;
  // A document that was wrapped has other positions than the body.
  if (!root || document.container || problems.length === 0) return undefined;
  return converted(body) ?? wrongLength(body, root) ?? wideStrings(body) ?? wrongEnd(root);
}

/** Bytes that were taken for characters and encoded as UTF-8: each from 80 on has become two. */
function converted(body: Uint8Array): DamageCause | undefined {
  const high = body.findIndex((byte) => byte > 0x7f);
  if (high < 0 || body.length > MAX_LOOKED_AT) return undefined;
  const bytes = new Uint8Array(body.length);
  let length = 0;
  for (let at = 0; at < body.length; at++) {
    const byte = body[at] ?? 0;
    const next = body[at + 1] ?? 0;
    if (byte > 0x7f && ((byte & 0xfe) !== 0xc2 || (next & 0xc0) !== 0x80)) return undefined;
    bytes[length++] = byte > 0x7f ? ((byte & 1) << 6) | (next & 0x3f) | 0x80 : byte;
    if (byte > 0x7f) at++;
  }
  if (decodeWbxml(bytes.subarray(0, length)).problems.length > 0) return undefined;
  return {
    code: "converted",
    title: "The bytes went through a conversion of text",
    message: `From byte ${high} on each byte above 7F has become two, as if the document were Latin-1 text written as UTF-8. Turned back, it is a sound document; as it is, tokens and lengths have moved.`,
    advice: "Keep WBXML as bytes from the encoder to the socket: no string, no writer, no charset in between.",
    span: { start: high, end: high + 2 },
  };
}

function wrongLength(body: Uint8Array, root: ElementNode): DamageCause | undefined {
  let cause: DamageCause | undefined;
  walkElements(root, (element) => {
    const [first, second] = element.children;
    if (cause || first?.kind !== "opaque") return;
    cause = second ? tooSmall(body, element, first) : tooLarge(body, element, first);
  });
  return cause;
}

/** Something stands behind the data, in the same element, and it is text. */
function tooSmall(body: Uint8Array, { name }: ElementNode, data: OpaqueNode): DamageCause | undefined {
  const { start = 0, end = 0 } = data.byteSpan ?? {};
  const next = body[end] ?? 0;
  const length = data.bytes.length;
  const counted = endOfCharacters(body, end - length, length);
  const countsCharacters = counted !== undefined && counted > end && body[counted] === END;
  if (!countsCharacters && !(isText(next) && isText(body[end + 1] ?? 0))) return undefined;
  return {
    code: "opaque-length",
    title: countsCharacters
      ? `The length of the data in ${name} counts characters, not bytes`
      : `The length of the data in ${name} is too small`,
    message: countsCharacters
      ? `The opaque data at byte ${start} says ${length} bytes. It has ${length} characters, which are ${counted - (end - length)} bytes in UTF-8; the last ${counted - end} of them are read as tokens, and all that follows is noise.`
      : `The opaque data at byte ${start} says ${length} bytes and goes on behind them: the rest is read as tokens, and all that follows is noise.`,
    advice: "Encode the text as UTF-8 first, then write the number of those bytes as the length.",
    span: { start, end },
  };
}

/** The END tokens behind the data are taken for data, and the document ends too early. */
function tooLarge(body: Uint8Array, { name }: ElementNode, data: OpaqueNode): DamageCause | undefined {
  const { start = 0, end = 0 } = data.byteSpan ?? {};
  if (end < body.length) return undefined;
  let over = 0;
  while (data.bytes[data.bytes.length - 1 - over] === END) over++;
  if (over === 0) return undefined;
  return {
    code: "opaque-length",
    title: `The length of the data in ${name} is too large`,
    message: `The opaque data at byte ${start} takes in the last ${over === 1 ? "END (01)" : `${over} END (01)`} of the document, so that its elements are never closed.`,
    advice: "Write the number of bytes of the data as the length, no more.",
    span: { start, end },
  };
}

/** Where a number of UTF-16 units of UTF-8 text end, as String.length counts them. */
function endOfCharacters(body: Uint8Array, start: number, length: number): number | undefined {
  let at = start;
  for (let units = 0; units < length; ) {
    const byte = body[at];
    if (byte === undefined) return undefined;
    const size = byte < 0x80 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
    units += size === 4 ? 2 : 1;
    at += size;
  }
  return at;
}

/** No tag of ActiveSync has attributes, so that a byte from 80 on is none, but for C3. */
const isText = (byte: number): boolean => byte === 0x0a || byte === 0x0d || (byte >= 0x20 && byte !== 0xc3);

/** STR_I, then ASCII characters each with a zero byte: no document of ActiveSync has text and tags so mixed. */
function wideStrings(body: Uint8Array): DamageCause | undefined {
  const looked = body.subarray(0, MAX_LOOKED_AT);
  for (let at = looked.indexOf(0x03, 4); at >= 0; at = looked.indexOf(0x03, at + 1)) {
    let end = at + 1;
    while (isPrintable(looked[end]) && looked[end + 1] === 0) end += 2;
    if (end - at < 5) continue;
    return {
      code: "utf16",
      title: "Strings are written as UTF-16",
      message: `The string at byte ${at} has a zero byte behind each character. Zero ends a string, so it is over after the first character, and the rest is read as tokens.`,
      advice: "Encode strings as UTF-8: that is what charset 6A in the header says.",
      span: { start: at, end },
    };
  }
  return undefined;
}

const isPrintable = (byte: number | undefined): boolean => byte !== undefined && byte >= 0x20 && byte < 0x7f;

/** Text and elements side by side: a tag without the bit for content, or a string whose element is not closed. */
function wrongEnd(root: ElementNode): DamageCause | undefined {
  let cause: DamageCause | undefined;
  walkElements(root, (element) => {
    for (const [index, child] of element.children.entries()) {
      const next = element.children[index + 1];
      if (cause || !next || child.kind === next.kind) continue;
      if (child.kind === "element" && child.selfClosed) cause = contentBit(child, next);
      else if (child.kind !== "element" && next.kind === "element" && index === 0) cause = endMissing(element, next);
    }
  });
  return cause;
}

function contentBit({ name, token, byteSpan }: ElementNode, { byteSpan: content }: DocumentNode): DamageCause {
  const at = byteSpan ? byteSpan.end - 1 : 0;
  const hex = (byte: number) => byte.toString(16).toUpperCase().padStart(2, "0");
  return {
    code: "content-bit",
    title: `The tag of ${name} lacks the bit that says it has content`,
    message: `At byte ${at} stands ${hex(token)}, ${name} as an empty element, and a string or data behind it. So that content and the END after it belong to the element around, which is closed too early.`,
    advice: `Write ${hex(token | 0x40)} (the token with bit 40) for ${name} with content.`,
    span: { start: at, end: content?.end ?? at + 1 },
  };
}

function endMissing({ name }: ElementNode, next: ElementNode): DamageCause {
  const at = next.byteSpan?.start ?? 0;
  return {
    code: "end-missing",
    title: `${name} is not closed: its END is missing`,
    message: `Behind the content of ${name}, at byte ${at}, ${next.name} begins. An element with text holds no elements, so an END (01) is missing before it, and one more is wanted at the end.`,
    advice: `Write 01 after the content of ${name}.`,
    span: { start: at, end: at + 1 },
  };
}
