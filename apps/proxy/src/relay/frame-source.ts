import type { RelayEvent } from "../frames.ts";

/** What a relay tells, for whoever writes it to the page. */
export interface FrameSource {
  /** Begins. `take` hears every event, in order, up to the tail, which comes always. Called once. */
  start(take: (event: RelayEvent) => void): void;
  /** The page takes no more for now. */
  pause(): void;
  resume(): void;
  /** The page has gone; the tail still comes, so that the relay is logged. */
  gone(): void;
}
