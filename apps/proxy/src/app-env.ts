import type { Context } from "hono";
import type { FrameSource } from "./relay/index.ts";
import type { PageSource } from "./routes/index.ts";

/** What the first middleware puts beside every request. */
export interface AppEnv {
  Variables: {
    requestId: string;
    /** True: the runtime writes this answer by itself, headers and all. */
    answered?: boolean;
  };
}

/** An answer made of frames. */
export interface Frames {
  /** Of the answer, all of them: name, value, name, value. */
  headers: readonly string[];
  source: FrameSource;
  /** A page that leaves frames unread for so many milliseconds counts as gone. */
  stallMs: number;
}

/** What only the runtime knows of a request. */
export interface Edge {
  /** Whom limits count: an address, or whatever tells clients apart. */
  clientOf(c: Context): string;
  /** The page's body, read only as fast as it is asked for. Absent: the web stream of the request. */
  bodyOf?(c: Context): PageSource;
  /** True: it surely comes from another user of the machine the proxy serves one of. */
  isOtherUser?(c: Context): Promise<boolean>;
  /** Calls `gone` once the page no longer waits for its answer. Absent: the request's signal does. */
  whenGone?(c: Context, gone: () => void): void;
  /** Sends the frames of a relay by itself. Absent: as the web stream of a response. */
  answer?(c: Context, frames: Frames): Response;
}
