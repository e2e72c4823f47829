import { MAX_DEPTH, MAX_LENGTH, MAX_NODES } from "../../limits.ts";
import { pageByNumber, tagByToken } from "../../protocol/index.ts";
import { MAX_INDENTED_LEVELS, WIRE_NAMESPACE } from "../../xml/index.ts";
import { END, OPAQUE, STR_I } from "../tokens.ts";
import { readOpaque } from "./read-opaque.ts";
import { findSpecial, passed } from "./scan-bytes.ts";
import { tagForms } from "./tag-forms.ts";
import { type Constant, constant, TextSink } from "./text-sink.ts";

/** Longest start or end tag with its line and its attribute; what the sink must have room for at a time. */
const MAX_TAG = 2048;

const BASE64_ATTRIBUTE = constant(' wire:opaque="base64">');

const TAG_END = constant(">");

/** One for all calls: none of them is interrupted by another. */
const sink = new TextSink();

let stack = new Int32Array(64);
let layout = makeLayout("\n", 2);

/**
 * The text `printXml` makes of these bytes, without a tree; undefined for whatever is not plain ActiveSync without
 * a problem, which is the tree road's to read: other headers, tokens ActiveSync does not use, mixed content,
 * page switches the encoder would not write, unknown tags, damage, documents beyond a limit.
 */
export function decodeToText(bytes: Uint8Array, newline: string, indent: number): string | undefined {
  const length = bytes.length;
  if (length < 6 || length > MAX_LENGTH) return undefined;
  if (bytes[0] !== 0x03 || bytes[1] !== 0x01 || bytes[2] !== 0x6a || bytes[3] !== 0x00) return undefined;
  if (layout.newline !== newline || layout.indent !== indent) layout = makeLayout(newline, indent);
  const { view: lineView } = layout.line;
  const newlineLength = newline.length;
  const forms = tagForms();
  const formView = forms.view;
  const input = new DataView(bytes.buffer, bytes.byteOffset, length);
  sink.start();
  let at = 4;
  let page = 0;
  let rootPage = -1;
  let rootToken = 0;
  let table = forms.prefixed;
  let depth = 0;
  let nodes = 0;
  let pagesMet = 0;
  let prefixes = "";
  let hasBase64 = false;
  while (at < length) {
    const byte = bytes[at++] ?? 0;
    if (byte === END) {
      if (depth === 0) return undefined;
      depth--;
      sink.reserve(MAX_TAG);
      if (depth < MAX_INDENTED_LEVELS) sink.ascii(lineView, 0, newlineLength + indent * depth);
      const form = stack[depth] ?? 0;
      sink.ascii(formView, (form >> 7) + (form & 0x7f), (form & 0x7f) + 1);
      if (depth === 0) break;
      continue;
    }
    if (byte === 0) {
      const next = bytes[at++] ?? 0xff;
      // What follows must be a tag: other tokens have a page switch of their own only in odd documents.
      if (next === page || next > 25 || ((bytes[at] ?? 0) & 0xbf) < 5) return undefined;
      page = next;
      if (page === rootPage) table = forms.plain;
      else {
        table = forms.prefixed;
        if (depth > 0 && (pagesMet & (1 << page)) === 0) {
          pagesMet |= 1 << page;
          prefixes += declaration(page);
        }
      }
      continue;
    }
    if (byte >= 0x80) return undefined;
    const token = byte & 0x3f;
    const hasContent = byte >= 0x40;
    nodes++;
    if (depth === 0) {
      const form = forms.plain[page * 64 + token] ?? 0;
      const next = bytes[at] ?? END;
      if (form === 0 || !hasContent || next === END || (next & 0xbf) === STR_I || next === OPAQUE) return undefined;
      rootPage = page;
      rootToken = token;
      table = forms.plain;
      stack[depth++] = form;
      sink.ascii(TAG_END.view, 0, 1);
      continue;
    }
    const form = table[page * 64 + token] ?? 0;
    if (form === 0) return undefined;
    const from = form >> 7;
    const tagLength = form & 0x7f;
    sink.reserve(MAX_TAG);
    if (depth <= MAX_INDENTED_LEVELS) sink.ascii(lineView, 0, newlineLength + indent * depth);
    if (!hasContent) {
      sink.ascii(formView, from, tagLength);
      sink.selfClose();
      continue;
    }
    const next = bytes[at] ?? 0;
    if (next === END) {
      sink.ascii(formView, from, tagLength * 2 + 1);
      at++;
    } else if (next === STR_I) {
      sink.ascii(formView, from, tagLength);
      const stop = writeText(bytes, input, at + 1);
      if (stop < 0 || stop === at + 1 || bytes[stop + 1] !== END) return undefined;
      at = stop + 2;
      nodes++;
      sink.reserve(MAX_TAG);
      sink.ascii(formView, from + tagLength, tagLength + 1);
    } else if (next === OPAQUE) {
      const opaque = readOpaque(bytes, input, at + 1);
      if (!opaque || bytes[opaque.end] !== END) return undefined;
      nodes++;
      if (opaque.kind === "base64") {
        hasBase64 = true;
        sink.ascii(formView, from, tagLength - 1);
        sink.ascii(BASE64_ATTRIBUTE.view, 0, BASE64_ATTRIBUTE.length);
        sink.base64(bytes, opaque.start, opaque.end);
      } else {
        sink.ascii(formView, from, tagLength);
        sink.cdata(input, bytes, opaque);
      }
      at = opaque.end + 1;
      sink.reserve(MAX_TAG);
      sink.ascii(formView, from + tagLength, tagLength + 1);
    } else {
      sink.ascii(formView, from, tagLength);
      if (depth === stack.length) {
        if (depth >= MAX_DEPTH) return undefined;
        const larger = new Int32Array(depth * 2);
        larger.set(stack);
        stack = larger;
      }
      stack[depth++] = form;
    }
  }
  if (depth !== 0 || at !== length || nodes > MAX_NODES || rootPage < 0) return undefined;
  if (newlineLength > 0) sink.ascii(lineView, 0, newlineLength);
  const body = sink.finish();
  if (sink.failed) return undefined;
  const head = headOf(rootPage, rootToken) + prefixes;
  return (hasBase64 ? `${head} xmlns:wire="${WIRE_NAMESPACE}"` : head) + body;
}

