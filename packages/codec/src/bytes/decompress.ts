import { concatBytes } from "./byte-arrays.ts";
import { type InflateEnd, inflate } from "./inflate.ts";

export interface Decompressed {
  bytes: Uint8Array<ArrayBuffer>;
  ended: InflateEnd;
  /** The checksum at the end does not fit what came out. */
  isDamaged: boolean;
}

/** Members of one gzip body that are undone; servers send one. */
const MAX_MEMBERS = 1000;

export const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b && bytes[2] === 0x08;

/** Whether bytes begin with a zlib header (RFC 1950 2.2) without a preset dictionary. */
export const isZlib = ([first = 0, second = 0]: Uint8Array): boolean =>
  (first & 0x0f) === 8 && first >> 4 <= 7 && (first * 256 + second) % 31 === 0 && (second & 0x20) === 0;

/** Undoes gzip (RFC 1952), all its members, up to `limit` bytes. Never throws: what comes out before damage is given. */
export function gunzip(bytes: Uint8Array, limit: number): Decompressed {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let left = limit;
  let isDamaged = false;
  let at = 0;
  while (at < bytes.length && parts.length < MAX_MEMBERS) {
    if (!isGzip(bytes.subarray(at, at + 3))) break;
    const start = gzipHeaderEnd(bytes, at);
    const { bytes: part, ended, next } = inflate(bytes, start, left);
    parts.push(part);
    left -= part.length;
    if (ended !== "complete") return { bytes: concatBytes(parts), ended, isDamaged };
    if (next + 8 > bytes.length) return { bytes: concatBytes(parts), ended: "cut off", isDamaged };
    isDamaged ||= littleEndian(bytes, next) !== crc32(part) || littleEndian(bytes, next + 4) !== part.length >>> 0;
    at = next + 8;
  }
  return { bytes: concatBytes(parts), ended: parts.length > 0 ? "complete" : "broken", isDamaged };
}

/** Undoes zlib (RFC 1950), up to `limit` bytes. Never throws. */
export function unzlib(bytes: Uint8Array, limit: number): Decompressed {
  const { bytes: content, ended, next } = inflate(bytes, 2, limit);
  if (ended !== "complete") return { bytes: content, ended, isDamaged: false };
  const sum = littleEndian(Uint8Array.from(bytes.subarray(next, next + 4)).reverse(), 0);
  return { bytes: content, ended, isDamaged: next + 4 > bytes.length || sum !== adler32(content) };
}

/** Behind the ten fixed bytes, an extra field, a name, a comment and a checksum may stand. */
function gzipHeaderEnd(bytes: Uint8Array, start: number): number {
  const flags = bytes[start + 3] ?? 0;
  let at = start + 10;
  if (flags & 4) at += 2 + (bytes[at] ?? 0) + ((bytes[at + 1] ?? 0) << 8);
  for (const flag of [8, 16]) {
    if ((flags & flag) === 0) continue;
    const zero = bytes.indexOf(0, at);
    at = zero < 0 ? bytes.length : zero + 1;
  }
  return flags & 2 ? at + 2 : at;
}

const littleEndian = (bytes: Uint8Array, at: number): number =>
  ((bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24)) >>> 0;

function crc32(bytes: Uint8Array): number {
  const table = new Uint32Array(256);
  for (let byte = 0; byte < 256; byte++) {
    let value = byte;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb8_8320 : value >>> 1;
    table[byte] = value;
  }
  let sum = 0xffff_ffff;
  for (let at = 0; at < bytes.length; at++) sum = (sum >>> 8) ^ (table[(sum ^ (bytes[at] ?? 0)) & 0xff] ?? 0);
  return ~sum >>> 0;
}

function adler32(bytes: Uint8Array): number {
  let low = 1;
  let high = 0;
  for (let at = 0; at < bytes.length; at++) {
    low = (low + (bytes[at] ?? 0)) % 65521;
    high = (high + low) % 65521;
  }
  return ((high << 16) | low) >>> 0;
}
