import { REPLY_HEADER_BYTES } from "../limits.ts";
import { BadAnswerError } from "./bad-answer.ts";
import { latin1 } from "./latin1.ts";

const CR = 0x0d;
const LF = 0x0a;
const BEGINNING = "HTTP/";

/** Reads up to the empty line behind the headers, and keeps what came behind it. */
export class HeadReader {
  #bytes: Uint8Array = new Uint8Array();
  /** Bytes that fit behind the first of `#bytes` in a buffer of our own. */
  #room = 0;
  #searched = 0;

  push(piece: Uint8Array): void {
    const length = this.#bytes.length + piece.length;
    if (this.#bytes.length === 0) {
      this.#bytes = piece;
      this.#room = 0;
    } else if (length <= this.#room) {
      const longer = new Uint8Array(this.#bytes.buffer, this.#bytes.byteOffset, length);
      longer.set(piece, this.#bytes.length);
      this.#bytes = longer;
    } else {
      // Twice the length, so that headers that come byte by byte are not copied each time.
      const roomy = new Uint8Array(length * 2);
      roomy.set(this.#bytes);
      roomy.set(piece, this.#bytes.length);
      this.#bytes = roomy.subarray(0, length);
      this.#room = roomy.length;
    }
  }

  /**
   * Status line and headers as latin1 text, without the empty line; undefined when they have not come whole.
   * @throws BadAnswerError
   */
  head(): string | undefined {
    this.#skipEmptyLines();
    const end = findEnd(this.#bytes, this.#searched);
    if (end >= 0) {
      const text = latin1(this.#bytes.subarray(0, end));
      this.#drop(end + 4);
      this.#searched = 0;
      return text;
    }
    this.#refuseOther();
    this.#searched = Math.max(0, this.#bytes.length - 3);
    if (this.#bytes.length > REPLY_HEADER_BYTES) throw new BadAnswerError("its headers do not end", true);
    return undefined;
  }

  /** What came behind the headers already. */
  rest(): Uint8Array {
    return this.#bytes;
  }

  #drop(length: number): void {
    this.#bytes = this.#bytes.subarray(length);
    this.#room = Math.max(0, this.#room - length);
  }

  /** A line end before an answer is none of it. */
  #skipEmptyLines(): void {
    let at = 0;
    while (this.#bytes[at] === CR && this.#bytes[at + 1] === LF) at += 2;
    if (at === 0) return;
    this.#drop(at);
    this.#searched = 0;
  }

  /** Who speaks something else may go on for ever without an empty line. */
  #refuseOther(): void {
    const begun = latin1(this.#bytes.subarray(0, BEGINNING.length));
    if (!BEGINNING.startsWith(begun) && begun !== "\r") throw new BadAnswerError("its first line is no status line");
  }
}

function findEnd(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(CR, from); at >= 0; at = bytes.indexOf(CR, at + 1)) {
    if (bytes[at + 1] === LF && bytes[at + 2] === CR && bytes[at + 3] === LF) return at;
  }
  return -1;
}
