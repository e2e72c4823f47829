import { parseXml } from "@easel/codec/xml";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { heartbeatAsked, heartbeatHeard } from "./heartbeat.ts";
import { describeMs, describeSeconds, timingOf } from "./timing.ts";

describe("where the time went", () => {
  const times = { resolvedMs: 4, connectedMs: 24, securedMs: 64, sentMs: 65, firstByteMs: 165, lastByteMs: 185 };

  test("is one segment for each stage, one after the other", () => {
    const timing = timingOf(times, 200);
    expect(timing?.segments.map(({ stage, ms }) => [stage, ms])).toEqual([
      ["dns", 4],
      ["connect", 20],
      ["tls", 40],
      ["send", 1],
      ["wait", 100],
      ["download", 20],
    ]);
    expect(timing).toMatchObject({ relayMs: 185, aroundMs: 15 });
  });

  test("leaves out what did not happen or was not measured", () => {
    expect(timingOf({ connectedMs: 10, firstByteMs: 30, lastByteMs: 31 }, 40)?.segments).toEqual([
      { stage: "connect", startMs: 0, ms: 10 },
      { stage: "wait", startMs: 10, ms: 20 },
      { stage: "download", startMs: 30, ms: 1 },
    ]);
    expect(timingOf({}, 100)).toBeUndefined();
  });

  test("gives the rest to the stage a failure happened in", () => {
    expect(timingOf({ resolvedMs: 5 }, 3000, "connecting")?.segments.at(-1)).toEqual({
      stage: "connect",
      startMs: 5,
      ms: 2995,
      isUnfinished: true,
    });
  });

  test("never overlaps and never exceeds the relay's time, whatever the clocks say", () => {
    const time = fc.option(fc.integer({ min: 0, max: 1e6 }), { nil: undefined });
    const names = ["resolvedMs", "connectedMs", "securedMs", "sentMs", "firstByteMs", "lastByteMs"] as const;
    fc.assert(
      fc.property(fc.array(time, { minLength: 6, maxLength: 6 }), fc.integer({ min: 0, max: 1e6 }), (list, all) => {
        const given = names.flatMap((name, index) => (list[index] === undefined ? [] : [[name, list[index]]]));
        const timing = timingOf(Object.fromEntries(given), all);
        let at = 0;
        for (const { startMs, ms } of timing?.segments ?? []) {
          expect(startMs).toBeGreaterThanOrEqual(at);
          expect(ms).toBeGreaterThanOrEqual(0);
          at = startMs + ms;
        }
        expect(at).toBeLessThanOrEqual(timing?.relayMs ?? 0);
      }),
    );
  });

  test("is said in units a person reads", () => {
    expect([0.44, 38.2, 1240, 125_000].map(describeMs)).toEqual(["0.4 ms", "38 ms", "1.24 s", "2 min 5 s"]);
    expect([45, 480, 3723].map(describeSeconds)).toEqual(["45 s", "8 min", "1 h 2 min 3 s"]);
  });
});

describe("the heartbeat", () => {
  const read = (text: string) => parseXml(text).document;

  test("is asked for by Ping and by Sync", () => {
    expect(heartbeatAsked(read('<Ping xmlns="Ping"><HeartbeatInterval>480</HeartbeatInterval></Ping>'))).toBe(480);
    expect(heartbeatAsked(read('<Sync xmlns="AirSync"><Wait>8</Wait></Sync>'))).toBe(480);
    expect(heartbeatAsked(read('<Ping xmlns="Ping"/>'))).toBeUndefined();
  });

  test("is set right by the answer", () => {
    const ping = '<Ping xmlns="Ping"><Status>5</Status><HeartbeatInterval>60</HeartbeatInterval></Ping>';
    expect(heartbeatHeard(read(ping), undefined)).toBe(60);
    const limit = (status: number) => read(`<Sync xmlns="AirSync"><Limit>59</Limit><Status>${status}</Status></Sync>`);
    const asked = (what: string) => read(`<Sync xmlns="AirSync"><${what}>90</${what}></Sync>`);
    expect(heartbeatHeard(limit(14), asked("Wait"))).toBe(3540);
    expect(heartbeatHeard(limit(14), asked("HeartbeatInterval"))).toBe(59);
    expect(heartbeatHeard(limit(15), asked("Wait")), "a limit of folders").toBeUndefined();
  });
});
