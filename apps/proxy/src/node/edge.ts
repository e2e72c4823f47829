import type { IncomingMessage } from "node:http";
import { getConnInfo } from "@hono/node-server/conninfo";
import type { Context } from "hono";
import type { Edge } from "../app-env.ts";
import { clientAddress, clientKey, type TrustedRange } from "../clients/index.ts";
import { isOtherUser } from "./peer-user.ts";

/** What Node knows of a request: who is at the other end of the socket, and the socket's bytes. */
export function nodeEdge(trusted: readonly TrustedRange[]): Edge {
  return {
    clientOf(c) {
      const peer = getConnInfo(c).remote.address ?? "";
      return clientKey(clientAddress(peer, c.req.header("x-forwarded-for"), trusted));
    },
    bodyOf: (c) => incomingBody(incomingOf(c)),
    // A trusted proxy on this machine has a user of its own.
    isOtherUser: async (c) => trusted.length === 0 && (await isOtherUser(incomingOf(c).socket)),
  };
}

function incomingOf(c: Context): IncomingMessage {
  return (c.env as { incoming: IncomingMessage }).incoming;
}

/**
 * The request body as the socket gives it. `Readable.toWeb` would read a long one ahead without limit, and
 * leaving Node's own iterator early would cut the connection before the answer is out.
 */
function incomingBody(incoming: IncomingMessage): AsyncIterable<Uint8Array> {
  return { [Symbol.asyncIterator]: () => incoming.iterator({ destroyOnReturn: false }) };
}
