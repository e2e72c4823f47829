import type { RelayTail } from "../contract.ts";
import type { RelayEvent } from "../frames.ts";
import type { RelayEntry } from "../log.ts";
import type { FrameSource } from "../relay/index.ts";

/** The same frames, with the request's id in their problem; says at the end how it went. */
export function logged(
  frames: FrameSource,
  about: Pick<RelayEntry, "requestId" | "method" | "host" | "bytesOut">,
  finished: (entry: RelayEntry) => void,
): FrameSource {
  const start = performance.now();
  let status: number | undefined;
  return {
    start(take) {
      frames.start((event) => {
        if (event.type === "head") status = event.head.status;
        if (event.type !== "tail") {
          take(event);
          return;
        }
        const tail = named(event.tail, about.requestId);
        take({ type: "tail", tail } satisfies RelayEvent);
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
      });
    },
    pause: () => frames.pause(),
    resume: () => frames.resume(),
    gone: () => frames.gone(),
  };
}

function named(tail: RelayTail, requestId: string): RelayTail {
  return tail.problem ? { ...tail, problem: { ...tail.problem, requestId } } : tail;
}
