import { entityText, skipAttributes } from "./attribute-list.ts";
import { readInteger } from "./integers.ts";
import type { Strings } from "./strings.ts";
import {
  END,
  ENTITY,
  HAS_ATTRIBUTES,
  isBareExtension,
  isInlineExtension,
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
  /** Offset behind it; -1 when it is cut off. */
  next: number;
  /** What is wrong with it, when it can be passed over all the same. */
  fault?: string;
}

/** Reads a string reference, an entity, an extension or a processing instruction in content. */
export function readRareToken(bytes: Uint8Array, at: number, strings: Strings): RareToken {
  const byte = bytes[at] ?? 0;
  if (byte === PI)
    return { what: "a processing instruction (PI)", text: "", next: skipAttributes(bytes, at + 1, strings) };
  if (isBareExtension(byte)) return { what: `an extension token (EXT_${byte & 3})`, text: "", next: at + 1 };
  if (isInlineExtension(byte)) {
    const end = strings.findEnd(bytes, at + 1);
    const text = strings.show(bytes, at + 1, end < 0 ? bytes.length : end);
    return { what: `an extension string (EXT_I_${byte & 3})`, text, next: end < 0 ? -1 : end + strings.charset.unit };
  }
  const { value, next } = readInteger(bytes, at + 1);
  const what =
    byte === STR_T
      ? "a string table reference (STR_T)"
      : byte === ENTITY
        ? "a character entity (ENTITY)"
        : `an extension integer (EXT_T_${byte & 3}, ${value})`;
  if (next === -2) {
    return { what, text: "", next: skipInteger(bytes, at + 1), fault: "its number is longer than 32 bits" };
  }
  if (next < 0) return { what, text: "", next };
  if (byte === ENTITY) return { what, text: entityText(value), next };
  if (byte !== STR_T) return { what, text: "", next };
  const text = strings.fromTable(value);
  if (text !== undefined) return { what, text, next };
  return { what, text: "", next, fault: `it points to byte ${value}, which the string table does not have` };
}

/** Offset behind the content token at `start`, END included, of any kind; -1 when it is cut off. */
export function skipContent(bytes: Uint8Array, start: number, strings: Strings): number {
  const byte = bytes[start] ?? 0;
  if (byte === END) return start + 1;
  if (byte === STR_I) {
    const zero = strings.findEnd(bytes, start + 1);
    return zero < 0 ? -1 : zero + strings.charset.unit;
  }
  if (byte !== OPAQUE) return readRareToken(bytes, start, strings).next;
  const { value, next } = readInteger(bytes, start + 1);
  return next < 0 ? -1 : next + value;
}

/** Offset behind an integer that is too long; -1 when it has no end. */
export function skipInteger(bytes: Uint8Array, from: number): number {
  for (let at = from; at < bytes.length; at++) if ((bytes[at] ?? 0) < 0x80) return at + 1;
  return -1;
}

/** The text a content token stands for: an inline string's, or a rare token's. */
export const textOfToken = (bytes: Uint8Array, strings: Strings): string =>
  bytes[0] === STR_I
    ? strings.show(bytes, 1, bytes.length - strings.charset.unit)
    : readRareToken(bytes, 0, strings).text;

/** Whether bytes are exactly one content token other than OPAQUE, so that writing them cannot break the tree around. */
export function isOneToken(bytes: Uint8Array, strings: Strings): boolean {
  const byte = bytes[0] ?? SWITCH_PAGE;
  if (byte === STR_I) return strings.findEnd(bytes, 1) === bytes.length - strings.charset.unit;
  if (byte === OPAQUE || byte === SWITCH_PAGE || byte === END || (byte & TAG_BITS) >= LITERAL) return false;
  // A reference beyond the table is damage, but it can be written.
  return readRareToken(bytes, 0, strings).next === bytes.length;
}

/** Whether bytes are exactly one tag, literal or with this token, and its attribute list if it has one. */
export function isOneTag(bytes: Uint8Array, token: number, strings: Strings): boolean {
  const byte = bytes[0] ?? 0;
  let at = 1;
  if ((byte & TAG_BITS) === LITERAL) at = readInteger(bytes, 1).next;
  else if ((byte & TAG_BITS) !== token) return false;
  if ((byte & HAS_ATTRIBUTES) !== 0 && at > 0) at = skipAttributes(bytes, at, strings);
  return at === bytes.length;
}

/** Processing instructions and page switches outside the root: where they end, and the page in force behind them. */
export function readInstructions(bytes: Uint8Array, from: number, strings: Strings): { end: number; page: number } {
  let at = from;
  let end = from;
  let page = 0;
  let pageAt = 0;
  while (at < bytes.length) {
    if (bytes[at] === SWITCH_PAGE && at + 1 < bytes.length) {
      pageAt = bytes[at + 1] ?? 0;
      at += 2;
    } else if (bytes[at] === PI) {
      at = skipAttributes(bytes, at + 1, strings);
      if (at < 0) break;
      end = at;
      page = pageAt;
    } else break;
  }
  return { end, page };
}
