import type { RelayEnd, RelayProblem, StageName } from "../contract.ts";
import type { RelayEvent } from "../frames.ts";
import { PageGoneError } from "../http1/index.ts";
import type { Limits } from "../limits.ts";
import {
  type Circumstances,
  explainCancel,
  explainEnding,
  explainFailure,
  explainTimeout,
  explainTooLarge,
  explainTotal,
} from "./explain-failure.ts";
import type { FrameSource } from "./frame-source.ts";
import { type Clock, StageClock } from "./stage-clock.ts";
import type { Upstream, UpstreamCall, UpstreamEvents, UpstreamHead, UpstreamRun } from "./upstream.ts";

export interface RelayOptions {
  call: UpstreamCall;
  upstream: Upstream;
  limits: Limits;
  /** Milliseconds to the first byte of the answer, already capped. */
  firstByteMs: number;
  now?: Clock;
}

/**
 * While a slow server holds up a long request the page's socket is not read, and a socket that is not read does
 * not show that the page has gone; writing to it does. Milliseconds.
 */
const FEEL_MS = 500;

/**
 * One relay from dialling to the tail, told event by event. Never throws, and always ends with one tail: whatever
 * happens becomes its problem. Nothing here is a promise: a relay does little else than pass things on, and each would cost a turn.
 */
