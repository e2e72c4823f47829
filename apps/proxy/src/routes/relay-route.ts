import type { Handler } from "hono";
import { FRAMES_TYPE, RELAY_HEADER, type RelayRequest } from "../contract.ts";
import { refuse } from "../errors.ts";
import type { RelayEvent } from "../frames.ts";
import { type AllowedTarget, checkTarget, hostAndPort, type Target } from "../guard/index.ts";
import { buildUpstreamHeaders } from "../headers/index.ts";
import type { Limits } from "../limits.ts";
import { frameStream, readRelayRequest, runRelay, type Upstream } from "../relay/index.ts";
import { readBody } from "./read-body.ts";

interface RelayParts {
  /** Everything that may be called, the sandbox included. */
  allowed: readonly AllowedTarget[];
  limits: Limits;
  upstream: Upstream;
  log: (line: string) => void;
}

/** POST /relay: refuses with JSON before anything is dialled, otherwise answers with frames. */
export function relayRoute({ allowed, limits, upstream, log }: RelayParts): Handler {
  let running = 0;
  return async (c) => {
    const request = readRelayRequest(c.req.header(RELAY_HEADER));
    const target = checkTarget(request, allowed);
    if (running >= limits.relays) {
      refuse("busy", `${limits.relays} requests are under way already.`, "Wait for one to end or cancel it.");
    }
    running += 1;
    let place = true;
    const leave = () => {
      if (place) running -= 1;
      place = false;
    };
    let handedOver = false;
    try {
      const body = await readBody(c.req.raw, limits.requestBytes);
      const headers = buildUpstreamHeaders(request, target.authority, body.length);
      const gone = new AbortController();
      forward(c.req.raw.signal, gone);
      // Workers may end everything about a page that has gone, its log line too.
      gone.signal.addEventListener("abort", leave, { once: true });
      const call = { target, method: request.method, headers, body };
      const events = runRelay({
        call,
        upstream,
        limits,
        firstByteMs: firstByteMs(request, limits),
        signal: gone.signal,
      });
      const finished = (line: string) => {
        leave();
        log(line);
      };
      const logged = withLog(events, { method: request.method, target, bytesOut: body.length }, finished);
      handedOver = true;
      return c.body(
        frameStream(logged, () => gone.abort(), limits.stallMs),
        200,
        { "Content-Type": FRAMES_TYPE },
      );
    } finally {
      if (!handedOver) leave();
    }
  };
}

function forward(signal: AbortSignal, to: AbortController): void {
  if (signal.aborted) to.abort();
  else signal.addEventListener("abort", () => to.abort(), { once: true });
}

function firstByteMs(request: RelayRequest, limits: Limits): number {
  return Math.min(request.timeoutMs ?? limits.firstByteMs, limits.firstByteCapMs);
}

/** One line for each relay. Host, status, sizes, time: never query, headers or body, which hold secrets. */
async function* withLog(
  events: AsyncGenerator<RelayEvent, void, void>,
  about: { method: string; target: Target; bytesOut: number },
  finished: (line: string) => void,
): AsyncGenerator<RelayEvent, void, void> {
  const start = performance.now();
  let status = "no answer";
  let bytesIn = 0;
  let ended = "cancelled";
  try {
    for await (const event of events) {
      if (event.type === "head") status = String(event.head.status);
      if (event.type === "tail") {
        bytesIn = event.tail.bodyBytes;
        ended = event.tail.problem ? `${event.tail.ended} (${event.tail.problem.code})` : event.tail.ended;
      }
      yield event;
    }
  } finally {
    const ms = Math.round(performance.now() - start);
    const sizes = `${about.bytesOut} bytes out, ${bytesIn} back`;
    finished(`relay ${about.method} ${hostAndPort(about.target)} ${status}, ${sizes}, ${ms} ms, ${ended}`);
  }
}
