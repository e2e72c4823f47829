import { byteStringOf } from "../bytes/index.ts";
import { readUtf8, showUtf8 } from "./text.ts";

/** A character set of the WBXML header (IANA MIBenum), as far as it matters for finding and reading strings. */
export interface Charset {
  mib: number;
  name: string;
  /** Bytes of a character at least, and of the zero that ends a string. */
  unit: 1 | 2 | 4;
  /** Nobody knows it, or this runtime cannot read it; its strings are read as UTF-8 where they can be. */
  isUnknown: boolean;
}

/** MIBenum of UTF-8, the only one of ActiveSync (MS-ASWBXML 2.1.2). */
export const UTF_8_MIB = 106;

/** Names that `TextDecoder` takes, by IANA's numbers. */
const names = new Map<number, string>([
  [3, "US-ASCII"],
  [UTF_8_MIB, "UTF-8"],
  [17, "Shift_JIS"],
  [18, "EUC-JP"],
  [38, "EUC-KR"],
  [39, "ISO-2022-JP"],
  [113, "GBK"],
  [114, "GB18030"],
  [1000, "ISO-10646-UCS-2"],
  [1001, "ISO-10646-UCS-4"],
  [1013, "UTF-16BE"],
  [1014, "UTF-16LE"],
  [1015, "UTF-16"],
  [1017, "UTF-32"],
  [1018, "UTF-32BE"],
  [1019, "UTF-32LE"],
  [2024, "Windows-31J"],
  [2025, "GB2312"],
  [2026, "Big5"],
  [2027, "macintosh"],
  [2084, "KOI8-R"],
  [2086, "IBM866"],
  [2088, "KOI8-U"],
  [2109, "windows-874"],
  [2259, "TIS-620"],
]);
for (let part = 1; part <= 10; part++) names.set(part + 3, `ISO-8859-${part}`);
for (let part = 13; part <= 16; part++) names.set(part + 96, `ISO-8859-${part}`);
for (let page = 0; page <= 8; page++) names.set(2250 + page, `windows-125${page}`);

const utf8: Charset = { mib: UTF_8_MIB, name: "UTF-8", unit: 1, isUnknown: false };

export function charsetOf(mib: number): Charset {
  if (mib === UTF_8_MIB) return utf8;
  const name = names.get(mib);
  if (name === undefined) return { mib, name: `number ${mib}`, unit: 1, isUnknown: true };
  const unit = /UTF-16|UCS-2/.test(name) ? 2 : /UTF-32|UCS-4/.test(name) ? 4 : 1;
  const isUnknown = unit !== 4 && mib > 4 && decoderOf(labelOf(name), true) === undefined;
  return { mib, name, unit, isUnknown };
}

/** The text of a string; undefined when its bytes are not well-formed in this charset. */
export function readText(charset: Charset, bytes: Uint8Array, start: number, end: number): string | undefined {
  if (charset.mib === UTF_8_MIB || charset.isUnknown) return readUtf8(bytes, start, end);
  const part = bytes.subarray(start, end);
  if (charset.mib === 3) return part.some((byte) => byte >= 0x80) ? undefined : byteStringOf(part);
  if (charset.mib === 4) return byteStringOf(part);
  if (charset.mib === 2252) return windows1252(part);
  if (charset.unit === 4) return readUtf32(part, charset.mib === 1019);
  try {
    return decoderOf(labelFor(charset, part), true)?.decode(withoutMark(charset, part));
  } catch {
    return undefined;
  }
}

/** The same with U+FFFD for what is not well-formed: for showing only, the bytes must be kept beside it. */
export function showText(charset: Charset, bytes: Uint8Array, start: number, end: number): string {
  const part = bytes.subarray(start, end);
  if (charset.mib === 3) return windows1252(part);
  if (charset.mib === UTF_8_MIB || charset.isUnknown || charset.unit === 4) return showUtf8(bytes, start, end);
  return decoderOf(labelFor(charset, part), false)?.decode(withoutMark(charset, part)) ?? showUtf8(bytes, start, end);
}

/** Whether UTF-8 gives these bytes too: plain ASCII in a charset that holds it. */
export function isPlainAscii({ unit }: Charset, bytes: Uint8Array, start: number, end: number, text: string): boolean {
  if (unit !== 1 || text.length !== end - start) return false;
  for (let at = start; at < end; at++)
    if (bytes[at] !== text.charCodeAt(at - start) || (bytes[at] ?? 0) >= 0x80) return false;
  return true;
}

/** Offset of the zero, as wide as a character, that ends a string starting here; -1 when there is none. */
export function findTerminator({ unit }: Charset, bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0, from); at >= 0; at = bytes.indexOf(0, at + 1)) {
    if (unit === 1) return at;
    const start = at - ((at - from) % unit);
    if (start + unit > bytes.length) return -1;
    let zeros = 0;
    while (zeros < unit && bytes[start + zeros] === 0) zeros++;
    if (zeros === unit) return start;
    at = start + unit - 1;
  }
  return -1;
}

/** 0x80 to 0x9F of windows-1252: some runtimes read it as ISO-8859-1. */
const WINDOWS_1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";
const windows1252 = (bytes: Uint8Array): string =>
  byteStringOf(bytes).replace(/[\x80-\x9F]/g, (char) => WINDOWS_1252[char.charCodeAt(0) - 0x80] ?? char);

const decoders = new Map<string, TextDecoder | undefined>();

function decoderOf(label: string, fatal: boolean): TextDecoder | undefined {
  const key = `${label} ${fatal}`;
  if (!decoders.has(key)) {
    try {
      decoders.set(key, new TextDecoder(label, { fatal, ignoreBOM: true }));
    } catch {
      // A runtime without this encoding.
      decoders.set(key, undefined);
    }
  }
  return decoders.get(key);
}

/** UTF-16 without a mark is big-endian (RFC 2781 4.3), and so is UCS-2. */
const labelOf = (name: string): string => (/^UTF-16$|UCS-2/.test(name) ? "utf-16be" : name.toLowerCase());

const labelFor = ({ mib, name }: Charset, part: Uint8Array): string =>
  mib === 1015 && part[0] === 0xff && part[1] === 0xfe ? "utf-16le" : labelOf(name);

/** In plain UTF-16 the mark says the order of bytes and is no part of the text. */
const withoutMark = ({ mib }: Charset, part: Uint8Array): Uint8Array =>
  mib === 1015 && ((part[0] === 0xff && part[1] === 0xfe) || (part[0] === 0xfe && part[1] === 0xff))
    ? part.subarray(2)
    : part;

function readUtf32(part: Uint8Array, isLittle: boolean): string | undefined {
  if (part.length % 4 !== 0) return undefined;
  const view = new DataView(part.buffer, part.byteOffset, part.length);
  const pieces: string[] = [];
  for (let at = 0; at < part.length; at += 4) {
    const code = view.getUint32(at, isLittle);
    if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return undefined;
    pieces.push(String.fromCodePoint(code));
  }
  return pieces.join("");
}
