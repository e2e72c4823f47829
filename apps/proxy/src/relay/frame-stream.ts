import { type RelayEvent, writeFrame } from "../frames.ts";

/**
 * The frames as a response body. Written by hand with `pull` and `cancel`: a Node stream turned into a
 * web stream throws out of an event when the page resets, and takes the process with it.
 * @param onGone called when the page no longer reads: it cancelled, or left a frame for `stallMs`.
 */
export function frameStream(
  events: AsyncGenerator<RelayEvent, void, void>,
  onGone: () => void,
  stallMs: number,
): ReadableStream<Uint8Array> {
  let stall: ReturnType<typeof setTimeout> | undefined;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        clearTimeout(stall);
        const next = await events.next();
        if (next.done) {
          controller.close();
          return;
        }
        controller.enqueue(writeFrame(next.value));
        stall = setTimeout(() => {
          onGone();
          void drain(events);
        }, stallMs);
      },
      async cancel() {
        clearTimeout(stall);
        onGone();
        await drain(events);
      },
    },
    { highWaterMark: 0 },
  );
}

/** Lets the relay run to its tail, so that it is logged and its connection closed. */
async function drain(events: AsyncGenerator<RelayEvent, void, void>): Promise<void> {
  while (!(await events.next()).done);
}
