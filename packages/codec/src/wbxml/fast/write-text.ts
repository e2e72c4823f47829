import { writeReference } from "./fixed-texts.ts";
import type { TextOutput } from "./text-output.ts";
import { POINT_BITS, POINT_SHIFT, readCharacter } from "./utf8-character.ts";
import { bytesBefore, HIGH_BITS, special } from "./words.ts";

/** Words looked at one by one before it is worth looking at four at once. */
const SHORT = 4;

/**
 * Writes the inline string at `start` as XML text; the offset of its NUL, -1 when it has none, is not UTF-8, or holds a
 * control character: XML has no place for those, and the tree road says them in an attribute.
 */
export function writeText(out: TextOutput, bytes: Uint8Array, input: DataView, start: number): number {
  return out.isWide ? writeWide(out, bytes, input, start) : writeNarrow(out, bytes, input, start);
}

function writeNarrow(out: TextOutput, bytes: Uint8Array, input: DataView, start: number): number {
  const lastWord = bytes.length - 4;
  let { view, limit, to } = out;
  let at = start;
  let words = 0;
  while (true) {
    if (to > limit) {
      out.to = to;
      out.makeRoom();
      ({ view, limit, to } = out);
    }
    const word = at <= lastWord ? input.getInt32(at, true) : lastBytes(bytes, at);
    const marks = special(word) & HIGH_BITS;
    view.setInt32(to, word, true);
    if (marks === 0) {
      at += 4;
      to += 4;
      if (++words < SHORT) continue;
      words = 0;
      for (; at <= lastWord - 12 && to <= limit; at += 16, to += 16) {
        const a = input.getInt32(at, true);
        const b = input.getInt32(at + 4, true);
        const c = input.getInt32(at + 8, true);
        const d = input.getInt32(at + 12, true);
        if (((special(a) | special(b) | special(c) | special(d)) & HIGH_BITS) !== 0) break;
        view.setInt32(to, a, true);
        view.setInt32(to + 4, b, true);
        view.setInt32(to + 8, c, true);
        view.setInt32(to + 12, d, true);
      }
      continue;
    }
    const plain = bytesBefore(marks);
    at += plain;
    to += plain;
    const byte = bytes[at] ?? 0;
    if (byte === 0) {
      out.to = to;
      return at < bytes.length ? at : -1;
    }
    if (byte === 0x0a || byte === 0x09) view.setUint8(to++, byte);
    else if (byte < 0x80) {
      if (byte < 0x20 && byte !== 0x0d) return -1;
      out.to = to;
      writeReference(out, byte);
      to = out.to;
    } else {
      const second = bytes[at + 1] ?? 0;
      if ((byte & 0xfe) !== 0xc2 || (second & 0xc0) !== 0x80) {
        out.to = to;
        out.widen();
        return writeWide(out, bytes, input, at);
      }
      view.setUint8(to++, ((byte & 0x03) << 6) | (second & 0x3f));
      out.hasHigh = true;
      at++;
    }
    at++;
  }
}

function writeWide(out: TextOutput, bytes: Uint8Array, input: DataView, start: number): number {
  const lastWord = bytes.length - 4;
  let { unitView, limit, to } = out;
  let at = start;
  while (true) {
    if (to > limit) {
      out.to = to;
      out.makeRoom();
      // A piece is done, and the next one begins narrow.
      if (!out.isWide) return writeNarrow(out, bytes, input, at);
      ({ unitView, limit, to } = out);
    }
    const word = at <= lastWord ? input.getInt32(at, true) : lastBytes(bytes, at);
    const marks = special(word) & HIGH_BITS;
    unitView.setInt32(to * 2, (word & 0xff) | ((word & 0xff00) << 8), true);
    unitView.setInt32(to * 2 + 4, ((word >> 16) & 0xff) | ((word >>> 8) & 0xff_0000), true);
    if (marks === 0) {
      at += 4;
      to += 4;
      continue;
    }
    const plain = bytesBefore(marks);
    at += plain;
    to += plain;
    let byte = bytes[at] ?? 0;
    if (byte === 0) {
      out.to = to;
      return at < bytes.length ? at : -1;
    }
    if (byte === 0x0a || byte === 0x09) {
      unitView.setInt16(to++ * 2, byte, true);
      at++;
    } else if (byte < 0x80) {
      if (byte < 0x20 && byte !== 0x0d) return -1;
      out.to = to;
      writeReference(out, byte);
      to = out.to;
      at++;
    } else {
      do {
        const read = readCharacter(bytes, at);
        if (read < 0) return -1;
        const point = read & POINT_BITS;
        if (point < 0x1_0000) unitView.setInt16(to++ * 2, point, true);
        else {
          unitView.setInt32(to * 2, (0xd7c0 + (point >> 10)) | ((0xdc00 | (point & 0x3ff)) << 16), true);
          to += 2;
        }
        at += read >> POINT_SHIFT;
        byte = bytes[at] ?? 0;
      } while (byte >= 0x80 && to <= limit);
    }
  }
}

/** Up to three bytes at the end of the memory, and zeros behind them. */
const lastBytes = (bytes: Uint8Array, at: number): number =>
  (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16);
