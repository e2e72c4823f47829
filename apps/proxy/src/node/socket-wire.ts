import type { Socket } from "node:net";
import type { Wire } from "../http1/index.ts";
import { Pieces } from "./pieces.ts";

/** Bytes of a reply that may lie here unread. */
const AHEAD_BYTES = 256 * 1024;
/** How long a server is given to close the connection, as it was asked to, milliseconds. */
const LINGER_MS = 500;

/** A connected socket of Node, plain or TLS, as a wire. */
export function socketWire(socket: Socket): Wire {
  const pieces = new Pieces(socket, AHEAD_BYTES);
  return {
    read: () => pieces.read(),
    write: (bytes) =>
      new Promise((resolve, reject) => {
        socket.write(bytes, (error) => (error ? reject(error) : resolve()));
      }),
    close: () => socket.destroy(),
    release() {
      // To close first costs the system as much as a write, in the way of what is to be said to the page.
      if (socket.destroyed) return;
      const late = setTimeout(() => socket.destroy(), LINGER_MS);
      socket.once("end", () => socket.destroy()).once("close", () => clearTimeout(late));
    },
  };
}