/** The declaration and the root's tag as far as every document begins alike; kept, since short documents are many. */
function headOf(page: number, token: number): string {
  const key = page * 64 + token;
  const known = layout.heads.get(key);
  if (known !== undefined) return known;
  const root = tagByToken(page, token);
  const head = `<?xml version="1.0" encoding="utf-8"?>${layout.newline}<${root?.name} xmlns="${root?.namespace}"`;
  layout.heads.set(key, head);
  return head;
}

/** Writes the inline string that begins here; the offset of its NUL, -1 when it has none or is the tree road's. */
function writeText(bytes: Uint8Array, input: DataView, start: number): number {
  const { length } = bytes;
  let from = start;
  while (true) {
    const at = findSpecial(bytes, input, from, length);
    if (at === length) return -1;
    if (at > from) sink.run(input, bytes, from, at, passed.wide);
    const byte = bytes[at] ?? 0;
    if (byte === 0) return at;
    // XML has no place for control characters: the tree road says them in an attribute.
    if (byte < 0x20 && byte !== 0x0d) return -1;
    sink.reference(byte);
    from = at + 1;
  }
}

const declaration = (page: number): string => {
  const facts = pageByNumber(page);
  return ` xmlns:${facts?.prefix}="${facts?.namespace}"`;
};

interface Layout {
  newline: string;
  indent: number;
  /** The line end and as many spaces as the deepest indented level has. */
  line: Constant;
  /** By page * 64 + token of the root. */
  heads: Map<number, string>;
}

function makeLayout(newline: string, indent: number): Layout {
  return { newline, indent, line: constant(newline + " ".repeat(indent * MAX_INDENTED_LEVELS)), heads: new Map() };
}
