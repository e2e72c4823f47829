import { MAX_DEPTH, MAX_LENGTH, MAX_NODES } from "../../limits.ts";
import { pageByNumber, tagByToken } from "../../protocol/index.ts";
import { MAX_INDENTED_LEVELS, WIRE_NAMESPACE } from "../../xml/index.ts";
import { END, OPAQUE, STR_I } from "../tokens.ts";
import { BASE64_ATTRIBUTE, TAG_END, writeFixed } from "./fixed-texts.ts";
import { readOpaque } from "./read-opaque.ts";
import { tagForms } from "./tag-forms.ts";
import { type Constants, constantsOf, TextOutput } from "./text-output.ts";
import { writeBase64, writeCdata } from "./write-data.ts";
import { writeText } from "./write-text.ts";

/** One for all calls: none of them is interrupted by another. */
const out = new TextOutput();

let stack = new Int32Array(64);

/** Documents of at most so many bytes are read from memory that has its view already: making one costs as much as reading them. */
const SHORT = 4096;
const short = new Uint8Array(SHORT);
const shortView = new DataView(short.buffer);

/** Pages other than the root's in the order they were met, each once. */
const pages: number[] = [];

/** Heads kept at most. */
const MAX_HEADS = 256;

let layout = makeLayout("\n", 2);

/**
 * The text `printXml` makes of these bytes, without a tree; undefined for whatever is not plain ActiveSync without
 * a problem, which is the tree road's to read: other headers, tokens ActiveSync does not use, mixed content,
 * page switches the encoder would not write, unknown tags, damage, documents beyond a limit.
 */
export function decodeToText(bytes: Uint8Array, newline: string, indent: number): string | undefined {
  const text = decode(bytes, newline, indent);
  out.release();
  return text;
}

function decode(given: Uint8Array, newline: string, indent: number): string | undefined {
  const { length } = given;
  if (length < 6 || length > MAX_LENGTH) return undefined;
  let bytes = given;
  let input: DataView = shortView;
  if (length > SHORT) input = new DataView(bytes.buffer, bytes.byteOffset, length);
  else {
    short.set(bytes);
    bytes = short;
  }
  if (bytes[0] !== 0x03 || bytes[1] !== 0x01 || bytes[2] !== 0x6a || bytes[3] !== 0x00) return undefined;
  if (layout.newline !== newline || layout.indent !== indent) layout = makeLayout(newline, indent);
  const { line } = layout;
  const newlineLength = newline.length;
  const forms = tagForms();
  const { texts } = forms;
  out.start(length + (length >> 1));
  let at = 4;
  let page = 0;
  let rootPage = -1;
  let head = 0;
  let table = forms.prefixed;
  let depth = 0;
  let nodes = 0;
  let pagesMet = 0;
  pages.length = 0;
  let hasBase64 = false;
  while (at < length) {
    const byte = bytes[at++] ?? 0;
    if (byte === END) {
      if (depth === 0) return undefined;
      depth--;
      out.reserve();
      if (depth < MAX_INDENTED_LEVELS) out.ascii(line, 0, newlineLength + indent * depth);
      const form = stack[depth] ?? 0;
      out.ascii(texts, (form >> 7) + (form & 0x7f), (form & 0x7f) + 1);
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
          pages.push(page);
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
      head = page * 64 + token;
      table = forms.plain;
      stack[depth++] = form;
      writeFixed(out, TAG_END);
      continue;
    }
    const form = table[page * 64 + token] ?? 0;
    if (form === 0) return undefined;
    const from = form >> 7;
    const tagLength = form & 0x7f;
    out.reserve();
    if (depth <= MAX_INDENTED_LEVELS) out.ascii(line, 0, newlineLength + indent * depth);
    if (!hasContent) {
      out.ascii(texts, from, tagLength);
      out.selfClose();
      continue;
    }
    // An element on the level below the last one allowed may only be empty.
    if (depth >= MAX_DEPTH) return undefined;
    const next = bytes[at] ?? 0;
    if (next === END) {
      out.ascii(texts, from, tagLength * 2 + 1);
      at++;
    } else if (next === STR_I) {
      out.ascii(texts, from, tagLength);
      const stop = writeText(out, bytes, input, at + 1);
      if (stop < 0 || stop === at + 1 || bytes[stop + 1] !== END) return undefined;
      at = stop + 2;
      nodes++;
      out.reserve();
      out.ascii(texts, from + tagLength, tagLength + 1);
    } else if (next === OPAQUE) {
      const opaque = readOpaque(bytes, input, at + 1);
      if (!opaque || bytes[opaque.end] !== END) return undefined;
      nodes++;
      if (opaque.kind === "base64") {
        hasBase64 = true;
        out.ascii(texts, from, tagLength - 1);
        writeFixed(out, BASE64_ATTRIBUTE);
        writeBase64(out, bytes, opaque.start, opaque.end);
      } else {
        out.ascii(texts, from, tagLength);
        writeCdata(out, bytes, opaque);
      }
      at = opaque.end + 1;
      out.reserve();
      out.ascii(texts, from + tagLength, tagLength + 1);
    } else {
      out.ascii(texts, from, tagLength);
      if (depth === stack.length) {
        const larger = new Int32Array(depth * 2);
        larger.set(stack);
        stack = larger;
      }
      stack[depth++] = form;
    }
  }
  if (depth !== 0 || at !== length || nodes > MAX_NODES || rootPage < 0) return undefined;
  if (newlineLength > 0) out.ascii(line, 0, newlineLength);
  return out.finish(headOf(head, hasBase64));
}

/**
 * The declaration and the root's tag up to its `>`, with the prefixes of the pages met; kept, since short documents
 * with the same ones are many.
 */
function headOf(root: number, hasBase64: boolean): Uint8Array {
  const { heads } = layout;
  let key = root * 2 + (hasBase64 ? 1 : 0);
  for (const page of pages) key = key * 32 + page + 1;
  // Lists of different lengths are told apart by it; exact as far as a number goes, and longer lists are rare.
  const canKeep = pages.length < 8;
  key = key * 8 + pages.length;
  const known = canKeep ? heads.get(key) : undefined;
  if (known) return known;
  const head = new TextEncoder().encode(printHead(root, hasBase64));
  if (heads.size >= MAX_HEADS) heads.clear();
  if (canKeep) heads.set(key, head);
  return head;
}

function printHead(root: number, hasBase64: boolean): string {
  const tag = tagByToken(root >> 6, root & 0x3f);
  const prefixes = pages.map((page) => {
    const facts = pageByNumber(page);
    return ` xmlns:${facts?.prefix}="${facts?.namespace}"`;
  });
  if (hasBase64) prefixes.push(` xmlns:wire="${WIRE_NAMESPACE}"`);
  const declaration = `<?xml version="1.0" encoding="utf-8"?>${layout.newline}`;
  return `${declaration}<${tag?.name} xmlns="${tag?.namespace}"${prefixes.join("")}`;
}

interface Layout {
  newline: string;
  indent: number;
  /** The line end and as many spaces as the deepest indented level has. */
  line: Constants;
  /** By root, prefixes and whether base64 is declared. */
  heads: Map<number, Uint8Array>;
}

function makeLayout(newline: string, indent: number): Layout {
  return { newline, indent, line: constantsOf(newline + " ".repeat(indent * MAX_INDENTED_LEVELS)), heads: new Map() };
}
