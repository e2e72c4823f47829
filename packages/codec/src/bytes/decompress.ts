import { concatBytes } from "./byte-arrays.ts";
import { type InflateEnd, inflate } from "./inflate.ts";

export interface Decompressed {
  bytes: Uint8Array<ArrayBuffer>;
  ended: InflateEnd;
  /** The length that gzip notes at its end is another than that of what came out. The checksum is not looked at. */
  isDamaged: boolean;
}

export const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b && bytes[2] === 0x08;

/** Whether bytes begin with a zlib header (RFC 1950 2.2) without a preset dictionary. */
export const isZlib = ([first = 0, second = 0]: Uint8Array): boolean =>
  (first & 0x8f) === 8 && (first * 256 + second) % 31 === 0 && (second & 0x20) === 0;

/** Undoes gzip (RFC 1952), all its members, up to `limit` bytes. Never throws: what comes out before damage is given. */
export function gunzip(bytes: Uint8Array, limit: number): Decompressed {
  const parts: Uint8Array[] = [];
  let left = limit;
  let isDamaged = false;
  let ended: InflateEnd = "broken";
  for (let at = 0; isGzip(bytes.subarray(at)); ) {
    const part = inflate(bytes, gzipHeaderEnd(bytes, at), left);
    parts.push(part.bytes);
    left -= part.bytes.length;
    at = part.next + 8;
    ended = part.ended === "complete" && at > bytes.length ? "cut off" : part.ended;
    if (ended !== "complete") break;
    isDamaged ||= littleEndian(bytes, part.next + 4) !== part.bytes.length >>> 0;
  }
  return { bytes: concatBytes(parts), ended, isDamaged };
}

/** Behind the ten fixed bytes, an extra field, a name, a comment and a checksum may stand. */
function gzipHeaderEnd(bytes: Uint8Array, start: number): number {
  const flags = bytes[start + 3] ?? 0;
  let at = start + 10;
  if (flags & 4) at += 2 + (littleEndian(bytes, at) & 0xffff);
  for (const flag of [8, 16]) if (flags & flag) at = bytes.indexOf(0, at) + 1 || bytes.length;
  return flags & 2 ? at + 2 : at;
}

const littleEndian = (bytes: Uint8Array, at: number): number =>
  ((bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24)) >>> 0;
