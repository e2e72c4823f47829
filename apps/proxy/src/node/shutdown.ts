import { setMaxListeners } from "node:events";
import type { Shutdown } from "../routes/index.ts";

/** After relays under way were told that it is over, they have this long to pass it on, milliseconds. */
export const TELLING_MS = 1000;

export interface NodeShutdown extends Required<Shutdown> {
  /** No new relays from now on; those under way are told after `graceMs`. */
  begin(graceMs: number): void;
  /** Everything has ended; nobody is left to tell. */
  done(): void;
}

export function createShutdown(): NodeShutdown {
  const closing = new AbortController();
  const ending = new AbortController();
  // One listener a relay is no leak.
  setMaxListeners(0, ending.signal);
  let timer: NodeJS.Timeout | undefined;
  return {
    closing: closing.signal,
    ending: ending.signal,
    begin(graceMs) {
      if (closing.signal.aborted) return;
      closing.abort();
      timer = setTimeout(() => ending.abort(), graceMs);
    },
    done: () => clearTimeout(timer),
  };
}
