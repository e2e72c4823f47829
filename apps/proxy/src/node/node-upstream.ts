import { exchange } from "../http1/index.ts";
import type { Upstream } from "../relay/index.ts";
import { dial, type Resolve, systemResolve } from "./dial.ts";
import { socketWire } from "./socket-wire.ts";
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
  const resolve = options.resolve ?? systemResolve;
  const trust = options.trust ?? createTrust([]);
  return {
    async send(call, report, signal) {
      const { socket, ...facts } = await dial(call.target, { resolve, trust }, report, signal);
      const reply = await exchange(call, socketWire(socket), report, signal);
      return { ...reply, ...facts };
    },
  };
}
