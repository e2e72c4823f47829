import type { Upstream, UpstreamEvents } from "../../src/relay/index.ts";

/** A way out that does what the test says. */
export function upstream(send: (events: UpstreamEvents) => void): Upstream {
  return {
    send(_call, events) {
      send(events);
      return { pause() {}, resume() {}, close() {} };
    },
  };
}

/** For tests in which nothing may be dialled. */
export const NOBODY: Upstream = upstream((events) => events.fail(new Error("nobody may dial in these tests")));
