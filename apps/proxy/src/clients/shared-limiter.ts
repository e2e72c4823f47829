import type { RateLimiter, RateVerdict } from "./rate-limiter.ts";

/** A store that several proxies count in. Rejects while it cannot. */
export interface SharedCounter {
  take(client: string): Promise<RateVerdict>;
}

/** The store went away, or came back. `reason` is a word such as ECONNREFUSED, never an address or a password. */
export type SharedNews = { away: true; reason: string } | { away: false };

/** Milliseconds the store may take to answer: a request of somebody waits for it. */
const ANSWER_MS = 1000;
/** Milliseconds it is left alone after it did not, so that an outage costs one request in many the wait. */
const REST_MS = 5000;

/**
 * Counts in the shared store; while that is away, in this process alone, where a client begins with a whole
 * allowance. `tell` hears once of each coming and going.
 */
export function sharedLimiter(
  shared: SharedCounter,
  own: RateLimiter,
  tell: (news: SharedNews) => void,
  now: () => number = () => performance.now(),
): RateLimiter {
  let away = false;
  let askAgainAt = 0;
  return {
    async take(client) {
      if (now() < askAgainAt) return own.take(client);
      try {
        const verdict = await inTime(shared.take(client));
        if (away) tell({ away: false });
        away = false;
        return verdict;
      } catch (error) {
        askAgainAt = now() + REST_MS;
        if (!away) tell({ away: true, reason: reasonOf(error) });
        away = true;
        return own.take(client);
      }
    },
  };
}

async function inTime(asked: Promise<RateVerdict>): Promise<RateVerdict> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(Object.assign(new Error("no answer"), { code: "no-answer" })), ANSWER_MS);
  });
  try {
    return await Promise.race([asked, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** A system's code, or the capitals a store begins its errors with (NOAUTH, OOM, WRONGPASS). */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return "failed";
  const code = "code" in error && typeof error.code === "string" ? error.code : undefined;
  return code ?? /^[A-Z]{2,20}(?= )/.exec(error.message)?.[0] ?? error.name;
}
