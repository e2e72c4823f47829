import type { IncomingMessage } from "node:http";
import { getConnInfo } from "@hono/node-server/conninfo";
import type { Context } from "hono";
import type { Edge } from "../app-env.ts";
import { clientAddress, clientKey, type TrustedRange } from "../clients/index.ts";
import { isOtherUser } from "./peer-user.ts";

/** What Node knows of a request: who is at the other end of the socket. Relays are `answerRelays`' affair. */
export function nodeEdge(trusted: readonly TrustedRange[]): Edge {
  return {
    clientOf: (c) => clientOf(getConnInfo(c).remote.address, c.req.header("x-forwarded-for"), trusted),
    // A trusted proxy on this machine has a user of its own.
    isOtherUser: async (c) => trusted.length === 0 && (await isOtherUser(incomingOf(c).socket)),
    takesRelays: true,
  };
}

/** Whom limits count. */
export function clientOf(
  peer: string | undefined,
  forwardedFor: string | undefined,
  trusted: readonly TrustedRange[],
): string {
  return clientKey(clientAddress(peer ?? "", forwardedFor, trusted));
}

function incomingOf(c: Context): IncomingMessage {
  return (c.env as { incoming: IncomingMessage }).incoming;
}
