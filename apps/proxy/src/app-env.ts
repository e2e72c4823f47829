import type { Context } from "hono";

/** What the first middleware puts beside every request. */
export interface AppEnv {
  Variables: {
    requestId: string;
  };
}

/** What the guards look at, of a request as any runtime sees it. */
export interface Asked {
  method: string;
  /** @param name in lower case. */
  header(name: string): string | undefined;
  /** `host` or `host:port` the request was made under. */
  host(): string;
}

/** Refuses a request. @throws RelayError */
export type Check = (asked: Asked) => void;

/** What only the runtime knows of a request. */
export interface Edge {
  /** Whom limits count: an address, or whatever tells clients apart. */
  clientOf(c: Context): string;
  /** True: it surely comes from another user of the machine the proxy serves one of. */
  isOtherUser?(c: Context): Promise<boolean>;
  /** True: the runtime hands what comes to /relay to the app's `relay` itself, and the app routes none of it. */
  takesRelays?: boolean;
}

/** A request as Hono has it. In-process calls (tests, Workers) may carry no Host; the URL says the same. */
export function askedOf(c: Context): Asked {
  return {
    method: c.req.method,
    header: (name) => c.req.header(name),
    host: () => c.req.header("host") ?? new URL(c.req.url).host,
  };
}
