import { hexByte, readInteger } from "./integers.ts";
import type { Strings } from "./strings.ts";
import {
  END,
  ENTITY,
  isInlineExtension,
  isIntegerExtension,
  LITERAL,
  OPAQUE,
  STR_I,
  STR_T,
  SWITCH_PAGE,
  TAG_BITS,
} from "./tokens.ts";

/** Characters of an attribute list that are put into words. */
const SHOWN = 120;

/** Offset behind an attribute list and its END, which is also how a PI's content looks; -1 when cut off. */
export function skipAttributes(bytes: Uint8Array, from: number, strings: Strings): number {
  let at = from;
  while (at < bytes.length) {
    if (bytes[at] === END) return at + 1;
    at = skipAttributeToken(bytes, at, strings);
    if (at < 0) return -1;
  }
  return -1;
}

/** Offset behind one token of an attribute list other than END; -1 when it is cut off. */
function skipAttributeToken(bytes: Uint8Array, start: number, strings: Strings): number {
  const byte = bytes[start] ?? 0;
  const at = start + 1;
  if (byte === SWITCH_PAGE) return at + 1;
  if (byte === STR_I || isInlineExtension(byte)) {
    const end = strings.findEnd(bytes, at);
    return end < 0 ? -1 : end + strings.charset.unit;
  }
  if (byte === OPAQUE) {
    const { value, next } = readInteger(bytes, at);
    return next < 0 ? -1 : next + value;
  }
  if (byte === ENTITY || byte === STR_T || isIntegerExtension(byte) || (byte & TAG_BITS) === LITERAL) {
    return Math.max(readInteger(bytes, at).next, -1);
  }
  return at;
}

/** `05="a" 06="b"`: attributes by token, for ActiveSync names none, or by literal name, and what their values say. */
export function describeAttributes(bytes: Uint8Array, from: number, end: number, strings: Strings): string {
  let text = "";
  let value: string | undefined;
  const close = () => {
    if (value) text += text === "" ? value : `="${value}"`;
    value = undefined;
  };
  for (let at = from; at < end && bytes[at] !== END && text.length + (value?.length ?? 0) < SHOWN; ) {
    const byte = bytes[at] ?? 0;
    const next = skipAttributeToken(bytes, at, strings);
    const name = attributeName(bytes, at, strings);
    if (name !== undefined) {
      close();
      text += text === "" ? name : ` ${name}`;
      value = "";
    } else if (byte !== SWITCH_PAGE) value = (value ?? "") + attributeValue(bytes, at, next, strings);
    if (next < 0) break;
    at = next;
  }
  close();
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}

/** An attribute begins with a token below 80 or with a literal name. */
function attributeName(bytes: Uint8Array, at: number, strings: Strings): string | undefined {
  const byte = bytes[at] ?? 0;
  if (byte === LITERAL) return strings.fromTable(readInteger(bytes, at + 1).value) ?? "?";
  return byte < 0x80 && (byte & TAG_BITS) > LITERAL ? hexByte(byte) : undefined;
}

function attributeValue(bytes: Uint8Array, at: number, next: number, strings: Strings): string {
  const byte = bytes[at] ?? 0;
  if (byte === STR_I || isInlineExtension(byte)) {
    const end = next < 0 ? bytes.length : next - strings.charset.unit;
    return strings.show(bytes, at + 1, Math.min(end, at + 1 + SHOWN * 4));
  }
  const { value } = readInteger(bytes, at + 1);
  if (byte === STR_T) return strings.fromTable(value) ?? "";
  if (byte === ENTITY) return entityText(value);
  if (byte === OPAQUE) return `${value} opaque bytes`;
  return `token ${hexByte(byte)}`;
}

/** The character an ENTITY stands for; empty when it is none. */
export const entityText = (code: number): string =>
  code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : "";
