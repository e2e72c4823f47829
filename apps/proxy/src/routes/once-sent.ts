import type { Asked } from "../app-env.ts";
import type { RelayEvent } from "../frames.ts";
import type { FrameSource } from "../relay/index.ts";

/** Whether a reverse proxy stands between; no browser says one of these. */
export function isForwarded(asked: Asked): boolean {
  return ["x-forwarded-for", "forwarded", "via", "x-real-ip"].some((name) => asked.header(name) !== undefined);
}

/**
 * Runs the relay until the page's request is out or the server has answered. A reverse proxy may take the
 * beginning of an answer for the end of the request: nginx then sends no more of its body.
 * @returns all its events, those that have come first.
 */
export function onceSent(frames: FrameSource): Promise<FrameSource> {
  return new Promise((resolve) => {
    const early: RelayEvent[] = [];
    let take: ((event: RelayEvent) => void) | undefined;
    frames.start((event) => {
      if (take) {
        take(event);
        return;
      }
      const last = early.at(-1);
      const stage = stageOf(event);
      if (last && stage !== undefined && stageOf(last) === stage) early.pop();
      early.push(event);
      if (stage !== undefined && stage !== "waiting") return;
      frames.pause();
      resolve({
        start(next) {
          for (const event of early.splice(0)) next(event);
          take = next;
          frames.resume();
        },
        pause: () => frames.pause(),
        resume: () => frames.resume(),
        gone: () => frames.gone(),
      });
    });
  });
}

const stageOf = (event: RelayEvent): string | undefined => (event.type === "stage" ? event.stage.stage : undefined);
