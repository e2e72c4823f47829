import { pageByNamespace, pageByPrefix } from "../../protocol/index.ts";
import { WIRE_NAMESPACE } from "../../xml/index.ts";
import type { SourceText } from "./source-text.ts";
import { hashStep, matches } from "./tag-names.ts";

/** What stands in a start tag behind its name. */
export interface TagRest {
  /** Bytes up to and with the `>`. */
  length: number;
  selfClosed: boolean;
  /** `wire:opaque="base64"`. */
  isBase64: boolean;
  /** Page of the default namespace declared here; -1 when there is none. */
  defaultPage: number;
  /** Pages, a bit each, whose customary prefix is declared here. */
  prefixedPages: number;
}

const isSpace = (code: number): boolean => code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;

/** Letters, digits, `-`, `.`, `_` and `:`. */
const nameBytes = new Uint8Array(256);
for (let code = 0x2d; code < 0x7b; code++) if (/[-.:\w]/.test(String.fromCharCode(code))) nameBytes[code] = 1;

export const isNameByte = (byte: number): boolean => nameBytes[byte] === 1;

/** Spellings kept. */
const KNOWN = 128;

/** Bytes a spelling is looked up by. */
const HASHED = 24;

/** What was read before, since few spellings stand in many tags: looked up by some bytes, compared whole. */
interface KnownRest extends TagRest {
  isRoot: boolean;
  view: DataView;
}

const known: (KnownRest | undefined)[] = new Array(KNOWN).fill(undefined);

const selfClosed: TagRest = { length: 2, selfClosed: true, isBase64: false, defaultPage: -1, prefixedPages: 0 };

/** Longest spelling kept. */
const MAX_KNOWN = 1024;

/**
 * Reads namespaces and the wire attribute behind a tag's name; undefined for anything else, and where it stands
 * elsewhere than expected.
 */
export function readTagRest({ bytes, view }: SourceText, from: number, isRoot: boolean): Readonly<TagRest> | undefined {
  if (bytes[from] === 0x2f && bytes[from + 1] === 0x3e) return selfClosed;
  let hash = isRoot ? 1 : 0;
  for (let at = from; at < from + HASHED && bytes[at] !== 0x3e; at++) hash = hashStep(hash, bytes[at] ?? 0);
  const key = (Math.imul(hash, 0x9e37_79b1) >>> 25) & (KNOWN - 1);
  const kept = known[key];
  if (kept && kept.isRoot === isRoot && matches(view, from, kept.view, 0, kept.length)) return kept;
  const rest: TagRest = { length: 0, selfClosed: false, isBase64: false, defaultPage: -1, prefixedPages: 0 };
  if (!readAttributes(bytes, from, isRoot, rest)) return undefined;
  const { length } = rest;
  if (length <= MAX_KNOWN) {
    known[key] = { ...rest, isRoot, view: new DataView(bytes.slice(from, from + length).buffer) };
  }
  return rest;
}

function readAttributes(bytes: Uint8Array, from: number, isRoot: boolean, rest: TagRest): boolean {
  let hasWire = false;
  let at = from;
  while (true) {
    while (isSpace(bytes[at] ?? 0)) at++;
    if (bytes[at] === 0x3e) break;
    if (bytes[at] === 0x2f && bytes[at + 1] === 0x3e) {
      rest.selfClosed = true;
      at++;
      break;
    }
    const nameStart = at;
    while (isNameByte(bytes[at] ?? 0)) at++;
    const nameEnd = at;
    const quote = bytes[at + 1] ?? 0;
    if (nameEnd === nameStart || bytes[at] !== 0x3d || (quote !== 0x22 && quote !== 0x27)) return false;
    const valueStart = at + 2;
    for (at = valueStart; bytes[at] !== quote; at++) if (!isPlainValue(bytes[at] ?? 0)) return false;
    // No name or value known here is as long, and putting a long one together by letters takes gigabytes.
    if (nameEnd - nameStart > MAX_KNOWN || at - valueStart > MAX_KNOWN) return false;
    const name = asciiOf(bytes, nameStart, nameEnd);
    const value = asciiOf(bytes, valueStart, at++);
    if (name === "xmlns") {
      const page = pageByNamespace(value.trim());
      if (!page || rest.defaultPage >= 0) return false;
      rest.defaultPage = page.page;
    } else if (name === "xmlns:wire") {
      if (hasWire || !isRoot || value !== WIRE_NAMESPACE) return false;
      hasWire = true;
    } else if (name.startsWith("xmlns:")) {
      const page = pageByPrefix(name.slice(6));
      if (!isRoot || !page || `xmlns:${page.prefix}` !== name || pageByNamespace(value.trim()) !== page) return false;
      if ((rest.prefixedPages & (1 << page.page)) !== 0) return false;
      rest.prefixedPages |= 1 << page.page;
    } else {
      if (name !== "wire:opaque" || value !== "base64" || rest.isBase64 || isRoot) return false;
      rest.isBase64 = true;
    }
  }
  rest.length = at + 1 - from;
  return true;
}

/** ASCII without control characters, `<` and `&`. */
const isPlainValue = (byte: number): boolean => byte >= 0x20 && byte < 0x80 && byte !== 0x3c && byte !== 0x26;

function asciiOf(bytes: Uint8Array, start: number, end: number): string {
  let text = "";
  for (let at = start; at < end; at++) text += String.fromCharCode(bytes[at] ?? 0);
  return text;
}
