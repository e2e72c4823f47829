import type { Socket } from "node:net";
import type { Wire, WireListener } from "../http1/index.ts";
import { latin1Text } from "./latin1-text.ts";

/** Bytes of a request that may wait here for the server to read on. */
const UNSENT_BYTES = 256 * 1024;
/** A body up to this long is put behind the headers: one write costs the system half of two. */
const ALONG_BYTES = 16 * 1024;
/** How long a server is given to close the connection, as it was asked to, milliseconds. */
const LINGER_MS = 500;

/** A connected socket of Node, plain or TLS, as a wire. */
export class SocketWire implements Wire {
  readonly #socket: Socket;
  #unwritten = 0;
  #fault: Error | undefined;
  #flushed: ((error?: unknown) => void) | undefined;
  #drained: (() => void) | undefined;

  constructor(socket: Socket) {
    this.#socket = socket;
  }

  listen(to: WireListener): void {
    let ended = false;
    this.#socket
      .on("data", (piece: Uint8Array) => to.bytes(piece))
      .on("end", () => {
        ended = true;
        to.closed();
      })
      .on("error", (error) => to.broke(error))
      .on("close", () => {
        if (!ended) to.broke(Object.assign(new Error("closed before its end"), { code: "ECONNRESET" }));
      });
  }

  pause(): void {
    this.#socket.pause();
  }

  resume(): void {
    this.#socket.resume();
  }

  begin(head: string, body: Uint8Array): void {
    this.#unwritten += 1;
    if (body.length <= ALONG_BYTES) {
      this.#socket.write(head + latin1Text(body), "latin1", this.#wrote);
      return;
    }
    this.#socket.write(head, "latin1", this.#wrote);
    this.write(body);
  }

  write(bytes: Uint8Array): Promise<void> | undefined {
    this.#unwritten += 1;
    this.#socket.write(bytes, this.#wrote);
    if (this.#socket.writableLength <= UNSENT_BYTES || this.#fault) return undefined;
    return new Promise((resolve) => {
      this.#drained = resolve;
    });
  }

  flushed(then: (error?: unknown) => void): void {
    if (this.#unwritten === 0) then(this.#fault);
    else this.#flushed = then;
  }

  close(): void {
    this.#socket.destroy();
  }

  release(): void {
    // To close first costs the system as much as a write, in the way of what is to be said to the page.
    const socket = this.#socket;
    if (socket.destroyed) return;
    socket.resume();
    const late = setTimeout(() => socket.destroy(), LINGER_MS);
    socket.once("end", () => socket.destroy()).once("close", () => clearTimeout(late));
  }

  readonly #wrote = (error?: Error | null): void => {
    this.#unwritten -= 1;
    if (error) this.#fault ??= error;
    if (this.#socket.writableLength <= UNSENT_BYTES / 2 || this.#fault) {
      this.#drained?.();
      this.#drained = undefined;
    }
    if (this.#unwritten > 0) return;
    this.#flushed?.(this.#fault);
    this.#flushed = undefined;
  };
}
