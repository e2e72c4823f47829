import type { ProxyConfig, SandboxSettings } from "./contract.ts";
import { type AllowedTarget, EXCHANGE_ONLINE, formatAllowed } from "./guard/index.ts";
import { DEFAULT_LIMITS, type Limits } from "./limits.ts";

/** The embedded sandbox as the proxy needs it. */
export interface SandboxHandle {
  /** Its ActiveSync endpoint. */
  url: string;
  users: { user: string; password: string; name: string }[];
  /** Changed in place by PUT /sandbox/settings. */
  settings: SandboxSettings;
}

/** What the app was started with; the same on every runtime. */
export interface AppConfig {
  version: string;
  /** Who may be called, the sandbox included. */
  allowed: readonly AllowedTarget[];
  /** Names beside localhost under which the page may be opened. */
  publicHosts: readonly string[];
  limits: Limits;
}

export function createConfig(given: Partial<AppConfig> & { version: string }): AppConfig {
  return { allowed: EXCHANGE_ONLINE, publicHosts: [], limits: DEFAULT_LIMITS, ...given };
}

/** The part of the configuration the page may know. */
export function describeConfig(config: AppConfig, sandbox: SandboxHandle | undefined): ProxyConfig {
  const own = sandbox && new URL(sandbox.url).host;
  const allowed = config.allowed.map(formatAllowed).filter((entry) => entry !== own);
  return {
    version: config.version,
    ...(sandbox && { sandbox: { url: sandbox.url, users: sandbox.users } }),
    allowed: [...new Set(allowed)],
  };
}
