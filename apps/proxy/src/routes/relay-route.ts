import type { Handler } from "hono";
import type { AppEnv, Edge } from "../app-env.ts";
import { RunningRelays } from "../clients/index.ts";
import { FRAMES_TYPE, RELAY_HEADER, REQUEST_ID_HEADER, type RelayRequest } from "../contract.ts";
import { refuseForNow } from "../errors.ts";
import { type AllowedTarget, checkTarget, hostAndPort } from "../guard/index.ts";
import { buildUpstreamHeaders, PAGE_HEADERS } from "../headers/index.ts";
import type { Limits } from "../limits.ts";
import type { Log } from "../log.ts";
import { frameStream, readRelayRequest, runRelay, type Upstream } from "../relay/index.ts";
import { logged } from "./logged.ts";
import { isForwarded, onceSent } from "./once-sent.ts";
import { readBody, webBody } from "./read-body.ts";

interface RelayParts {
  /** Everything that may be called, the sandbox included. */
  allowed: readonly AllowedTarget[];
  limits: Limits;
  upstream: Upstream;
  edge: Edge;
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

const FRAMES_HEADERS = { ...PAGE_HEADERS, "Cache-Control": "no-store", "Content-Type": FRAMES_TYPE };

const RESTART_S = 10;

/** POST /relay: refuses with JSON before anything is dialled, otherwise answers with frames. */
export function relayRoute({ allowed, limits, upstream, edge, log, shutdown }: RelayParts): Handler<AppEnv> {
  const running = new RunningRelays(limits);
  return async (c) => {
    if (shutdown.closing?.aborted) {
      refuseForNow("stopping", "The EASel proxy is being stopped; nothing was sent.", RESTART_S, "Try again shortly.");
    }
    const request = readRelayRequest(c.req.header(RELAY_HEADER));
    const target = checkTarget(request, allowed);
    const leave = running.enter(edge.clientOf(c));
    try {
      const source = edge.bodyOf?.(c) ?? webBody(c.req.raw);
      const { length, ...body } = await readBody(source, c.req.header("content-length"), limits);
      const headers = buildUpstreamHeaders(request, target.authority, length);
      const gone = new AbortController();
      const leaves = () => gone.abort();
      if (edge.whenGone) edge.whenGone(c, leaves);
      else whenAborted(c.req.raw.signal, leaves);
      // Workers may end everything about a page that has gone, its log entry too.
      gone.signal.addEventListener("abort", leave, { once: true });
      const events = runRelay({
        call: { target, method: request.method, headers, ...body },
        upstream,
        limits,
        firstByteMs: firstByteMs(request, limits),
        signal: gone.signal,
        ...(shutdown.ending && { ending: shutdown.ending }),
      });
      const about = {
        requestId: c.get("requestId"),
        method: request.method,
        host: hostAndPort(target),
        bytesOut: length,
      };
      const finished = logged(events, about, (entry) => {
        leave();
        log(entry);
      });
      const held = body.more && isForwarded(c) ? await onceSent(finished) : finished;
      const { stallMs } = limits;
      if (!edge.answer) return c.body(frameStream(held, leaves, stallMs), 200, { "Content-Type": FRAMES_TYPE });
      c.set("answered", true);
      const pageHeaders = { ...FRAMES_HEADERS, [REQUEST_ID_HEADER]: about.requestId };
      return edge.answer(c, { headers: pageHeaders, events: held, gone: leaves, stallMs });
    } catch (error) {
      leave();
      throw error;
    }
  };
}

function whenAborted(signal: AbortSignal, act: () => void): void {
  if (signal.aborted) act();
  else signal.addEventListener("abort", act, { once: true });
}

function firstByteMs(request: RelayRequest, limits: Limits): number {
  return Math.min(request.timeoutMs ?? limits.firstByteMs, limits.firstByteCapMs);
}
