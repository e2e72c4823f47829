/**
 * Counts what clients ask for. The proxy has one in its process; a platform's own, or a store that several
 * proxies share, can stand in its place. One that cannot be reached should allow: it guards against
 * overuse, not against misuse.
 */
export interface RateLimiter {
  /** Takes one from this client's allowance, or says how long to wait for the next. */
  take(client: string): RateVerdict | Promise<RateVerdict>;
}

export type RateVerdict = { allowed: true } | { allowed: false; retryAfterMs: number };

export interface Rate {
  /** How many a client may have in the long run. */
  perMinute: number;
  /** How many of them at once after a rest. */
  burst: number;
}

/** Clients remembered at most. Beyond it the one seen longest ago begins anew. */
const MAX_CLIENTS = 20_000;

/**
 * A limiter for one process. It keeps one number a client, the moment its allowance is full again (the
 * generic cell rate algorithm), so nothing runs in the background.
 */
export function createRateLimiter(rate: Rate, now: () => number = () => performance.now()): RateLimiter {
  const interval = 60_000 / rate.perMinute;
  const tolerance = (rate.burst - 1) * interval;
  const fullAt = new Map<string, number>();
  return {
    take(client) {
      const at = now();
      const full = Math.max(fullAt.get(client) ?? 0, at);
      const early = full - at - tolerance;
      if (early > 0) return { allowed: false, retryAfterMs: early };
      // Deleted first, so that the map stays in the order clients were last seen.
      fullAt.delete(client);
      fullAt.set(client, full + interval);
      if (fullAt.size > MAX_CLIENTS) forget(fullAt, at);
      return { allowed: true };
    },
  };
}

function forget(fullAt: Map<string, number>, at: number): void {
  for (const [client, full] of fullAt) if (full <= at) fullAt.delete(client);
  const oldest = fullAt.keys().next().value;
  if (fullAt.size > MAX_CLIENTS && oldest !== undefined) fullAt.delete(oldest);
}
