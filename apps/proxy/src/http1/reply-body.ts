import type { BadAnswerError } from "./bad-answer.ts";
import { Chunks } from "./chunks.ts";
import type { Framing } from "./framing.ts";
import type { Wire } from "./wire.ts";

/**
 * The body as it comes, its chunks joined and nothing else undone.
 * @param rest what of it came together with the headers
 * @param ended called once, when the body has ended, or with false when it has not and nobody reads it any more
 * @throws BadAnswerError, or what the connection broke with; "ECONNRESET" when it closed before the body's end.
 */
export async function* replyBody(
  framing: Framing,
  rest: Uint8Array,
  wire: Wire,
  ended: (whole: boolean) => void,
): AsyncGenerator<Uint8Array, void, void> {
  const taken = taker(framing);
  let whole = false;
  try {
    let piece: Uint8Array | undefined = rest;
    for (;;) {
      const bytes = taken.push(piece);
      if (bytes.length > 0) yield bytes;
      if (taken.fault) throw taken.fault;
      if (taken.done) break;
      piece = await wire.read();
      if (piece) continue;
      if (framing.kind === "close") break;
      throw Object.assign(new Error("closed in the middle of the body"), { code: "ECONNRESET" });
    }
    whole = true;
  } finally {
    ended(whole);
  }
}

interface Taker {
  done: boolean;
  fault?: BadAnswerError | undefined;
  /** What of this piece is the body's. */
  push(piece: Uint8Array): Uint8Array;
}

function taker(framing: Framing): Taker {
  if (framing.kind === "chunked") return new Chunks();
  if (framing.kind === "close") return { done: false, push: (piece) => piece };
  let left = framing.kind === "length" ? framing.bytes : 0;
  return {
    done: left === 0,
    push(piece) {
      const bytes = piece.subarray(0, left);
      left -= bytes.length;
      this.done = left === 0;
      return bytes;
    },
  };
}
