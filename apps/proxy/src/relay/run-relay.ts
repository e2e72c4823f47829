import type { RelayEnd, RelayProblem, StageName } from "../contract.ts";
import type { RelayEvent } from "../frames.ts";
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
import { Inbox } from "./inbox.ts";
import { type Clock, StageClock } from "./stage-clock.ts";
import type { Upstream, UpstreamCall, UpstreamReply } from "./upstream.ts";

export interface RelayOptions {
  call: UpstreamCall;
  upstream: Upstream;
  limits: Limits;
  /** Milliseconds to the first byte of the answer, already capped. */
  firstByteMs: number;
  /** Aborts when the page goes away. */
  signal: AbortSignal;
  /** Aborts when the proxy ends: the page is told, and it is over. */
  ending?: AbortSignal;
  now?: Clock;
}

/**
 * While a slow server holds up a long request the page's socket is not read, and a socket that is not read does
 * not show that the page has gone; writing to it does. Milliseconds.
 */
const FEEL_MS = 500;

type Item =
  | { kind: "stage"; stage: StageName }
  | { kind: "reply"; reply: UpstreamReply }
  | { kind: "chunk"; result: IteratorResult<Uint8Array> }
  | { kind: "error"; error: unknown }
  /** A piece of the page's body is on its way out. */
  | { kind: "progress" }
  | { kind: "cancelled" }
  | { kind: "ending" };

/** One for all: to make an error takes longer than most of what a relay does. */
const OVER = new Error("the relay is over");

/**
 * One relay from dialling to the tail. Never throws: whatever happens becomes the tail's problem.
 * Pulling paces it, so a slow page slows the upstream down.
 */
export async function* runRelay(options: RelayOptions): AsyncGenerator<RelayEvent, void, void> {
  const inbox = new Inbox<Item>();
  const stop = new AbortController();
  const end = (kind: "cancelled" | "ending") => {
    inbox.push({ kind });
    stop.abort(OVER);
  };
  const deaf = [
    listen(options.signal, () => end("cancelled")),
    options.ending ? listen(options.ending, () => end("ending")) : () => {},
  ];
  const { more } = options.call;
  const call = more
    ? {
        ...options.call,
        more: watched(
          more,
          () => inbox.push({ kind: "progress" }),
          () => end("cancelled"),
        ),
      }
    : options.call;
  const relay = new Relay({ ...options, call }, inbox);
  try {
    const reply = yield* relay.reply(stop.signal);
    if (reply) yield* relay.body(reply);
  } finally {
    for (const stopListening of deaf) stopListening();
    stop.abort(OVER);
  }
}

/** @returns what undoes it. */
function listen(signal: AbortSignal, act: () => void): () => void {
  if (signal.aborted) act();
  else signal.addEventListener("abort", act, { once: true });
  return () => signal.removeEventListener("abort", act);
}

async function* watched(
  more: AsyncIterable<Uint8Array>,
  onPiece: () => void,
  onBroken: () => void,
): AsyncGenerator<Uint8Array, void, void> {
  try {
    for await (const piece of more) {
      onPiece();
      yield piece;
    }
  } catch (error) {
    // Only a page that goes away leaves its request unfinished.
    onBroken();
    throw error;
  }
}

class Relay {
  readonly #options: RelayOptions;
  readonly #inbox: Inbox<Item>;
  readonly #clock: StageClock;
  #bodyBytes = 0;
  /** Milliseconds the present wait may take, and the moment it ends. */
  #allowedMs = 0;
  #deadline = 0;

  constructor(options: RelayOptions, inbox: Inbox<Item>) {
    this.#options = options;
    this.#inbox = inbox;
    this.#clock = new StageClock(options.now ?? (() => performance.now()));
  }

