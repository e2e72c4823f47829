import { describe, expect, it } from "vitest";
import type { RateVerdict } from "./rate-limiter.ts";
import { type SharedNews, sharedLimiter } from "./shared-limiter.ts";

const REFUSED: RateVerdict = { allowed: false, retryAfterMs: 7 };

function limiter() {
  let time = 0;
  const asked = { shared: 0, own: 0 };
  const news: SharedNews[] = [];
  const store = { answer: async (): Promise<RateVerdict> => REFUSED };
  const { take } = sharedLimiter(
    {
      take: () => {
        asked.shared += 1;
        return store.answer();
      },
    },
    {
      take: () => {
        asked.own += 1;
        return { allowed: true };
      },
    },
    (each) => news.push(each),
    () => time,
  );
  const pass = (ms: number) => {
    time += ms;
  };
  return { take, asked, news, store, pass };
}

describe("a limiter that several proxies share", () => {
  it("says what the store says", async () => {
    const { take, asked, news } = limiter();
    expect(await take("a")).toEqual(REFUSED);
    expect([asked, news]).toEqual([{ shared: 1, own: 0 }, []]);
  });

  it("counts in its own process while the store is away, asks it now and then, and tells of each change once", async () => {
    const { take, asked, news, store, pass } = limiter();
    const back = store.answer;
    store.answer = () => Promise.reject(Object.assign(new Error("no"), { code: "ECONNREFUSED" }));
    for (let count = 0; count < 10; count += 1) expect(await take("a")).toEqual({ allowed: true });
    expect(asked).toEqual({ shared: 1, own: 10 });
    pass(5000);
    await take("a");
    expect(asked).toEqual({ shared: 2, own: 11 });
    store.answer = back;
    await take("a");
    expect(asked.shared).toBe(2);
    pass(5000);
    expect(await take("a")).toEqual(REFUSED);
    expect(news).toEqual([{ away: true, reason: "ECONNREFUSED" }, { away: false }]);
  });

  it("does not wait for a store that never answers", async () => {
    const { take, news, store } = limiter();
    store.answer = () => new Promise(() => {});
    expect(await take("a")).toEqual({ allowed: true });
    expect(news).toEqual([{ away: true, reason: "no-answer" }]);
  });

  it.each([
    ["NOAUTH Authentication required.", "NOAUTH"],
    ["WRONGPASS invalid username-password pair", "WRONGPASS"],
    ["redis://easel:hush@store.example is wrong", "Error"],
  ])("names the reason in a word that holds no address and no password: %s", async (message, reason) => {
    const { take, news, store } = limiter();
    store.answer = () => Promise.reject(new Error(message));
    await take("a");
    expect(news).toEqual([{ away: true, reason }]);
  });
});
