import { afterEach, describe, expect, it } from "vitest";
import type { RateVerdict } from "../src/clients/index.ts";
import { ConfigError } from "../src/errors.ts";
import { createRedisCounter, readFlags, start } from "../src/node/index.ts";
import { createLimiter } from "../src/node/limiter.ts";
import { freePort, redisAbsence, redisStub, startRedis } from "./support/redis.ts";

const open: { close(): void | Promise<void> }[] = [];
afterEach(async () => {
  // What counts first, so that nobody misses the store.
  for (const each of open.splice(0).reverse()) await each.close();
});

function kept<T extends { close(): void | Promise<void> }>(thing: T): T {
  open.push(thing);
  return thing;
}

const RATE = { perMinute: 60, burst: 3 };

async function limiterAt(port: number, rate = RATE, host = "redis://127.0.0.1") {
  const lines: string[] = [];
  const print = (line: string) => lines.push(line);
  const limiter = await createLimiter({ rate, redis: `${host}:${port}`, log: "json" }, print);
  if (!limiter) throw new Error("a rate makes a limiter");
  return { ...kept(limiter), lines };
}

describe("a Redis that counts", () => {
  it("is asked by one script in one step, under the client's key, and its word is law", async () => {
    const stub = kept(await redisStub());
    const counter = kept(await createRedisCounter(`redis://127.0.0.1:${stub.port}`, RATE));
    expect(await counter.take("203.0.113.9")).toEqual({ allowed: true });
    stub.answer = () => ":1500\r\n";
    expect(await counter.take("203.0.113.9")).toEqual({ allowed: false, retryAfterMs: 1500 });
    const script = stub.commands.find(([name]) => name?.startsWith("EVAL"));
    expect(script?.slice(2)).toEqual(["1", "easel:rate:203.0.113.9", "1000", "2000"]);
  });

  it("is told name and password, which are not told to the log", async () => {
    const stub = kept(await redisStub());
    stub.answer = () => "-NOAUTH Authentication required.\r\n";
    const { take, lines } = await limiterAt(stub.port, RATE, "redis://easel:hu%21sh@127.0.0.1");
    expect(stub.commands).toContainEqual(["AUTH", "easel", "hu!sh"]);
    expect(await take("a")).toEqual({ allowed: true });
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      { time: expect.any(String), event: "shared-limits", away: true, reason: "NOAUTH" },
    ]);
    expect(lines.join()).not.toMatch(/hu!sh|hu%21sh|127\.0\.0\.1/);
  });

  it("that is not there when it starts is missed once, and the process counts by itself", async () => {
    const { take, lines } = await limiterAt(await freePort());
    const verdicts: RateVerdict[] = [];
    for (let count = 0; count < 4; count += 1) verdicts.push(await take("a"));
    expect(verdicts.map(({ allowed }) => allowed)).toEqual([true, true, true, false]);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('"reason":"ECONNREFUSED"');
  }, 20_000);

  it("that takes the question and never answers holds nobody up", async () => {
    const stub = kept(await redisStub());
    const { take, lines } = await limiterAt(stub.port);
    stub.answer = undefined;
    expect(await take("a")).toEqual({ allowed: true });
    expect(lines[0]).toContain('"reason":"no-answer"');
  });

  it("counts for a whole EASel, from a flag or the environment", async () => {
    const stub = kept(await redisStub());
    stub.answer = () => ":60000\r\n";
    const env = { EASEL_REDIS: `redis://127.0.0.1:${stub.port}` };
    const options = readFlags(["--port", "0", "--no-sandbox", "--rate", "5", "--log", "off"], env, "1");
    const parts = { version: "1", createSandbox: () => Promise.reject() as never, print: () => {} };
    const { url } = kept(await start(options, parts));
    const headers = { Origin: url.slice(0, -1) };
    const answer = await fetch(`${url}relay`, { method: "POST", headers });
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([429, "60"]);
  });
});

describe("--redis", () => {
  it.each(["localhost:6379", "http://localhost", "redis://", "redis://easel:hush@host:port"])(
    "is an address, and what is wrong with it is said without it: %s",
    (url) => {
      const read = () => readFlags(["--rate", "5", "--redis", url], {}, "1");
      expect(read).toThrow(ConfigError);
      expect(read).not.toThrow(/hush/);
    },
  );

  it("makes no sense without a rate", () => {
    expect(() => readFlags(["--redis", "redis://localhost"], {}, "1")).toThrow(/no rate/);
    expect(readFlags(["--rate", "1", "--redis", "rediss://localhost"], {}, "1").redis).toBe("rediss://localhost");
  });
});

const absence = redisAbsence();

describe.skipIf(absence)(`a real Redis${absence ? ` (${absence})` : ""}`, () => {
  it("gives several proxies one allowance for each client, however they ask at once", async () => {
    const { port } = kept(await startRedis(await freePort()));
    const rate = { perMinute: 6, burst: 10 };
    const url = `redis://127.0.0.1:${port}`;
    const counters = await Promise.all([1, 2, 3].map(async () => kept(await createRedisCounter(url, rate))));
    const verdicts = await Promise.all(
      counters.flatMap((counter) => Array.from({ length: 20 }, () => counter.take("a"))),
    );
    expect(verdicts.filter(({ allowed }) => allowed)).toHaveLength(10);
    const refused = verdicts.flatMap((verdict) => (verdict.allowed ? [] : [verdict.retryAfterMs]));
    expect(Math.min(...refused)).toBeGreaterThan(0);
    expect(Math.max(...refused)).toBeLessThanOrEqual(10_000);
    expect(await counters[0]?.take("b")).toEqual({ allowed: true });
  }, 20_000);

  it("gives one back after its share of the minute, and forgets who is full again", async () => {
    const { port } = kept(await startRedis(await freePort()));
    const counter = kept(await createRedisCounter(`redis://127.0.0.1:${port}`, { perMinute: 60, burst: 1 }));
    let verdict: RateVerdict = { allowed: true };
    while (verdict.allowed) verdict = await counter.take("a");
    const { retryAfterMs } = verdict;
    await new Promise((resolve) => setTimeout(resolve, retryAfterMs));
    expect(await counter.take("a")).toEqual({ allowed: true });
    const { createClient } = await import("@redis/client");
    const client = await createClient({ url: `redis://127.0.0.1:${port}` }).connect();
    let keys = 1;
    while (keys > 0) keys = await client.dbSize();
    client.destroy();
  }, 20_000);

  it("that dies is missed once; when it is back it counts again, and the log says both", async () => {
    const port = await freePort();
    const first = await startRedis(port);
    const lines: string[] = [];
    const limiter = await createLimiter({ rate: RATE, redis: `redis://127.0.0.1:${port}`, log: "text" }, (line) =>
      lines.push(line),
    );
    if (!limiter) throw new Error("a rate makes a limiter");
    kept(limiter);
    expect(await limiter.take("a")).toEqual({ allowed: true });
    expect(lines).toEqual([]);
    await first.close();
    for (let count = 0; count < 5; count += 1) await limiter.take("b");
    expect(lines).toHaveLength(1);
    kept(await startRedis(port));
    let asked = 0;
    while (lines.length < 2) {
      await limiter.take(`c${asked++}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect(lines[1]).toBe("Redis counts again, for all that share it.");
  }, 60_000);
});