  /** Up to the reply's head. Ends without a reply when it has said the tail. */
  async *reply(stop: AbortSignal): AsyncGenerator<RelayEvent, UpstreamReply | undefined, void> {
    const { call, limits, upstream, firstByteMs } = this.#options;
    this.#allow(limits.connectMs);
    upstream
      .send(call, (stage) => this.#inbox.push({ kind: "stage", stage }), stop)
      .then(
        (reply) => this.#inbox.push({ kind: "reply", reply }),
        (error) => this.#inbox.push({ kind: "error", error }),
      );
    for (;;) {
      const item = await this.#next();
      if (item?.kind === "reply") {
        const { body: _body, ...head } = item.reply;
        this.#clock.times.firstByteMs = this.#clock.elapsed();
        this.#clock.enter("receiving");
        yield { type: "head", head: { ...head, times: { ...this.#clock.times } } };
        return item.reply;
      }
      if (item?.kind === "stage") {
        this.#clock.enter(item.stage);
        // Sending counts as waiting: a server that does not read is as silent as one that does not answer.
        if (item.stage === "sending" || item.stage === "waiting") this.#allow(firstByteMs);
        yield this.#stage();
        continue;
      }
      if (item?.kind === "progress") {
        this.#allow(firstByteMs);
        continue;
      }
      const end = this.#end(item);
      yield end ?? this.#stage();
      if (end) return undefined;
    }
  }

  /** The body and the tail. */
  async *body({ body }: UpstreamReply): AsyncGenerator<RelayEvent, void, void> {
    const { replyBytes } = this.#options.limits;
    const chunks = body[Symbol.asyncIterator]();
    this.#ask(chunks);
    for (;;) {
      const item = await this.#next();
      if (item?.kind === "chunk") {
        if (item.result.done) {
          this.#clock.times.lastByteMs = this.#clock.elapsed();
          yield this.#tail("complete");
          return;
        }
        const chunk = item.result.value;
        const bytes = chunk.subarray(0, replyBytes - this.#bodyBytes);
        this.#bodyBytes += bytes.length;
        if (bytes.length > 0) yield { type: "body", bytes };
        const tooLong = bytes.length < chunk.length;
        const end = tooLong ? this.#tail("too-large", explainTooLarge(replyBytes)) : this.#overdue();
        if (end) {
          yield end;
          return;
        }
        this.#ask(chunks);
        continue;
      }
      if (item?.kind === "stage") {
        // The answer began before the request was out; this only says when it was.
        if (item.stage === "waiting") this.#clock.times.sentMs = this.#clock.elapsed();
        continue;
      }
      if (item?.kind === "progress") continue;
      const end = this.#end(item);
      yield end ?? this.#stage();
      if (end) return;
    }
  }

  /** The idle time runs from here: what the page took to read the last frame is no silence of the server. */
  #ask(chunks: AsyncIterator<Uint8Array>): void {
    this.#allow(this.#options.limits.idleMs);
    chunks.next().then(
      (result) => this.#inbox.push({ kind: "chunk", result }),
      (error) => this.#inbox.push({ kind: "error", error }),
    );
  }

  #allow(ms: number): void {
    this.#allowedMs = ms;
    this.#deadline = this.#clock.elapsed() + ms;
  }

  #next(): Promise<Item | undefined> {
    const { keepAliveMs, totalMs } = this.#options.limits;
    const end = Math.min(this.#deadline, totalMs);
    const pausing = this.#options.call.more && this.#clock.stage === "sending";
    const sayAfter = pausing ? Math.min(keepAliveMs, FEEL_MS) : keepAliveMs;
    return this.#inbox.take(Math.min(sayAfter, end - this.#clock.elapsed()));
  }

  /** The tail when this was the end; undefined when it is only time to say that the wait goes on. */
  #end(item: Item | undefined): RelayEvent | undefined {
    const at = this.#circumstances();
    if (item?.kind === "cancelled") return this.#tail("cancelled", explainCancel(at.stage));
    if (item?.kind === "ending") return this.#tail("failed", explainEnding(at));
    if (item?.kind === "error") {
      const problem = explainFailure(item.error, at);
      return this.#tail(problem.code === "reset" ? "reset" : "failed", problem);
    }
    if (this.#clock.elapsed() < Math.min(this.#deadline, this.#options.limits.totalMs)) return undefined;
    return this.#overdue() ?? this.#tail("timeout", explainTimeout(at, this.#allowedMs));
  }

  /** The tail of a relay that has taken longer than any may. */
  #overdue(): RelayEvent | undefined {
    const { totalMs } = this.#options.limits;
    if (this.#clock.elapsed() < totalMs) return undefined;
    return this.#tail("timeout", explainTotal(this.#circumstances(), totalMs));
  }

  #circumstances(): Circumstances {
    return { target: this.#options.call.target, stage: this.#clock.stage, bodyBytes: this.#bodyBytes };
  }

  #stage(): RelayEvent {
    return { type: "stage", stage: { stage: this.#clock.stage, atMs: this.#clock.elapsed() } };
  }

  #tail(ended: RelayEnd, problem?: RelayProblem): RelayEvent {
    const tail = { ended, bodyBytes: this.#bodyBytes, times: { ...this.#clock.times } };
    return { type: "tail", tail: problem ? { ...tail, problem } : tail };
  }
}
