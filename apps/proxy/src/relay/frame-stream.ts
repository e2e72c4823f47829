import { writeFrame } from "../frames.ts";
import type { FrameSource } from "./frame-source.ts";

/** Bytes that may wait for the page before the relay does. */
const UNTAKEN_BYTES = 64 * 1024;

/**
 * The frames as a response body. Written by hand with `pull` and `cancel`: a Node stream turned into a
 * web stream throws out of an event when the page resets, and takes the process with it.
 * A page that leaves frames unread for `stallMs` counts as gone.
 */
export function frameStream(frames: FrameSource, stallMs: number): ReadableStream<Uint8Array> {
  let stall: ReturnType<typeof setTimeout> | undefined;
  let over = false;
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        frames.start((event) => {
          if (over) return;
          controller.enqueue(writeFrame(event));
          if (event.type === "tail") {
            over = true;
            clearTimeout(stall);
            controller.close();
          } else if ((controller.desiredSize ?? 0) <= 0) {
            frames.pause();
            stall ??= setTimeout(() => frames.gone(), stallMs);
          }
        });
      },
      pull() {
        clearTimeout(stall);
        stall = undefined;
        frames.resume();
      },
      cancel() {
        over = true;
        clearTimeout(stall);
        frames.gone();
      },
    },
    new ByteLengthQueuingStrategy({ highWaterMark: UNTAKEN_BYTES }),
  );
}
