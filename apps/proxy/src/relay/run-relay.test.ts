import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { upstream } from "../../test/support/upstreams.ts";
import type { RelayEvent } from "../frames.ts";
import { checkTarget, EXCHANGE_ONLINE } from "../guard/index.ts";
import { DEFAULT_LIMITS, type Limits } from "../limits.ts";
import { Relay } from "./run-relay.ts";
import type { UpstreamEvents, UpstreamHead } from "./upstream.ts";

const url = "https://outlook.office365.com/Microsoft-Server-ActiveSync";
const target = checkTarget({ method: "POST", url, headers: [] }, EXCHANGE_ONLINE);
const call = { target, method: "POST", headers: [], body: new Uint8Array() };
const MINUTE = 60_000;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "setInterval", "clearTimeout", "performance"] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Runs a relay on a clock of its own; `events` fills as they come. */
function run(send: (events: UpstreamEvents) => void, options: { firstByteMs: number; limits?: Partial<Limits> }) {
  const events: RelayEvent[] = [];
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const relay = new Relay({ call, upstream: upstream(send), limits, firstByteMs: options.firstByteMs });
  relay.start((event) => events.push(event));
  const tails = () => events.flatMap((event) => (event.type === "tail" ? [event.tail] : []));
  return { relay, events, tails, tail: () => tails()[0] };
}

const HEAD: UpstreamHead = { status: 200, reason: "OK", headers: [], httpVersion: "1.1" };

describe("a Ping of 59 minutes", () => {
  it("is waited for, and every fifteen seconds the page hears that the wait goes on", async () => {
    const { events, tail } = run(
      (to) => {
        for (const stage of ["connecting", "securing", "sending", "waiting"] as const) to.stage(stage);
        setTimeout(() => {
          to.head(HEAD);
          to.end();
        }, 59 * MINUTE);
      },
      { firstByteMs: 60 * MINUTE },
    );
    await vi.advanceTimersByTimeAsync(59 * MINUTE);
    expect(tail()?.ended).toBe("complete");
    const waits = events.flatMap((event) =>
      event.type === "stage" && event.stage.stage === "waiting" ? [event.stage] : [],
    );
    expect(waits).toHaveLength(59 * 4);
    for (const [index, { atMs }] of waits.entries()) expect(atMs).toBeGreaterThanOrEqual(index * 15_000);
  });

  it("that is answered too late is a time-out, at the wait that was asked for", async () => {
    const { tail } = run(
      (to) => {
        to.stage("sending");
        to.stage("waiting");
      },
      { firstByteMs: 59 * MINUTE },
    );
    await vi.advanceTimersByTimeAsync(59 * MINUTE - 1);
    expect(tail()).toBeUndefined();
    await vi.advanceTimersByTimeAsync(1);
    expect(tail()).toMatchObject({ ended: "timeout", problem: { code: "timeout", stage: "waiting" } });
    expect(tail()?.problem?.message).toContain("3540 s");
  });
});

describe("a server that drips", () => {
  it("is never silent and still has to end", async () => {
    const { tail } = run(
      (to) => {
        to.head(HEAD);
        setInterval(() => to.body(new Uint8Array(1)), 100_000);
      },
      { firstByteMs: MINUTE, limits: { totalMs: 120 * MINUTE } },
    );
    await vi.advanceTimersByTimeAsync(119 * MINUTE);
    expect(tail()).toBeUndefined();
    await vi.advanceTimersByTimeAsync(MINUTE);
    expect(tail()).toMatchObject({ ended: "timeout", bodyBytes: 72, problem: { code: "timeout", stage: "receiving" } });
    expect(tail()?.problem?.message).toContain("7200 s");
  });
});

describe("a page that does not read", () => {
  it("is no silence of the server", async () => {
    const { relay, tail } = run((to) => to.head(HEAD), { firstByteMs: MINUTE });
    relay.pause();
    await vi.advanceTimersByTimeAsync(3 * MINUTE);
    relay.resume();
    await vi.advanceTimersByTimeAsync(2 * MINUTE - 1);
    expect(tail()).toBeUndefined();
    await vi.advanceTimersByTimeAsync(1);
    expect(tail()).toMatchObject({ ended: "timeout", problem: { stage: "receiving" } });
  });
});

describe("the tail", () => {
  it("comes once, whatever else comes behind it", () => {
    const { relay, events, tails } = run(
      (to) => {
        to.head(HEAD);
        to.end();
        to.fail(new Error("late"));
        to.body(new Uint8Array(3));
        to.stage("waiting");
      },
      { firstByteMs: MINUTE },
    );
    relay.gone();
    relay.stop();
    expect(tails()).toMatchObject([{ ended: "complete", bodyBytes: 0 }]);
    expect(events.at(-1)?.type).toBe("tail");
  });

  it("comes for a page that had gone before anything was dialled, and nothing is dialled", () => {
    let dialled = false;
    const limits = DEFAULT_LIMITS;
    const way = upstream(() => {
      dialled = true;
    });
    const relay = new Relay({ call, upstream: way, limits, firstByteMs: MINUTE });
    relay.gone();
    const events: RelayEvent[] = [];
    relay.start((event) => events.push(event));
    expect(events).toMatchObject([{ type: "tail", tail: { ended: "cancelled" } }]);
    expect(dialled).toBe(false);
  });
});
