import type { MiddlewareHandler } from "hono";
import type { Edge } from "../app-env.ts";
import { refuseForNow } from "../errors.ts";
import type { RateLimiter } from "./rate-limiter.ts";

/** Refuses a client that asks more often than the limiter allows. @throws RelayError */
export async function checkRate(limiter: RateLimiter, client: string): Promise<void> {
  const verdict = await limiter.take(client);
  if (verdict.allowed) return;
  const seconds = Math.max(1, Math.ceil(verdict.retryAfterMs / 1000));
  refuseForNow(
    "rate-limited",
    "Your requests come faster than this proxy sends for one client.",
    seconds,
    `Wait ${seconds} s, then send again.`,
  );
}

/** The same before a route. */
export function rateGuard(limiter: RateLimiter, edge: Edge): MiddlewareHandler {
  return async (c, next) => {
    await checkRate(limiter, edge.clientOf(c));
    await next();
  };
}
