import type { Rate, SharedCounter } from "../clients/index.ts";

export interface RedisCounter extends SharedCounter {
  close(): void;
}

/** Milliseconds for a connection, also for the first one, which the start waits for. */
const CONNECT_MS = 2000;
const LONGEST_PAUSE_MS = 10_000;

/**
 * The generic cell rate algorithm of `createRateLimiter`, in one step at the store and by the store's clock: the key
 * holds when the client's allowance is full again, and is gone by then. Answers 0, or the milliseconds to wait.
 */
const TAKE = `
local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000
local interval, tolerance = tonumber(ARGV[1]), tonumber(ARGV[2])
local full = math.max(tonumber(redis.call('GET', KEYS[1]) or now), now)
local early = full - now - tolerance
if early > 0 then return math.ceil(early) end
full = full + interval
redis.call('SET', KEYS[1], string.format('%.3f', full), 'PX', math.ceil(full - now))
return 0
`;

/**
 * Counts in a Redis, or whatever speaks its protocol and runs its scripts.
 * @param url redis:// or rediss://, with name and password where it wants them.
 */
export async function createRedisCounter(url: string, rate: Rate): Promise<RedisCounter> {
  // Only those who name a Redis load its client.
  const { createClient, defineScript } = await import("@redis/client");
  const interval = 60_000 / rate.perMinute;
  const take = defineScript({
    SCRIPT: TAKE,
    NUMBER_OF_KEYS: 1,
    parseCommand(parser, client: string) {
      parser.pushKey(`easel:rate:${client}`);
      parser.push(String(interval), String((rate.burst - 1) * interval));
    },
    transformReply: (waitMs: unknown) => Number(waitMs),
  });
  const client = createClient({
    url,
    RESP: 2,
    scripts: { take },
    // Nobody waits for a store that is away; another counts meanwhile.
    disableOfflineQueue: true,
    disableClientInfo: true,
    socket: {
      connectTimeout: CONNECT_MS,
      reconnectStrategy: (tries) => Math.min(2 ** tries * 100, LONGEST_PAUSE_MS),
    },
  });
  let lastError: unknown;
  client.on("error", (error: unknown) => {
    lastError = error;
  });
  client.on("ready", () => {
    lastError = undefined;
  });
  const connected = client.connect().catch(() => {});
  let timer: NodeJS.Timeout | undefined;
  await Promise.race([connected, new Promise((resolve) => (timer = setTimeout(resolve, CONNECT_MS)))]);
  clearTimeout(timer);
  return {
    async take(who) {
      if (!client.isReady) throw lastError ?? Object.assign(new Error("not connected"), { code: "not-connected" });
      const waitMs = await client.take(who);
      return waitMs > 0 ? { allowed: false, retryAfterMs: waitMs } : { allowed: true };
    },
    close: () => client.destroy(),
  };
}
