import type { Context, Handler } from "hono";
import { type AppEnv, askedOf, type Edge } from "../app-env.ts";
import { FRAMES_TYPE } from "../contract.ts";
import { frameStream } from "../relay/index.ts";
import { webBody } from "./read-body.ts";
import type { RelayAsked, RelayDesk } from "./relay-desk.ts";

/** POST /relay on a runtime that knows requests as the web platform has them. */
export function relayRoute(desk: RelayDesk, edge: Edge): Handler<AppEnv> {
  return async (c) => {
    const frames = await desk.take(relayAskedOf(c, edge));
    return c.body(frameStream(frames, desk.stallMs), 200, { "Content-Type": FRAMES_TYPE });
  };
}

function relayAskedOf(c: Context<AppEnv>, edge: Edge): RelayAsked {
  return {
    ...askedOf(c),
    requestId: c.get("requestId"),
    client: () => edge.clientOf(c),
    body: webBody(c.req.raw),
    whenGone(gone) {
      const { signal } = c.req.raw;
      if (signal.aborted) gone();
      else signal.addEventListener("abort", gone, { once: true });
    },
  };
}
