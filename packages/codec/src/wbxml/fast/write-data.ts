import { CDATA_END, CDATA_SPLIT, CDATA_START, writeFixed } from "./fixed-texts.ts";
import type { ReadOpaque } from "./read-opaque.ts";
import type { TextOutput } from "./text-output.ts";
import { POINT_BITS, POINT_SHIFT, readCharacter } from "./utf8-character.ts";

/** `<![CDATA[…]]>`, split where the data itself holds `]]>`. */
export function writeCdata(out: TextOutput, bytes: Uint8Array, { start, end, kind, hasEnd }: ReadOpaque): void {
  out.reserve();
  writeFixed(out, CDATA_START);
  let from = start;
  if (hasEnd) {
    for (let at = bytes.indexOf(0x3e, start + 2); at >= 0 && at < end; at = bytes.indexOf(0x3e, at + 1)) {
      if (bytes[at - 1] !== 0x5d || bytes[at - 2] !== 0x5d) continue;
      writeRun(out, bytes, from, at, kind === "ascii");
      writeFixed(out, CDATA_SPLIT);
      from = at;
    }
  }
  writeRun(out, bytes, from, end, kind === "ascii");
  writeFixed(out, CDATA_END);
}

/** Well-formed text as it stands; afterwards there is room for a tag. */
function writeRun(out: TextOutput, bytes: Uint8Array, start: number, end: number, isAscii: boolean): void {
  if (isAscii) writeAscii(out, bytes, start, end);
  else writeCharacters(out, bytes, start, end);
  out.reserve();
}

function writeAscii(out: TextOutput, bytes: Uint8Array, start: number, end: number): void {
  for (let from = start; from < end; ) {
    if (out.to >= out.limit) out.makeRoom();
    const stop = Math.min(end, from + out.limit - out.to);
    if (out.isWide) out.units.set(bytes.subarray(from, stop), out.to);
    else out.bytes.set(bytes.subarray(from, stop), out.to);
    out.to += stop - from;
    from = stop;
  }
}

function writeCharacters(out: TextOutput, bytes: Uint8Array, start: number, end: number): void {
  if (!out.isWide) out.widen();
  let { units, limit, to } = out;
  for (let at = start; at < end; ) {
    if (to > limit) {
      out.to = to;
      out.makeRoom();
      if (!out.isWide) out.widen();
      ({ units, limit, to } = out);
    }
    const byte = bytes[at] ?? 0;
    if (byte < 0x80) {
      units[to++] = byte;
      at++;
      continue;
    }
    const read = readCharacter(bytes, at);
    const point = read & POINT_BITS;
    if (point >= 0x1_0000) {
      units[to++] = 0xd7c0 + (point >> 10);
      units[to++] = 0xdc00 | (point & 0x3ff);
    } else units[to++] = point;
    at += read >> POINT_SHIFT;
  }
  out.to = to;
}

const ALPHABET = Uint8Array.from("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/", (sign) =>
  sign.charCodeAt(0),
);
const PAD = 0x3d;

/** Bytes as base64. */
export function writeBase64(out: TextOutput, bytes: Uint8Array, start: number, end: number): void {
  for (let from = start; from < end; from += 3) {
    if (out.to > out.limit) out.makeRoom();
    const left = end - from;
    const group =
      ((bytes[from] ?? 0) << 16) |
      (left > 1 ? (bytes[from + 1] ?? 0) << 8 : 0) |
      (left > 2 ? (bytes[from + 2] ?? 0) : 0);
    const target = out.isWide ? out.units : out.bytes;
    const { to } = out;
    target[to] = ALPHABET[group >> 18] ?? PAD;
    target[to + 1] = ALPHABET[(group >> 12) & 0x3f] ?? PAD;
    target[to + 2] = left > 1 ? (ALPHABET[(group >> 6) & 0x3f] ?? PAD) : PAD;
    target[to + 3] = left > 2 ? (ALPHABET[group & 0x3f] ?? PAD) : PAD;
    out.to = to + 4;
  }
  out.reserve();
}
