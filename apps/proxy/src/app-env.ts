import type { Context } from "hono";

/** What the first middleware puts beside every request. */
export interface AppEnv {
  Variables: { requestId: string };
}

/** What only the runtime knows of a request. */
export interface Edge {
  /** Whom limits count: an address, or whatever tells clients apart. */
  clientOf(c: Context): string;
  /** The page's body, read only as fast as it is asked for. Absent: the web stream of the request. */
  bodyOf?(c: Context): AsyncIterable<Uint8Array>;
  /** True: it surely comes from another user of the machine the proxy serves one of. */
  isOtherUser?(c: Context): Promise<boolean>;
}
