import type { IncomingMessage } from "node:http";
import { joinPieces } from "../join-pieces.ts";
import type { PageSource } from "../routes/index.ts";
import { Pieces } from "./pieces.ts";

/** Bytes of a request that may lie here unread. */
const AHEAD_BYTES = 256 * 1024;

/** The request body as the socket gives it. `Readable.toWeb` would read a long one ahead without limit. */
export function incomingBody(incoming: IncomingMessage): PageSource {
  return {
    whole: (limit) => whole(incoming, limit),
    pieces: () => ({ [Symbol.asyncIterator]: () => new Pieces(incoming, AHEAD_BYTES) }),
  };
}

function whole(incoming: IncomingMessage, limit: number): Promise<Uint8Array | undefined> {
  return new Promise((resolve, reject) => {
    const pieces: Uint8Array[] = [];
    let length = 0;
    const onData = (piece: Uint8Array) => {
      length += piece.length;
      if (length > limit) settle(() => resolve(undefined));
      else pieces.push(piece);
    };
    const onEnd = () => settle(() => resolve(joinPieces(pieces, length)));
    const onBroken = (error?: Error) => settle(() => reject(error ?? new Error("the page's request broke off")));
    const settle = (act: () => void) => {
      // What comes behind is nobody's; the connection stays, for the answer is still to go out on it.
      incoming.off("data", onData).off("end", onEnd).off("close", onBroken);
      act();
    };
    incoming.on("data", onData).on("end", onEnd).on("error", onBroken).on("close", onBroken);
  });
}
