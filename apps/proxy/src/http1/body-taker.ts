import type { BadAnswerError } from "./bad-answer.ts";
import { Chunks } from "./chunks.ts";
import type { Framing } from "./framing.ts";

/** Finds a body's bytes in what comes over the connection, and its end. */
export interface BodyTaker {
  done: boolean;
  fault?: BadAnswerError | undefined;
  /** What of this piece is the body's: its chunks joined and nothing else undone. */
  push(piece: Uint8Array): Uint8Array;
}

export function bodyTaker(framing: Framing): BodyTaker {
  if (framing.kind === "chunked") return new Chunks();
  if (framing.kind === "close") return { done: false, push: (piece) => piece };
  return new Counted(framing.kind === "length" ? framing.bytes : 0);
}

class Counted implements BodyTaker {
  done: boolean;
  #left: number;

  constructor(bytes: number) {
    this.#left = bytes;
    this.done = bytes === 0;
  }

  push(piece: Uint8Array): Uint8Array {
    const bytes = piece.length <= this.#left ? piece : piece.subarray(0, this.#left);
    this.#left -= bytes.length;
    this.done = this.#left === 0;
    return bytes;
  }
}