export class Relay implements UpstreamEvents, FrameSource {
  readonly #options: RelayOptions;
  readonly #clock: StageClock;
  #early: RelayEvent | undefined;
  #take = (event: RelayEvent): void => {
    this.#early = event;
  };
  #run: UpstreamRun | undefined;
  #bodyBytes = 0;
  #replied = false;
  #over = false;
  #paused = false;
  /** Milliseconds the present wait may take, and the moment it ends. */
  #allowedMs = 0;
  #deadline = 0;
  /** When something last happened. */
  #heardAt = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #timerAt = Number.POSITIVE_INFINITY;

  constructor(options: RelayOptions) {
    this.#options = options;
    this.#clock = new StageClock(options.now ?? (() => performance.now()));
  }

  /** Dials, and from now on tells what happens. Called once. */
  start(take: (event: RelayEvent) => void): void {
    this.#take = take;
    if (this.#early) {
      take(this.#early);
      return;
    }
    const { call, limits, upstream } = this.#options;
    this.#allow(limits.connectMs);
    const run = upstream.send(call, this);
    if (this.#over) run.close();
    else this.#run = run;
  }

  /** The page takes no more for now: the server has to wait, and is not blamed for it. */
  pause(): void {
    this.#paused = true;
    this.#run?.pause();
  }

  resume(): void {
    if (!this.#paused) return;
    this.#paused = false;
    if (this.#over) return;
    this.#allow(this.#replied ? this.#options.limits.idleMs : this.#allowedMs);
    this.#run?.resume();
  }

  /** The page has gone. Before the start, too: then nothing is dialled. */
  gone(): void {
    this.#finish("cancelled", explainCancel(this.#clock.stage));
  }

  /** The proxy ends. */
  stop(): void {
    this.#finish("failed", explainEnding(this.#circumstances()));
  }

  stage(stage: StageName): void {
    if (this.#over) return;
    if (this.#replied) {
      // The answer began before the request was out; this only says when it was.
      if (stage === "waiting") this.#clock.times.sentMs = this.#clock.elapsed();
      return;
    }
    this.#clock.enter(stage);
    // Sending counts as waiting: a server that does not read is as silent as one that does not answer.
    if (stage === "sending" || stage === "waiting") this.#allow(this.#options.firstByteMs);
    else this.#heard();
    this.#sayStage();
  }

  progress(): void {
    if (this.#over) return;
    if (this.#replied) this.#heard();
    else this.#allow(this.#options.firstByteMs);
  }

  head(head: UpstreamHead): void {
    if (this.#over) return;
    this.#clock.times.firstByteMs = this.#clock.elapsed();
    this.#clock.enter("receiving");
    this.#replied = true;
    this.#allow(this.#options.limits.idleMs);
    this.#take({ type: "head", head: { ...head, times: { ...this.#clock.times } } });
  }

  body(bytes: Uint8Array): void {
    if (this.#over) return;
    const { replyBytes, idleMs, totalMs } = this.#options.limits;
    const room = replyBytes - this.#bodyBytes;
    const taken = bytes.length > room ? bytes.subarray(0, room) : bytes;
    this.#bodyBytes += taken.length;
    this.#allow(idleMs);
    if (taken.length > 0) this.#take({ type: "body", bytes: taken });
    if (taken.length < bytes.length) this.#finish("too-large", explainTooLarge(replyBytes));
    else if (this.#clock.elapsed() >= totalMs) this.#late();
  }

  end(): void {
    if (this.#over) return;
    this.#clock.times.lastByteMs = this.#clock.elapsed();
    this.#finish("complete");
  }

  fail(error: unknown): void {
    if (error instanceof PageGoneError) {
      this.gone();
      return;
    }
    const problem = explainFailure(error, this.#circumstances());
    this.#finish(problem.code === "reset" ? "reset" : "failed", problem);
  }

  #allow(ms: number): void {
    this.#allowedMs = ms;
    this.#deadline = this.#clock.elapsed() + ms;
    this.#heard();
  }

  #heard(): void {
    this.#heardAt = this.#clock.elapsed();
    this.#wakeAt(this.#nextAt());
  }

  #nextAt(): number {
    return Math.min(this.#deadline, this.#options.limits.totalMs, this.#heardAt + this.#sayAfterMs());
  }

  #sayAfterMs(): number {
    const { keepAliveMs } = this.#options.limits;
    const held = this.#options.call.more && this.#clock.stage === "sending";
    return held ? Math.min(keepAliveMs, FEEL_MS) : keepAliveMs;
  }

  /** A timer that goes off too early looks again: one that is set anew at each event costs more than all the rest. */
  #wakeAt(at: number): void {
    if (at >= this.#timerAt) return;
    clearTimeout(this.#timer);
    this.#timerAt = at;
    this.#timer = setTimeout(() => this.#look(), Math.max(1, Math.ceil(at - this.#clock.elapsed())));
  }

  #look(): void {
    this.#timerAt = Number.POSITIVE_INFINITY;
    if (this.#over || this.#paused) return;
    const now = this.#clock.elapsed();
    if (now >= Math.min(this.#deadline, this.#options.limits.totalMs)) {
      this.#late();
      return;
    }
    if (now >= this.#heardAt + this.#sayAfterMs()) {
      this.#heardAt = now;
      this.#sayStage();
    }
    if (!this.#over) this.#wakeAt(this.#nextAt());
  }

  /** Too long in all, or silent for too long. */
  #late(): void {
    const at = this.#circumstances();
    const { totalMs } = this.#options.limits;
    const inAll = this.#clock.elapsed() >= totalMs;
    this.#finish("timeout", inAll ? explainTotal(at, totalMs) : explainTimeout(at, this.#allowedMs));
  }

  #circumstances(): Circumstances {
    return { target: this.#options.call.target, stage: this.#clock.stage, bodyBytes: this.#bodyBytes };
  }

  #sayStage(): void {
    this.#take({ type: "stage", stage: { stage: this.#clock.stage, atMs: this.#clock.elapsed() } });
  }

  #finish(ended: RelayEnd, problem?: RelayProblem): void {
    if (this.#over) return;
    this.#over = true;
    clearTimeout(this.#timer);
    if (ended !== "complete") this.#run?.close();
    const tail = { ended, bodyBytes: this.#bodyBytes, times: { ...this.#clock.times } };
    this.#take({ type: "tail", tail: problem ? { ...tail, problem } : tail });
  }
}
