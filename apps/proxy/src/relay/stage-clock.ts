import type { RelayTimes, StageName } from "../contract.ts";

/** Milliseconds since some fixed moment, never going back. */
export type Clock = () => number;

/** Keeps the times of one relay: a stage's time is the moment the next one began. */
export class StageClock {
  readonly times: RelayTimes = {};
  stage: StageName = "resolving";
  readonly #now: Clock;
  readonly #start: number;
  #resolved = false;
  #secured = false;

  constructor(now: Clock) {
    this.#now = now;
    this.#start = now();
  }

  /** Milliseconds since the relay took the request, to the tenth. */
  elapsed(): number {
    return Math.round((this.#now() - this.#start) * 10) / 10;
  }

  enter(stage: StageName): void {
    const at = this.elapsed();
    if (stage === "resolving") this.#resolved = true;
    if (stage === "connecting" && this.#resolved) this.times.resolvedMs = at;
    if (stage === "securing") {
      this.times.connectedMs = at;
      this.#secured = true;
    }
    if (stage === "sending") {
      if (this.#secured) this.times.securedMs = at;
      else this.times.connectedMs = at;
    }
    if (stage === "waiting") this.times.sentMs = at;
    this.stage = stage;
  }
}
