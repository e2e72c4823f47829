import type { RelayTail } from "../contract.ts";
import type { RelayEvent } from "../frames.ts";
import type { RelayEntry } from "../log.ts";

/** Passes a relay's events on, puts the request's id into its problem, and says at the end how it went. */
export async function* logged(
  events: AsyncGenerator<RelayEvent, void, void>,
  about: Pick<RelayEntry, "requestId" | "method" | "host" | "bytesOut">,
  finished: (entry: RelayEntry) => void,
): AsyncGenerator<RelayEvent, void, void> {
  const start = performance.now();
  let status: number | undefined;
  // What it is when nobody reads to the end.
  let tail: RelayTail = { ended: "cancelled", bodyBytes: 0, times: {} };
  try {
    for await (const event of events) {
      if (event.type === "head") status = event.head.status;
      if (event.type === "tail") {
        tail = named(event.tail, about.requestId);
        yield { type: "tail", tail };
      } else {
        yield event;
      }
    }
  } finally {
    finished({
      time: new Date().toISOString(),
      event: "relay",
      ...about,
      ...(status !== undefined && { status }),
      bytesIn: tail.bodyBytes,
      ms: Math.round(performance.now() - start),
      times: tail.times,
      ended: tail.ended,
      ...(tail.problem && { code: tail.problem.code }),
    });
  }
}

function named(tail: RelayTail, requestId: string): RelayTail {
  return tail.problem ? { ...tail, problem: { ...tail.problem, requestId } } : tail;
}
