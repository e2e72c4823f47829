import { REPLY_HEADER_BYTES } from "../limits.ts";
import { BadAnswerError } from "./bad-answer.ts";

/** What stands beside a chunk's size (RFC 9112 7.1.1) and is passed over. */
const EXTENSION_BYTES = 16 * 1024;
/** 2^48 - 1 bytes in one chunk are more than anyone reads. */
const SIZE_DIGITS = 12;

const CR = 0x0d;
const LF = 0x0a;
const SEMICOLON = 0x3b;

type State = "size" | "extension" | "size-lf" | "data" | "data-cr" | "data-lf" | "line" | "in-line" | "line-lf" | "end";

/** Takes the chunks of a body apart, fed with whatever pieces the connection gives. */
export class Chunks {
  #state: State = "size";
  #size = 0;
  #digits = 0;
  /** Bytes of the present extension, or of all trailers. */
  #passedOver = 0;
  /** The body has ended, well or with a fault. */
  done = false;
  fault: BadAnswerError | undefined;

  /** The body's bytes in this piece, up to a fault if there is one. They are moved together in place. */
  push(piece: Uint8Array): Uint8Array {
    let start = 0;
    let end = 0;
    let at = 0;
    while (at < piece.length && !this.done) {
      if (this.#state !== "data") {
        this.#step(piece[at] ?? 0);
        at += 1;
        continue;
      }
      const length = Math.min(this.#size, piece.length - at);
      if (end === 0) start = at;
      else if (end !== at) piece.copyWithin(end, at, at + length);
      end = (end === 0 ? at : end) + length;
      at += length;
      this.#size -= length;
      if (this.#size === 0) this.#state = "data-cr";
    }
    return piece.subarray(start, end);
  }

  #step(byte: number): void {
    switch (this.#state) {
      case "size":
        this.#sizeByte(byte);
        return;
      case "extension":
        if (byte === CR) this.#state = "size-lf";
        else this.#passOver(byte, EXTENSION_BYTES);
        return;
      case "size-lf":
        this.#passedOver = 0;
        this.#expect(byte, LF, this.#size > 0 ? "data" : "line");
        return;
      case "data-cr":
        this.#expect(byte, CR, "data-lf");
        return;
      case "data-lf":
        this.#digits = 0;
        this.#expect(byte, LF, "size");
        return;
      case "line":
        this.#state = byte === CR ? "end" : "in-line";
        if (byte !== CR) this.#passOver(byte, REPLY_HEADER_BYTES);
        return;
      case "in-line":
        if (byte === CR) this.#state = "line-lf";
        else this.#passOver(byte, REPLY_HEADER_BYTES);
        return;
      case "line-lf":
        this.#expect(byte, LF, "line");
        return;
      default:
        this.#expect(byte, LF, "end");
        this.done = true;
    }
  }

  #sizeByte(byte: number): void {
    const digit = hexDigit(byte);
    if (digit >= 0) {
      this.#size = this.#digits === 0 ? digit : this.#size * 16 + digit;
      this.#digits += 1;
      if (this.#digits > SIZE_DIGITS) this.#fail("a chunk has no size anyone could read");
      return;
    }
    const blank = byte === 0x20 || byte === 0x09;
    if (this.#digits === 0 || (byte !== CR && byte !== SEMICOLON && !blank)) {
      this.#fail("a chunk does not begin with its size");
    }
    this.#state = byte === CR ? "size-lf" : "extension";
  }

  #passOver(byte: number, limit: number): void {
    if (byte === LF) this.#fail("a line of its chunks ends with a bare line feed");
    this.#passedOver += 1;
    if (this.#passedOver > limit) this.#fail("too much stands beside its chunks", true);
  }

  #expect(byte: number, wanted: number, next: State): void {
    if (byte === wanted) this.#state = next;
    else this.#fail("a chunk does not end where its size says");
  }

  #fail(what: string, tooLong = false): void {
    this.done = true;
    this.fault ??= new BadAnswerError(what, tooLong);
  }
}

function hexDigit(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
}
