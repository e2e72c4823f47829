import { type AppConfig, createConfig } from "../config.ts";
import { EXCHANGE_ONLINE, parseAllowed } from "../guard/index.ts";
import { PUBLIC_LIMITS } from "../limits.ts";

/** A Worker's variables and bindings (wrangler.jsonc). */
export interface WorkerEnv {
  /** Servers the relay may call beside Exchange Online, `host` or `host:port`, comma-separated. */
  EASEL_ALLOW?: string;
  /** Names the page is opened under, comma-separated. Without one every request is refused. */
  EASEL_PUBLIC_HOST?: string;
  /** The page's files. */
  ASSETS?: { fetch(request: Request): Promise<Response> };
  /** How often one client may send; absent: as often as it likes. */
  RATE_LIMITER?: { limit(options: { key: string }): Promise<{ success: boolean }> };
}

/**
 * What strangers may do, in an isolate that has 128 MB for all of them. That a page has gone may show only when a
 * frame cannot be written, so they come more often.
 */
const WORKER_LIMITS = { ...PUBLIC_LIMITS, relays: 128, keepAliveMs: 5000 };

/**
 * Always as in public: no entry leads to an address literal, a private network or the platform itself.
 * @throws ConfigError when a variable makes no sense.
 */
export function workerConfig(env: WorkerEnv, version: string): AppConfig {
  const allowed = commaList(env.EASEL_ALLOW).map((entry) => parseAllowed(entry));
  return createConfig({
    version,
    allowed: [...EXCHANGE_ONLINE, ...allowed],
    publicHosts: commaList(env.EASEL_PUBLIC_HOST),
    limits: WORKER_LIMITS,
    public: true,
  });
}

function commaList(text: string | undefined): string[] {
  return (text ?? "")
    .split(",")
    .map((entry) => entry.trim())
    .filter((entry) => entry !== "");
}
