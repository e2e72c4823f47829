import { createRateLimiter, type RateLimiter, type SharedNews, sharedLimiter } from "../clients/index.ts";
import type { StartOptions } from "./flags.ts";
import { createRedisCounter } from "./redis-counter.ts";

export interface NodeLimiter extends RateLimiter {
  close(): void;
}

/** Counts in this process, and where a Redis was named, with the others that count there. */
export async function createLimiter(
  { rate, redis, log }: Pick<StartOptions, "rate" | "redis" | "log">,
  print: (line: string) => void,
): Promise<NodeLimiter | undefined> {
  if (!rate) return undefined;
  const own = createRateLimiter(rate);
  if (redis === undefined) return { ...own, close: () => {} };
  const counter = await createRedisCounter(redis, rate);
  const tell = (news: SharedNews) => {
    if (log !== "off") print(log === "json" ? inJson(news) : inWords(news));
  };
  return { ...sharedLimiter(counter, own, tell), close: counter.close };
}

const inJson = (news: SharedNews): string =>
  JSON.stringify({ time: new Date().toISOString(), event: "shared-limits", ...news });

const inWords = (news: SharedNews): string =>
  news.away
    ? `Redis does not count (${news.reason}): this process counts its own clients until it does.`
    : "Redis counts again, for all that share it.";
