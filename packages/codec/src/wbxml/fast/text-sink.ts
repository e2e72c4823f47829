import { escapeText } from "../../xml/index.ts";
import type { ReadOpaque } from "./read-opaque.ts";
import { StringReader } from "./strings.ts";
import { decodeUtf8 } from "./utf8-to-utf16.ts";

/** Bytes gathered before they become a piece of text: they stay in the processor's cache. */
const SIZE = 0x4000;

/** Room kept behind the last byte, so that copies may run over in whole words. */
const SLACK = 16;

/** Runs of at least this many ASCII bytes become text straight from where they stand. */
const DIRECT = 0x1000;

const ALPHABET = Uint8Array.from("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/", (sign) =>
  sign.charCodeAt(0),
);
const PAD = 0x3d;

/** A short ASCII text, with eight bytes to spare at its end. */
export interface Constant {
  view: DataView;
  length: number;
}

export const constant = (text: string): Constant => ({
  view: new DataView(new TextEncoder().encode(`${text}        `).buffer),
  length: text.length,
});

const CDATA_START = constant("<![CDATA[");
const CDATA_END = constant("]]>");
const CDATA_SPLIT = constant("]]><![CDATA[");
const noReference = constant("");
const references = Array.from({ length: 0x3f }, (_, code) => constant(escapeText(String.fromCharCode(code))));

/** Gathers UTF-8 bytes and turns them into one string, a buffer full at a time. */
export class TextSink {
  readonly buffer = new Uint8Array(SIZE + SLACK);
  readonly view = new DataView(this.buffer.buffer);
  /** Bytes in the buffer. */
  length = 0;
  /** A byte above 0x7F is among them. */
  wide = false;
  /** The bytes given were not well-formed UTF-8; the text is of no use. */
  failed = false;
  #text = "";
  readonly #reader = new StringReader(this.buffer);
  readonly #units = new Uint16Array(SIZE);
  readonly #unitReader = new StringReader(new Uint8Array(this.#units.buffer));

  start(): void {
    this.length = 0;
    this.wide = false;
    this.failed = false;
    this.#text = "";
  }

  finish(): string {
    this.#flush();
    const text = this.#text;
    this.#text = "";
    return text;
  }

  /** Makes room for `count` bytes, at most a few thousand. */
  reserve(count: number): void {
    if (this.length + count > SIZE) this.#flush();
  }

  /** Copies ASCII bytes, eight at a time: no eight of them make a float that is not a number and so would change. */
  ascii(source: DataView, from: number, count: number): void {
    const { view, length } = this;
    for (let at = 0; at < count; at += 8) view.setFloat64(length + at, source.getFloat64(from + at, true), true);
    this.length = length + count;
  }

  /** Copies a run of bytes; `wide` when not all of them are ASCII. */
  run(source: DataView, bytes: Uint8Array, start: number, end: number, wide: boolean): void {
    if (wide) this.wide = true;
    let from = start;
    if (end - from > SIZE - this.length) {
      if (!wide && end - from >= DIRECT) {
        this.#flush();
        this.#text += new StringReader(bytes).ascii(start, end);
        return;
      }
      // A character may be cut in two here; flushing keeps its beginning for the next piece.
      while (end - from > SIZE - this.length) {
        const part = SIZE - this.length;
        this.buffer.set(bytes.subarray(from, from + part), this.length);
        this.length = SIZE;
        from += part;
        this.#flush();
        if (wide) this.wide = true;
        if (this.failed) return;
      }
    }
    const { view, buffer } = this;
    let to = this.length;
    for (; from + 4 <= end; from += 4, to += 4) view.setInt32(to, source.getInt32(from, true), true);
    for (; from < end; from++, to++) buffer[to] = bytes[from] ?? 0;
    this.length = to;
  }

  /** `<![CDATA[…]]>`, split where the data itself holds `]]>`. */
  cdata(source: DataView, bytes: Uint8Array, { start, end, kind, hasEnd }: ReadOpaque): void {
    const wide = kind === "wide";
    this.#constant(CDATA_START);
    let from = start;
    if (hasEnd) {
      for (let at = start; at + 2 < end; at++) {
        if (bytes[at] !== 0x5d || bytes[at + 1] !== 0x5d || bytes[at + 2] !== 0x3e) continue;
        this.run(source, bytes, from, at + 2, wide);
        this.#constant(CDATA_SPLIT);
        from = at + 2;
        at++;
      }
    }
    this.run(source, bytes, from, end, wide);
    this.#constant(CDATA_END);
  }

  /** Makes the start tag just written, `<X>`, a whole element: `<X/>`. */
  selfClose(): void {
    this.buffer[this.length - 1] = 0x2f;
    this.buffer[this.length++] = 0x3e;
  }

  /** A character by reference: by name where it has one the printer uses, else by number. */
  reference(code: number): void {
    this.#constant(references[code] ?? noReference);
  }

  #constant(constant: Constant): void {
    this.reserve(16);
    this.ascii(constant.view, 0, constant.length);
  }

  /** Writes bytes as base64. */
  base64(bytes: Uint8Array, start: number, end: number): void {
    const { buffer } = this;
    for (let from = start; from < end; from += 3) {
      if (this.length + 4 > SIZE) this.#flush();
      const left = end - from;
      const group =
        ((bytes[from] ?? 0) << 16) |
        (left > 1 ? (bytes[from + 1] ?? 0) << 8 : 0) |
        (left > 2 ? (bytes[from + 2] ?? 0) : 0);
      const to = this.length;
      buffer[to] = ALPHABET[group >> 18] ?? PAD;
      buffer[to + 1] = ALPHABET[(group >> 12) & 0x3f] ?? PAD;
      buffer[to + 2] = left > 1 ? (ALPHABET[(group >> 6) & 0x3f] ?? PAD) : PAD;
      buffer[to + 3] = left > 2 ? (ALPHABET[group & 0x3f] ?? PAD) : PAD;
      this.length = to + 4;
    }
  }

  #flush(): void {
    const { length } = this;
    if (length === 0) return;
    this.length = 0;
    if (!this.wide) {
      this.#text += this.#reader.ascii(0, length);
      return;
    }
    this.wide = false;
    const whole = wholeCharacters(this.buffer, length);
    const units = decodeUtf8(this.buffer, 0, whole, this.#units);
    if (units < 0) this.failed = true;
    else this.#text += this.#unitReader.utf16(0, units * 2);
    if (whole < length) {
      this.buffer.copyWithin(0, whole, length);
      this.length = length - whole;
      this.wide = true;
    }
  }
}

/** Where the last character begins when it is cut off, else the length. */
function wholeCharacters(bytes: Uint8Array, length: number): number {
  let at = length - 1;
  while (at > length - 4 && at > 0 && ((bytes[at] ?? 0) & 0xc0) === 0x80) at--;
  const lead = bytes[at] ?? 0;
  const wanted = lead < 0xc0 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  return at + wanted > length ? at : length;
}
