import type { Handler } from "hono";
import type { AppEnv, Edge } from "../app-env.ts";
import { RunningRelays } from "../clients/index.ts";
import { FRAMES_TYPE, RELAY_HEADER, REQUEST_ID_HEADER, type RelayRequest } from "../contract.ts";
import { refuseForNow } from "../errors.ts";
import { type AllowedTarget, checkTarget, hostAndPort } from "../guard/index.ts";
import { buildUpstreamHeaders, PAGE_HEADERS } from "../headers/index.ts";
import type { Limits } from "../limits.ts";
import type { Log } from "../log.ts";
import { frameStream, Relay, readRelayRequest, type Upstream } from "../relay/index.ts";
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

const FRAMES_HEADERS = Object.entries({
  ...PAGE_HEADERS,
  "Cache-Control": "no-store",
  "Content-Type": FRAMES_TYPE,
}).flat();

const RESTART_S = 10;

/** POST /relay: refuses with JSON before anything is dialled, otherwise answers with frames. */
export function relayRoute({ allowed, limits, upstream, edge, log, shutdown }: RelayParts): Handler<AppEnv> {
  const counted = new RunningRelays(limits);
  const running = new Set<Relay>();
  shutdown.ending?.addEventListener("abort", () => {
    for (const relay of running) relay.stop();
  });
  return async (c) => {
    if (shutdown.closing?.aborted) {
      refuseForNow("stopping", "The EASel proxy is being stopped; nothing was sent.", RESTART_S, "Try again shortly.");
    }
    const request = readRelayRequest(c.req.header(RELAY_HEADER));
    const target = checkTarget(request, allowed);
    const leave = counted.enter(edge.clientOf(c));
    try {
      const source = edge.bodyOf?.(c) ?? webBody(c.req.raw);
      const { length, ...body } = await readBody(source, c.req.header("content-length"), limits);
      const headers = buildUpstreamHeaders(request, target.authority, length);
      const call = { target, method: request.method, headers, ...body };
      const relay = new Relay({ call, upstream, limits, firstByteMs: firstByteMs(request, limits) });
      running.add(relay);
      if (shutdown.ending?.aborted) relay.stop();
      // Workers may end everything about a page that has gone, what is done at the tail too.
      const gone = () => {
        leave();
        relay.gone();
      };
      if (edge.whenGone) edge.whenGone(c, gone);
      else whenAborted(c.req.raw.signal, gone);
      const about = {
        requestId: c.get("requestId"),
        method: request.method,
        host: hostAndPort(target),
        bytesOut: length,
      };
      const frames = logged(relay, about, (entry) => {
        leave();
        running.delete(relay);
        log(entry);
      });
      const held = body.more && isForwarded(c) ? await onceSent(frames) : frames;
      const { stallMs } = limits;
      if (!edge.answer) return c.body(frameStream(held, stallMs), 200, { "Content-Type": FRAMES_TYPE });
      c.set("answered", true);
      const pageHeaders = [...FRAMES_HEADERS, REQUEST_ID_HEADER, about.requestId];
      return edge.answer(c, { headers: pageHeaders, source: held, stallMs });
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
