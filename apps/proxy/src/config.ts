import type { ProxyConfig, SandboxSettings, SignInSetup } from "./contract.ts";
import { type AllowedTarget, EXCHANGE_ONLINE, formatAllowed, parseAllowed } from "./guard/index.ts";
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
  /** Who may be called, beside the embedded sandbox. */
  allowed: readonly AllowedTarget[];
  /** Names beside localhost under which the page may be opened. */
  publicHosts: readonly string[];
  limits: Limits;
  /** True: strangers use it, so no entry leads to an address literal, this machine or a private network. */
  public?: boolean;
  /** What relays and sign-ins demand in `Easel-Token`. Absent: nothing. */
  token?: string;
  signIn: SignInSetup;
}

export function createConfig(given: Partial<AppConfig> & { version: string }): AppConfig {
  return { allowed: EXCHANGE_ONLINE, publicHosts: [], limits: DEFAULT_LIMITS, signIn: {}, ...given };
}

/** The part of the configuration that may be known: to anybody who may ask, or to the proxy's own page. */
export function describeConfig(config: AppConfig, sandbox: SandboxHandle | undefined, toPage: boolean): ProxyConfig {
  return {
    version: config.version,
    ...(sandbox && { sandbox: { url: sandbox.url, users: sandbox.users } }),
    allowed: [...new Set(config.allowed.map(formatAllowed))],
    ...(toPage && config.token !== undefined && { token: config.token }),
    ...(Object.keys(config.signIn).length > 0 && { signIn: config.signIn }),
  };
}

/** Where the embedded sandbox may be called: as its URL says, and under loopback's other name. */
export function sandboxTargets(sandbox: SandboxHandle): AllowedTarget[] {
  const { host, port } = new URL(sandbox.url);
  return [...new Set([host, `localhost:${port}`, `127.0.0.1:${port}`])].map((entry) => parseAllowed(entry));
}
