import type { Context } from "hono";
import type { RelayEvent } from "../frames.ts";

type Events = AsyncGenerator<RelayEvent, void, void>;

/** Whether a reverse proxy stands between; no browser says one of these. */
export function isForwarded(c: Context): boolean {
  return ["x-forwarded-for", "forwarded", "via", "x-real-ip"].some((name) => c.req.header(name) !== undefined);
}

/**
 * Runs the relay until the page's request is out or the server has answered. A reverse proxy may take the
 * beginning of an answer for the end of the request: nginx then sends no more of its body.
 * @returns all its events, those that have come first.
 */
export async function onceSent(events: Events): Promise<Events> {
  const early: RelayEvent[] = [];
  for (;;) {
    const next = await events.next();
    if (next.done) break;
    const last = early.at(-1);
    if (last && stageOf(last) === stageOf(next.value)) early.pop();
    early.push(next.value);
    const stage = stageOf(next.value);
    if (stage === undefined || stage === "waiting") break;
  }
  return joined(early, events);
}

async function* joined(early: readonly RelayEvent[], events: Events): Events {
  yield* early;
  yield* events;
}

const stageOf = (event: RelayEvent): string | undefined => (event.type === "stage" ? event.stage.stage : undefined);
