import type { IncomingMessage, ServerResponse } from "node:http";
import { getConnInfo } from "@hono/node-server/conninfo";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { Context } from "hono";
import type { Edge } from "../app-env.ts";
import { clientAddress, clientKey, type TrustedRange } from "../clients/index.ts";
import { incomingBody } from "./incoming-body.ts";
import { isOtherUser } from "./peer-user.ts";
import { writeFrames } from "./write-frames.ts";

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
    whenGone(c, gone) {
      const outgoing = outgoingOf(c);
      outgoing.once("close", () => {
        if (!outgoing.writableFinished) gone();
      });
      if (outgoing.destroyed) gone();
    },
    answer(c, frames) {
      writeFrames(outgoingOf(c), frames);
      return RESPONSE_ALREADY_SENT;
    },
  };
}

function outgoingOf(c: Context): ServerResponse {
  return (c.env as { outgoing: ServerResponse }).outgoing;
}

function incomingOf(c: Context): IncomingMessage {
  return (c.env as { incoming: IncomingMessage }).incoming;
}
