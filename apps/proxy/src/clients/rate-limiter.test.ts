import { describe, expect, it } from "vitest";
import { createRateLimiter, type RateVerdict } from "./rate-limiter.ts";

function makeLimiter(rate = { perMinute: 60, burst: 3 }) {
  let time = 1000;
  const limiter = createRateLimiter(rate, () => time);
  return {
    take: (client: string) => limiter.take(client) as RateVerdict,
    pass: (ms: number) => {
      time += ms;
    },
  };
}

describe("the rate limiter", () => {
  it("allows the burst, then one for each share of the minute", () => {
    const { take, pass } = makeLimiter();
    expect([take("a"), take("a"), take("a")].every(({ allowed }) => allowed)).toBe(true);
    expect(take("a")).toEqual({ allowed: false, retryAfterMs: 1000 });
    pass(999);
    expect(take("a")).toEqual({ allowed: false, retryAfterMs: 1 });
    pass(1);
    expect(take("a")).toEqual({ allowed: true });
    expect(take("a").allowed).toBe(false);
  });

  it("gives the burst back after a rest, and no more than that", () => {
    const { take, pass } = makeLimiter();
    for (let count = 0; count < 3; count += 1) take("a");
    pass(3_600_000);
    expect([1, 2, 3, 4].map(() => take("a").allowed)).toEqual([true, true, true, false]);
  });

  it("counts each client by itself", () => {
    const { take } = makeLimiter({ perMinute: 1, burst: 1 });
    expect([take("a").allowed, take("b").allowed, take("a").allowed]).toEqual([true, true, false]);
  });

  it("does not grow for ever, and forgets those seen longest ago first", () => {
    const { take } = makeLimiter({ perMinute: 1, burst: 1 });
    for (let client = 0; client <= 20_000; client += 1) expect(take(String(client)).allowed).toBe(true);
    expect(take("20000").allowed).toBe(false);
    expect(take("0").allowed).toBe(true);
  });
});
