import { type AppConfig, createConfig } from "../config.ts";
import { EXCHANGE_ONLINE, parseAllowed } from "../guard/index.ts";
import { DEFAULT_LIMITS, type Limits } from "../limits.ts";

/** A Worker's variables and bindings (wrangler.jsonc). */
export interface WorkerEnv {
  /** Servers the relay may call beside Exchange Online, `host` or `host:port`, comma-separated. */
  EASEL_ALLOW?: string;
  /** Names the page is opened under, comma-separated. Without one every request is refused. */
  EASEL_PUBLIC_HOST?: string;
  /** The page's files. */
  ASSETS?: { fetch(request: Request): Promise<Response> };
}

const MIB = 1024 * 1024;

/**
 * An isolate has 128 MB for everything it does at one time, and a request is whole in it before it goes out. That the
 * page has gone may show only when a frame cannot be written, so they come more often.
 */
export const WORKER_LIMITS: Limits = { ...DEFAULT_LIMITS, requestBytes: 40 * MIB, relays: 16, keepAliveMs: 5000 };

/** @throws ConfigError when a variable makes no sense. */
export function workerConfig(env: WorkerEnv, version: string, limits: Limits): AppConfig {
  const allowed = commaList(env.EASEL_ALLOW).map((entry) => parseAllowed(entry));
  return createConfig({
    version,
    allowed: [...EXCHANGE_ONLINE, ...allowed],
    publicHosts: commaList(env.EASEL_PUBLIC_HOST),
    limits,
  });
}

function commaList(text: string | undefined): string[] {
  return (text ?? "")
    .split(",")
    .map((entry) => entry.trim())
    .filter((entry) => entry !== "");
}
