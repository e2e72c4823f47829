import type { RelayTimes, StageName } from "../contract.ts";

/** Milliseconds since some fixed moment, never going back. */
export type Clock = () => number;

/** Keeps the times of one relay: a stage's time is the moment the next one began. */
export class StageClock {
  readonly times: RelayTimes = {};
  stage: StageName = "resolving";
  readonly #now: Clock;
  readonly #start: number;
  readonly #entered = new Set<StageName>();

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
    if (stage === "connecting" && this.#entered.has("resolving")) this.times.resolvedMs = at;
    if (stage === "securing") this.times.connectedMs = at;
    if (stage === "sending") {
      if (this.#entered.has("securing")) this.times.securedMs = at;
      else this.times.connectedMs = at;
    }
    if (stage === "waiting") this.times.sentMs = at;
    this.#entered.add(stage);
    this.stage = stage;
  }
}
