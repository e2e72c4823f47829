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

const US_ASCII = 3;
const ISO_8859_1 = 4;
const UTF_16 = 1015;
const WINDOWS_1252 = 2252;

/** Names that `TextDecoder` takes, behind IANA's numbers; ISO-8859 and windows-125x are counted through. */
const NAMES =
  "3 US-ASCII,106 UTF-8,17 Shift_JIS,18 EUC-JP,38 EUC-KR,39 ISO-2022-JP,113 GBK,114 GB18030,1000 UCS-2,1013 UTF-16BE,1014 UTF-16LE,1015 UTF-16,1001 UCS-4,1017 UTF-32,2024 Windows-31J,2025 GB2312,2026 Big5,2027 macintosh,2084 KOI8-R,2086 IBM866,2088 KOI8-U,2109 windows-874,2259 TIS-620";

function nameOf(mib: number): string | undefined {
  if (mib >= ISO_8859_1 && mib <= 13) return `ISO-8859-${mib - 3}`;
  if (mib >= 109 && mib <= 112) return `ISO-8859-${mib - 96}`;
  if (mib >= 2250 && mib <= 2258) return `windows-125${mib - 2250}`;
  return new RegExp(`(?:^|,)${mib} ([^,]*)`).exec(NAMES)?.[1];
}

const utf8: Charset = { mib: UTF_8_MIB, name: "UTF-8", unit: 1, isUnknown: false };

export function charsetOf(mib: number): Charset {
  if (mib === UTF_8_MIB) return utf8;
  const name = nameOf(mib);
  if (name === undefined) return { mib, name: `number ${mib}`, unit: 1, isUnknown: true };
  const unit = /UTF-16|UCS-2/.test(name) ? 2 : /UTF-32|UCS-4/.test(name) ? 4 : 1;
  return { mib, name, unit, isUnknown: !isOwn(mib) && decoderOf(labelOf(name), true) === undefined };
}

/** The text of a string; undefined when its bytes are not well-formed in this charset. */
export function readText(charset: Charset, bytes: Uint8Array, start: number, end: number): string | undefined {
  const part = bytes.subarray(start, end);
  if (charset.mib === US_ASCII && part.some((byte) => byte >= 0x80)) return undefined;
  return charset.mib === UTF_8_MIB || charset.isUnknown ? readUtf8(bytes, start, end) : decode(charset, part, true);
}

/** The same with U+FFFD for what is not well-formed: for showing only, the bytes must be kept beside it. */
export const showText = (charset: Charset, bytes: Uint8Array, start: number, end: number): string =>
  (charset.isUnknown ? undefined : decode(charset, bytes.subarray(start, end), false)) ?? showUtf8(bytes, start, end);

function decode({ mib, name }: Charset, part: Uint8Array, fatal: boolean): string | undefined {
  if (isOwn(mib)) {
    const text = byteStringOf(part);
    return mib === ISO_8859_1 ? text : text.replace(/[\x80-\x9F]/g, (char) => HIGH[char.charCodeAt(0) - 0x80] ?? char);
  }
  // In plain UTF-16 a mark says the order of bytes and is no part of the text.
  const isLittle = mib === UTF_16 && part[0] === 0xff && part[1] === 0xfe;
  const isMarked = isLittle || (mib === UTF_16 && part[0] === 0xfe && part[1] === 0xff);
  try {
    return decoderOf(isLittle ? "utf-16le" : labelOf(name), fatal)?.decode(isMarked ? part.subarray(2) : part);
  } catch {
    return undefined;
  }
}

/** Some runtimes read windows-1252 as ISO-8859-1, and all read ISO-8859-1 and US-ASCII as windows-1252. */
const isOwn = (mib: number): boolean => mib === US_ASCII || mib === ISO_8859_1 || mib === WINDOWS_1252;

/** 0x80 to 0x9F of windows-1252. */
const HIGH = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

/** Whether UTF-8 gives these bytes too: plain ASCII in a charset that holds it. */
export function isPlainAscii({ unit }: Charset, bytes: Uint8Array, start: number, end: number, text: string): boolean {
  if (unit !== 1 || text.length !== end - start) return false;
  for (let at = start; at < end; at++) {
    const byte = bytes[at] ?? 0;
    if (byte >= 0x80 || byte !== text.charCodeAt(at - start)) return false;
  }
  return true;
}

/** Offset of the zero, as wide as a character, that ends a string starting here; -1 when there is none. */
export function findTerminator({ unit }: Charset, bytes: Uint8Array, from: number): number {
  if (unit === 1) return bytes.indexOf(0, from);
  for (let at = from; at + unit <= bytes.length; at += unit) {
    if (bytes[at] === 0 && bytes[at + 1] === 0 && bytes[at + unit - 2] === 0 && bytes[at + unit - 1] === 0) return at;
  }
  return -1;
}

const decoders = new Map<string, TextDecoder | undefined>();

function decoderOf(label: string, fatal: boolean): TextDecoder | undefined {
  const key = label + fatal;
  if (!decoders.has(key)) {
    try {
      decoders.set(key, new TextDecoder(label, { fatal, ignoreBOM: true }));
    } catch {
      // A runtime without this encoding, as all are for UTF-32.
      decoders.set(key, undefined);
    }
  }
  return decoders.get(key);
}

/** UTF-16 without a mark is big-endian (RFC 2781 4.3), and so is UCS-2. */
const labelOf = (name: string): string => (/^UTF-16$|UCS-2/.test(name) ? "utf-16be" : name.toLowerCase());
