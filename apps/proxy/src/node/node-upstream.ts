import { Exchange } from "../http1/index.ts";
import type { Upstream, UpstreamCall, UpstreamEvents, UpstreamRun } from "../relay/index.ts";
import { Dialling, type Resolve, systemResolve } from "./dial.ts";
import { SocketWire } from "./socket-wire.ts";
import { createTrust, type Trust } from "./trust.ts";

export interface NodeUpstreamOptions {
  resolve?: Resolve;
  trust?: Trust;
}

/**
 * The way out on Node: one connection for each relay. A kept one would save a handshake, but a server may
 * close it just as a request goes out, and a SendMail that failed so cannot be told from one that arrived.
 */
export function createNodeUpstream(options: NodeUpstreamOptions = {}): Upstream {
  const parts = { resolve: options.resolve ?? systemResolve, trust: options.trust ?? createTrust([]) };
  return { send: (call, events) => new NodeRun(call, events, parts) };
}

class NodeRun implements UpstreamRun {
  readonly #dialling: Dialling;
  #exchange: Exchange | undefined;
  #closed = false;
  #paused = false;

  constructor(call: UpstreamCall, events: UpstreamEvents, parts: Required<NodeUpstreamOptions>) {
    this.#dialling = new Dialling(call.target, parts, (stage) => this.#closed || events.stage(stage));
    this.#dialling.connect().then(
      ({ socket, ...facts }) => {
        if (this.#closed) return;
        this.#exchange = new Exchange(call, new SocketWire(socket), {
          stage: (stage) => events.stage(stage),
          progress: () => events.progress(),
          head: (head) => events.head({ ...head, ...facts }),
          body: (bytes) => events.body(bytes),
          end: () => events.end(),
          fail: (error) => events.fail(error),
        });
        if (this.#closed) this.#exchange.close();
        else if (this.#paused) this.#exchange.pause();
      },
      (error) => {
        if (!this.#closed) events.fail(error);
      },
    );
  }

  pause(): void {
    this.#paused = true;
    this.#exchange?.pause();
  }

  resume(): void {
    this.#paused = false;
    this.#exchange?.resume();
  }

  close(): void {
    this.#closed = true;
    this.#dialling.stop();
    this.#exchange?.close();
  }
}
