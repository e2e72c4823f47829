import type { Asked, Check } from "../app-env.ts";
import { checkRate, type RateLimiter, RunningRelays } from "../clients/index.ts";
import { RELAY_HEADER, RELAY_PATH, type RelayRequest } from "../contract.ts";
import { refuseForNow } from "../errors.ts";
import { type AllowedTarget, checkTarget, hostAndPort } from "../guard/index.ts";
import { buildUpstreamHeaders } from "../headers/index.ts";
import type { Limits } from "../limits.ts";
import type { Log } from "../log.ts";
import { refusalOf } from "../refusal.ts";
import { type FrameSource, Relay, readRelayRequest, type Upstream } from "../relay/index.ts";
import { logged } from "./logged.ts";
import { isForwarded, onceSent } from "./once-sent.ts";
import { type PageSource, readBody } from "./read-body.ts";

export interface RelayParts {
  /** Who may ask at all, in this order. */
  checks: readonly Check[];
  /** Absent: as often as one likes. */
  limiter?: RateLimiter | undefined;
  /** After the limiter, so that nobody can try many. */
  checkToken?: Check | undefined;
  /** Everything that may be called, the sandbox included. */
  allowed: readonly AllowedTarget[];
  limits: Limits;
  upstream: Upstream;
  log: Log;
  shutdown: Shutdown;
}

/** How a proxy is stopped. A platform that stops by itself has neither. */
export interface Shutdown {
  /** Aborts when no new relay may begin. */
  closing?: AbortSignal;
  /** Aborts when those still under way have had their time. */
  ending?: AbortSignal;
}

/** A request to /relay. */
export interface RelayAsked extends Asked {
  requestId: string;
  /** Whom limits count. */
  client(): string;
  body: PageSource;
  /** Calls `gone` once the page no longer waits for its answer. */
  whenGone(gone: () => void): void;
}

const RESTART_S = 10;
const RELAY_HEADER_KEY = RELAY_HEADER.toLowerCase();

/**
 * Where relays begin, on every runtime: refuses before anything is dialled, otherwise gives the frames of the answer.
 * It knows no framework: a short relay is over before one would have made its request and response.
 */
export class RelayDesk {
  readonly #parts: RelayParts;
  readonly #counted: RunningRelays;
  readonly #running = new Set<Relay>();

  constructor(parts: RelayParts) {
    this.#parts = parts;
    this.#counted = new RunningRelays(parts.limits);
    parts.shutdown.ending?.addEventListener("abort", () => {
      for (const relay of this.#running) relay.stop();
    });
  }

  /** Milliseconds the page may leave frames unread. */
  get stallMs(): number {
    return this.#parts.limits.stallMs;
  }

  /** @throws RelayError */
  async take(asked: RelayAsked): Promise<FrameSource> {
    const { checks, limiter, checkToken, shutdown, allowed } = this.#parts;
    for (const check of checks) check(asked);
    if (limiter) await checkRate(limiter, asked.client());
    checkToken?.(asked);
    if (shutdown.closing?.aborted) {
      refuseForNow("stopping", "The EASel proxy is being stopped; nothing was sent.", RESTART_S, "Try again shortly.");
    }
    const request = readRelayRequest(asked.header(RELAY_HEADER_KEY));
    const target = checkTarget(request, allowed);
    const leave = this.#counted.enter(asked.client());
    try {
      const { limits, upstream } = this.#parts;
      const { length, ...body } = await readBody(asked.body, asked.header("content-length"), limits);
      const headers = buildUpstreamHeaders(request, target.authority, length);
      const call = { target, method: request.method, headers, ...body };
      const relay = new Relay({ call, upstream, limits, firstByteMs: firstByteMs(request, limits) });
      const { requestId } = asked;
      const about = { requestId, method: request.method, host: hostAndPort(target), bytesOut: length };
      const frames = this.#watched(relay, asked, about, leave);
      return body.more && isForwarded(asked) ? await onceSent(frames) : frames;
    } catch (error) {
      leave();
      throw error;
    }
  }

  /** What to answer when `take` has thrown; logged here. */
  refusal(error: unknown, requestId: string): ReturnType<typeof refusalOf> {
    return refusalOf(error, { requestId, method: "POST", path: RELAY_PATH }, this.#parts.log);
  }

  #watched(relay: Relay, asked: RelayAsked, about: Parameters<typeof logged>[1], leave: () => void): FrameSource {
    const { shutdown, log } = this.#parts;
    this.#running.add(relay);
    if (shutdown.ending?.aborted) relay.stop();
    // Workers may end everything about a page that has gone, what is done at the tail too.
    asked.whenGone(() => {
      leave();
      relay.gone();
    });
    return logged(relay, about, (entry) => {
      leave();
      this.#running.delete(relay);
      log(entry);
    });
  }
}

function firstByteMs(request: RelayRequest, limits: Limits): number {
  return Math.min(request.timeoutMs ?? limits.firstByteMs, limits.firstByteCapMs);
}
