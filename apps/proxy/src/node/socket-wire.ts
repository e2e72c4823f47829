import type { Socket } from "node:net";
import type { Wire } from "../http1/index.ts";

/** Bytes that may lie here unread before the socket is told to stop. */
const READ_AHEAD_BYTES = 256 * 1024;

/** A connected socket of Node, plain or TLS, as a wire. Takes each piece as the system gives it, uncopied. */
export function socketWire(socket: Socket): Wire {
  const pieces: Uint8Array[] = [];
  let lying = 0;
  let ended = false;
  let fault: unknown;
  let wake: (() => void) | undefined;
  const stir = () => {
    wake?.();
    wake = undefined;
  };
  socket.on("data", (piece: Uint8Array) => {
    pieces.push(piece);
    lying += piece.length;
    if (lying > READ_AHEAD_BYTES) socket.pause();
    stir();
  });
  socket.on("end", () => {
    ended = true;
    stir();
  });
  socket.on("error", (error) => {
    fault ??= error;
    stir();
  });
  socket.on("close", () => {
    if (!ended) fault ??= Object.assign(new Error("connection closed"), { code: "ECONNRESET" });
    stir();
  });
  return {
    async read() {
      for (;;) {
        const piece = pieces.shift();
        if (piece) {
          lying -= piece.length;
          if (socket.isPaused() && lying <= READ_AHEAD_BYTES / 2) socket.resume();
          return piece;
        }
        if (ended) return undefined;
        if (fault) throw fault;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
    write: (bytes) =>
      new Promise((resolve, reject) => {
        socket.write(bytes, (error) => (error ? reject(error) : resolve()));
      }),
    close: () => socket.destroy(),
  };
}
