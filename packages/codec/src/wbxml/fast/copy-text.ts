import { isForbidden } from "../../xml/index.ts";
import { bytesBefore, HIGH_BITS, leadEf, special, specialAmongWide } from "./words.ts";

/** Words looked at one by one before it is worth looking at four at once. */
const SHORT = 4;

/** Longest reference read here: `&#x10FFFF;` and some zeros, as on the tree road. */
const MAX_REFERENCE = 20;

/** Where copied text ends in the output; a field and not a result, so that a short text makes no object. */
export const copied = { to: 0 };

/**
 * Copies character data from `start` to `target`, at least four bytes before it in the same memory, references replaced,
 * up to the next `<`, whose offset it returns; -1 for what the tree road must look at: control characters, `]]>`, a
 * reference that is none, the zeros behind the text.
 */
export function copyText(bytes: Uint8Array, view: DataView, start: number, target: number): number {
  let at = start;
  let to = target;
  let words = 0;
  while (true) {
    const word = view.getInt32(at, true);
    const marks = marksOf(word) & HIGH_BITS;
    view.setInt32(to, word, true);
    if (marks === 0) {
      at += 4;
      to += 4;
      if (++words < SHORT) continue;
      words = 0;
      for (; ; at += 16, to += 16) {
        const a = view.getInt32(at, true);
        const b = view.getInt32(at + 4, true);
        const c = view.getInt32(at + 8, true);
        const d = view.getInt32(at + 12, true);
        const all =
          ((a | b | c | d) & HIGH_BITS) === 0
            ? special(a) | special(b) | special(c) | special(d)
            : marksOf(a) | marksOf(b) | marksOf(c) | marksOf(d);
        if ((all & HIGH_BITS) !== 0) break;
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
    const code = bytes[at] ?? 0;
    if (code === 0x3c) {
      copied.to = to;
      return at;
    }
    if (code === 0x26) {
      at = copyReference(bytes, at, to);
      if (at < 0) return -1;
      to = copied.to;
      continue;
    }
    if (code === 0x3e) {
      if (bytes[to - 1] === 0x5d && bytes[to - 2] === 0x5d && to - 2 >= target) return -1;
    } else if (code === 0xef) {
      // U+FFFD may be half a surrogate pair, and U+FFFE and U+FFFF are no characters.
      if (bytes[at + 1] === 0xbf && (bytes[at + 2] ?? 0) >= 0xbd) return -1;
    } else if (code !== 0x0a && code !== 0x0d && code !== 0x09) return -1;
    bytes[to++] = code;
    at++;
  }
}

const marksOf = (word: number): number =>
  (word & HIGH_BITS) === 0 ? special(word) : specialAmongWide(word) | leadEf(word);

/** Writes the character the reference at `at` stands for; the offset behind it, -1 when it is not a plain one. */
function copyReference(bytes: Uint8Array, at: number, to: number): number {
  let stop = at + 1;
  while (stop < at + MAX_REFERENCE && bytes[stop] !== 0x3b) stop++;
  if (bytes[stop] !== 0x3b || stop - at + 1 > MAX_REFERENCE) return -1;
  const code = referenceCode(bytes, at + 1, stop);
  if (code < 0 || code > 0x10_ffff || (code >= 0xd800 && code <= 0xdfff) || isForbidden(code)) return -1;
  let length = to;
  if (code < 0x80) bytes[length++] = code;
  else {
    if (code < 0x800) bytes[length++] = 0xc0 | (code >> 6);
    else {
      if (code < 0x1_0000) bytes[length++] = 0xe0 | (code >> 12);
      else {
        bytes[length++] = 0xf0 | (code >> 18);
        bytes[length++] = 0x80 | ((code >> 12) & 0x3f);
      }
      bytes[length++] = 0x80 | ((code >> 6) & 0x3f);
    }
    bytes[length++] = 0x80 | (code & 0x3f);
  }
  copied.to = length;
  return stop + 1;
}

const named = new Map([
  ["amp", 0x26],
  ["lt", 0x3c],
  ["gt", 0x3e],
  ["quot", 0x22],
  ["apos", 0x27],
]);

function referenceCode(bytes: Uint8Array, start: number, stop: number): number {
  const first = bytes[start];
  // The three the printer writes by name come first.
  if (stop - start === 2 && bytes[start + 1] === 0x74) return first === 0x6c ? 0x3c : first === 0x67 ? 0x3e : -1;
  if (stop - start === 3 && first === 0x61 && bytes[start + 1] === 0x6d && bytes[start + 2] === 0x70) return 0x26;
  let text = "";
  for (let at = start; at < stop; at++) text += String.fromCharCode(bytes[at] ?? 0);
  if (first !== 0x23) return named.get(text) ?? -1;
  if (/^#[0-9]+$/.test(text)) return Number.parseInt(text.slice(1), 10);
  return /^#x[0-9a-f]+$/i.test(text) ? Number.parseInt(text.slice(2), 16) : -1;
}
