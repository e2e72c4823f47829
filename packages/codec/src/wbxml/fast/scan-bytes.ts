import { HIGH_BITS, special, specialAmongWide } from "./words.ts";

/** What a byte is to text: 0 plain ASCII, 1 something to look at, 2 part of a longer character. */
const kinds = new Uint8Array(256);
for (let byte = 0; byte < 256; byte++) {
  const isSpecial = (byte < 0x20 && byte !== 0x09 && byte !== 0x0a) || byte === 0x26 || byte === 0x3c || byte === 0x3e;
  kinds[byte] = byte >= 0x80 ? 2 : isSpecial ? 1 : 0;
}

/** Bytes looked at one by one before it is worth looking at sixteen at once. */
const SHORT = 12;

/** What the last scan passed over; a field and not a result, so that scanning a short string makes no object. */
export const passed = { wide: false };

/**
 * Offset of the next byte text cannot hold as it stands: a control character other than tab and LF, `&`, `<`
 * or `>`; `end` when there is none. Bytes above 0x7F are passed over and noted in `passed`.
 */
export function findSpecial(bytes: Uint8Array, view: DataView, from: number, end: number): number {
  passed.wide = false;
  let at = from;
  let stop = Math.min(from + SHORT, end);
  while (true) {
    for (; at < stop; at++) {
      const kind = kinds[bytes[at] ?? 0] ?? 0;
      if (kind !== 0) {
        if (kind === 1) return at;
        passed.wide = true;
      }
    }
    if (at >= end) return end;
    at = skipPlain(view, at, end);
    stop = Math.min(at + 16, end);
  }
}

/** Passes over blocks of sixteen bytes with nothing to look at; a byte below 0x20 may also be a tab or LF. */
function skipPlain(view: DataView, from: number, end: number): number {
  let at = from;
  for (; at + 16 <= end; at += 16) {
    const a = view.getInt32(at, true);
    const b = view.getInt32(at + 4, true);
    const c = view.getInt32(at + 8, true);
    const d = view.getInt32(at + 12, true);
    if (((a | b | c | d) & HIGH_BITS) === 0) {
      if (((special(a) | special(b) | special(c) | special(d)) & HIGH_BITS) !== 0) return at;
    } else {
      if (((specialAmongWide(a) | specialAmongWide(b) | specialAmongWide(c) | specialAmongWide(d)) & HIGH_BITS) !== 0)
        return at;
      passed.wide = true;
    }
  }
  return at;
}
