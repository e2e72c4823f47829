import { readInteger } from "./integers.ts";
import { findNul, readUtf8, showUtf8 } from "./text.ts";
import {
  END,
  ENTITY,
  HAS_ATTRIBUTES,
  isBareExtension,
  isInlineExtension,
  isIntegerExtension,
  LITERAL,
  OPAQUE,
  PI,
  STR_I,
  STR_T,
  SWITCH_PAGE,
  TAG_BITS,
} from "./tokens.ts";

/** A token ActiveSync does not use, read as far as it can be. */
export interface RareToken {
  /** What to call it in a sentence. */
  what: string;
  /** The text it stands for; empty when it stands for none. */
  text: string;
  /** Offset behind it; undefined when it is cut off or damaged. */
  next?: number;
}

/** Reads a string reference, an entity, an extension or a processing instruction in content. */
export function readRareToken(bytes: Uint8Array, at: number, stringTable: Uint8Array): RareToken {
  const byte = bytes[at] ?? 0;
  if (byte === PI) return withNext({ what: "a processing instruction (PI)", text: "" }, skipAttributes(bytes, at + 1));
  if (isBareExtension(byte)) return { what: "an extension token", text: "", next: at + 1 };
  if (isInlineExtension(byte)) {
    const end = findNul(bytes, at + 1);
    const stop = end < 0 ? bytes.length : end;
    const text = readUtf8(bytes, at + 1, stop) ?? showUtf8(bytes, at + 1, stop);
    return withNext({ what: "an extension string", text }, end < 0 ? -1 : end + 1);
  }
  const { value, next } = readInteger(bytes, at + 1);
  if (byte === ENTITY) {
    const legal = value <= 0x10ffff && (value < 0xd800 || value > 0xdfff);
    return withNext({ what: "a character entity (ENTITY)", text: legal ? String.fromCodePoint(value) : "" }, next);
  }
  if (byte === STR_T) {
    const text = readTableString(stringTable, value);
    return withNext({ what: "a string table reference (STR_T)", text: text ?? "" }, text === undefined ? -2 : next);
  }
  return withNext({ what: isIntegerExtension(byte) ? "an extension integer" : "a global token", text: "" }, next);
}

/** The string at an index of the string table; undefined outside it. */
export function readTableString(table: Uint8Array, index: number): string | undefined {
  if (index >= table.length) return undefined;
  const end = findNul(table, index);
  return showUtf8(table, index, end < 0 ? table.length : end);
}

/** Offset behind an attribute list and its END, which is also how a PI's content looks; -1 when cut off. */
export function skipAttributes(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length) {
    const byte = bytes[at] ?? 0;
    at++;
    if (byte === END) return at;
    if (byte === SWITCH_PAGE) at++;
    else if (byte === STR_I || isInlineExtension(byte)) at = findNul(bytes, at) + 1 || bytes.length + 1;
    else if (byte === OPAQUE) {
      const { value, next } = readInteger(bytes, at);
      if (next < 0) return next;
      at = next + value;
    } else if (byte === ENTITY || byte === STR_T || isIntegerExtension(byte) || (byte & TAG_BITS) === LITERAL) {
      const { next } = readInteger(bytes, at);
      if (next < 0) return next;
      at = next;
    }
  }
  return -1;
}

/** Whether bytes are exactly one content token, so that writing them cannot break the tree around them. */
export function isOneToken(bytes: Uint8Array): boolean {
  const byte = bytes[0] ?? SWITCH_PAGE;
  if (byte === STR_I) return findNul(bytes, 1) === bytes.length - 1;
  if (byte === OPAQUE) {
    const { value, next } = readInteger(bytes, 1);
    return next > 0 && next + value === bytes.length;
  }
  if (byte === SWITCH_PAGE || byte === END || (byte & TAG_BITS) >= LITERAL) return false;
  if (byte === STR_T) return readInteger(bytes, 1).next === bytes.length;
  return readRareToken(bytes, 0, new Uint8Array(0)).next === bytes.length;
}

/** Whether bytes are exactly one tag, literal or with this token, and its attribute list if it has one. */
export function isOneTag(bytes: Uint8Array, token: number): boolean {
  const byte = bytes[0] ?? 0;
  let at = 1;
  if ((byte & TAG_BITS) === LITERAL) at = readInteger(bytes, 1).next;
  else if ((byte & TAG_BITS) !== token) return false;
  if ((byte & HAS_ATTRIBUTES) !== 0 && at > 0) at = skipAttributes(bytes, at);
  return at === bytes.length;
}

const withNext = (token: { what: string; text: string }, next: number): RareToken =>
  next < 0 ? token : { ...token, next };
