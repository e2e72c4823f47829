import { byteText, utf16Text } from "./strings.ts";
import { POINT_BITS, POINT_SHIFT, readCharacter } from "./utf8-character.ts";
import { bytesBefore, HIGH_BITS } from "./words.ts";

/** Bytes made into one string that short strings are cut from, which is cheaper than making each by itself. */
const WINDOW = 0x4000;

/** Bytes looked at one by one before it is worth looking at four at once. */
const SHORT = 16;

const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Where wide characters are put together; longer strings are left to the engine. */
const units = new Uint16Array(0x1000);
const unitBytes = new Uint8Array(units.buffer);

/** Reads the inline strings of one document, in order. */
export class InlineStrings {
  readonly #bytes: Uint8Array;
  #view: DataView | undefined;
  #window = "";
  #windowStart = 0;
  /** Offset of the NUL that ended the last string; the length of the bytes when it has none. */
  end = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** The string that begins at `start`, up to its NUL; undefined when it is not well-formed UTF-8. */
  read(start: number): string | undefined {
    const bytes = this.#bytes;
    const near = Math.min(start + SHORT, bytes.length);
    for (let at = start; at < near; at++) {
      const byte = bytes[at] ?? 0;
      if (byte === 0) return this.#cut(start, at);
      if (byte >= 0x80) return this.#wide(start, at);
    }
    return this.#long(start, near);
  }

  #long(start: number, from: number): string | undefined {
    const bytes = this.#bytes;
    const { length } = bytes;
    this.#view ??= new DataView(bytes.buffer, bytes.byteOffset, length);
    let at = from;
    for (; at + 4 <= length; at += 4) {
      const word = this.#view.getInt32(at, true);
      // Exact for the first byte that is zero or above 0x7F.
      const marks = (word | (word - 0x0101_0101)) & HIGH_BITS;
      if (marks === 0) continue;
      at += bytesBefore(marks);
      return bytes[at] === 0 ? this.#cut(start, at) : this.#wide(start, at);
    }
    for (; at < length && bytes[at] !== 0; at++) if ((bytes[at] ?? 0) >= 0x80) return this.#wide(start, at);
    return this.#cut(start, at);
  }

  #cut(start: number, end: number): string {
    this.end = end;
    if (end > this.#windowStart + this.#window.length) {
      this.#windowStart = start;
      this.#window = byteText(this.#bytes, start, Math.min(this.#bytes.length, Math.max(end, start + WINDOW)));
    }
    return this.#window.slice(start - this.#windowStart, end - this.#windowStart);
  }

  #wide(start: number, from: number): string | undefined {
    const bytes = this.#bytes;
    const nul = bytes.indexOf(0, from);
    const end = nul < 0 ? bytes.length : nul;
    this.end = end;
    if (end - start <= units.length) {
      let to = 0;
      let at = start;
      while (at < end) {
        const byte = bytes[at] ?? 0;
        if (byte < 0x80) {
          units[to++] = byte;
          at++;
          continue;
        }
        const read = readCharacter(bytes, at);
        if (read < 0) break;
        const point = read & POINT_BITS;
        if (point >= 0x1_0000) {
          units[to++] = 0xd7c0 + (point >> 10);
          units[to++] = 0xdc00 | (point & 0x3ff);
        } else units[to++] = point;
        at += read >> POINT_SHIFT;
      }
      if (at === end) return utf16Text(unitBytes, 0, to * 2);
    }
    try {
      return strict.decode(bytes.subarray(start, end));
    } catch {
      return undefined;
    }
  }
}
