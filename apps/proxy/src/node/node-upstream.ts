import { ExchangeRun, type Upstream } from "../relay/index.ts";
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
  return {
    send(call, events) {
      const dialling = new Dialling(call.target, parts, (stage) => events.stage(stage));
      const open = async () => {
        const { socket, ...facts } = await dialling.connect();
        return { wire: new SocketWire(socket), facts };
      };
      return new ExchangeRun(call, events, open, () => dialling.stop());
    },
  };
}
