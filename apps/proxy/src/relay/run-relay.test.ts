import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { RelayEvent } from "../frames.ts";
import { checkTarget, EXCHANGE_ONLINE } from "../guard/index.ts";
import { DEFAULT_LIMITS, type Limits } from "../limits.ts";
import { runRelay } from "./run-relay.ts";
import type { Upstream, UpstreamReply } from "./upstream.ts";

const url = "https://outlook.office365.com/Microsoft-Server-ActiveSync";
const target = checkTarget({ method: "POST", url, headers: [] }, EXCHANGE_ONLINE);
const call = { target, method: "POST", headers: [], body: new Uint8Array() };
const MINUTE = 60_000;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Runs a relay on a clock of its own; `events` fills as they come. */
function run(upstream: Upstream, options: { firstByteMs: number; limits?: Partial<Limits> }) {
  const events: RelayEvent[] = [];
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const relay = runRelay({
    call,
    upstream,
    limits,
    firstByteMs: options.firstByteMs,
    signal: new AbortController().signal,
  });
  const ended = (async () => {
    for await (const event of relay) events.push(event);
  })();
  const tail = () => events.flatMap((event) => (event.type === "tail" ? [event.tail] : []))[0];
  return { events, ended, tail };
}

function reply(body: AsyncIterable<Uint8Array>): UpstreamReply {
  return { status: 200, reason: "OK", headers: [], httpVersion: "1.1", body };
}

describe("a Ping of 59 minutes", () => {
  it("is waited for, and every fifteen seconds the page hears that the wait goes on", async () => {
    const upstream: Upstream = {
      send: (_call, report) => {
        report("connecting");
        report("securing");
        report("sending");
        report("waiting");
        const none = (async function* () {})();
        return new Promise((resolve) => setTimeout(() => resolve(reply(none)), 59 * MINUTE));
      },
    };
    const { events, ended, tail } = run(upstream, { firstByteMs: 60 * MINUTE });
    await vi.advanceTimersByTimeAsync(59 * MINUTE);
    await ended;
    expect(tail()?.ended).toBe("complete");
    const waits = events.flatMap((event) =>
      event.type === "stage" && event.stage.stage === "waiting" ? [event.stage] : [],
    );
    expect(waits).toHaveLength(59 * 4);
    for (const [index, { atMs }] of waits.entries()) expect(atMs).toBeGreaterThanOrEqual(index * 15_000);
  });

  it("that is answered too late is a time-out, at the wait that was asked for", async () => {
    const upstream: Upstream = {
      send: (_call, report, signal) => {
        report("sending");
        report("waiting");
        return new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
      },
    };
    const { ended, tail } = run(upstream, { firstByteMs: 59 * MINUTE });
    await vi.advanceTimersByTimeAsync(59 * MINUTE - 1);
    expect(tail()).toBeUndefined();
    await vi.advanceTimersByTimeAsync(1);
    await ended;
    expect(tail()).toMatchObject({ ended: "timeout", problem: { code: "timeout", stage: "waiting" } });
    expect(tail()?.problem?.message).toContain("3540 s");
  });
});

describe("a server that drips", () => {
  it("is never silent and still has to end", async () => {
    const drip = (async function* () {
      for (;;) {
        await new Promise((resolve) => setTimeout(resolve, 100_000));
        yield new Uint8Array(1);
      }
    })();
    const upstream: Upstream = { send: async () => reply(drip) };
    const { ended, tail } = run(upstream, { firstByteMs: MINUTE, limits: { totalMs: 120 * MINUTE } });
    await vi.advanceTimersByTimeAsync(119 * MINUTE);
    expect(tail()).toBeUndefined();
    await vi.advanceTimersByTimeAsync(MINUTE);
    await ended;
    expect(tail()).toMatchObject({ ended: "timeout", bodyBytes: 72, problem: { code: "timeout", stage: "receiving" } });
    expect(tail()?.problem?.message).toContain("7200 s");
  });
});
