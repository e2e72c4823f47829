import { OPAQUE } from "../tokens.ts";
import type { SourceText } from "./source-text.ts";
import { bytesBefore, HIGH_BITS, leadEf, specialInData, specialInWideData } from "./words.ts";

const VALUES = new Uint8Array(256).fill(0xff);
[..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"].forEach((sign, value) => {
  VALUES[sign.charCodeAt(0)] = value;
});
const PAD = 0x3d;
const CDATA = [..."<![CDATA["].map((sign) => sign.charCodeAt(0));

/** Where the token just written ends; a field and not a result, so that short content makes no object. */
export const opaqueToken = { to: 0 };

/** Data from this size on is not moved to where it belongs: what is written goes on behind it, and a gap is left. */
const LONG = 0x4000;

/**
 * Writes the CDATA section at `at`, and those that touch it, as one opaque token at `to`. Returns the offset behind
 * them; -1 when there is none or the tree road must look at it: it is not closed, or holds a control character.
 */
export function moveCdata({ bytes, view, gaps }: SourceText, at: number, to: number): number {
  if (!isCdata(bytes, at)) return -1;
  const start = at + CDATA.length;
  let end = findCdataEnd(bytes, view, start);
  if (end < 0) return -1;
  let next = end + 3;
  while (isCdata(bytes, next)) {
    const from = next + CDATA.length;
    const stop = findCdataEnd(bytes, view, from);
    if (stop < 0) return -1;
    bytes.copyWithin(end, from, stop);
    end += stop - from;
    next = stop + 3;
  }
  const dataStart = writeLength(bytes, to, end - start);
  if (end - start >= LONG) {
    gaps.push(dataStart, start);
    opaqueToken.to = end;
  } else {
    bytes.copyWithin(dataStart, start, end);
    opaqueToken.to = dataStart + end - start;
  }
  return next;
}

/**
 * Writes the base64 at `at`, up to the next `<`, as an opaque token at `to`. Returns the offset of that `<`; -1
 * when it is not base64 in one run with its padding.
 */
export function moveBase64({ bytes, length }: SourceText, at: number, to: number): number {
  const end = bytes.indexOf(0x3c, at);
  const count = end - at;
  if (end < 0 || end > length || count % 4 !== 0) return -1;
  const pads = bytes[end - 1] !== PAD ? 0 : bytes[end - 2] !== PAD ? 1 : 2;
  let out = writeLength(bytes, to, (count / 4) * 3 - pads);
  for (let from = at; from < end; from += 4) {
    const padsHere = from + 4 === end ? pads : 0;
    const a = VALUES[bytes[from] ?? 0] ?? 0xff;
    const b = VALUES[bytes[from + 1] ?? 0] ?? 0xff;
    const c = padsHere > 1 ? 0 : (VALUES[bytes[from + 2] ?? 0] ?? 0xff);
    const d = padsHere > 0 ? 0 : (VALUES[bytes[from + 3] ?? 0] ?? 0xff);
    if ((a | b | c | d) > 0x3f) return -1;
    const group = (a << 18) | (b << 12) | (c << 6) | d;
    // Bits that padding leaves over must be zero.
    if (padsHere > 0 && (group & (padsHere > 1 ? 0xffff : 0xff)) !== 0) return -1;
    bytes[out++] = group >> 16;
    if (padsHere < 2) bytes[out++] = (group >> 8) & 0xff;
    if (padsHere < 1) bytes[out++] = group & 0xff;
  }
  opaqueToken.to = out;
  return end;
}

function isCdata(bytes: Uint8Array, at: number): boolean {
  for (let index = 0; index < CDATA.length; index++) if (bytes[at + index] !== CDATA[index]) return false;
  return true;
}

/** Offset of the next `]]>`; -1 when there is none, or before it a control character or one that is none. */
function findCdataEnd(bytes: Uint8Array, view: DataView, start: number): number {
  let at = start;
  while (true) {
    const a = view.getInt32(at, true);
    const b = view.getInt32(at + 4, true);
    const c = view.getInt32(at + 8, true);
    const d = view.getInt32(at + 12, true);
    if (((marksOf(a) | marksOf(b) | marksOf(c) | marksOf(d)) & HIGH_BITS) === 0) {
      at += 16;
      continue;
    }
    // The first marked one is in these four words.
    let marks = marksOf(a) & HIGH_BITS;
    for (; marks === 0; marks = marksOf(view.getInt32(at, true)) & HIGH_BITS) at += 4;
    at += bytesBefore(marks);
    const byte = bytes[at] ?? 0;
    if (byte === 0x3e) {
      if (at >= start + 2 && bytes[at - 1] === 0x5d && bytes[at - 2] === 0x5d) return at - 2;
    } else if (byte === 0xef) {
      // U+FFFD may be half a surrogate pair, and U+FFFE and U+FFFF are no characters.
      if (bytes[at + 1] === 0xbf && (bytes[at + 2] ?? 0) >= 0xbd) return -1;
    } else if (byte !== 0x0a && byte !== 0x0d && byte !== 0x09) return -1;
    at++;
  }
}

const marksOf = (word: number): number =>
  (word & HIGH_BITS) === 0 ? specialInData(word) : specialInWideData(word) | leadEf(word);

/** Writes OPAQUE and a length; the offset behind them. */
function writeLength(bytes: Uint8Array, start: number, length: number): number {
  let to = start;
  bytes[to++] = OPAQUE;
  for (let shift = 28; shift > 0; shift -= 7) if (length >= 1 << shift) bytes[to++] = 0x80 | ((length >> shift) & 0x7f);
  bytes[to++] = length & 0x7f;
  return to;
}
