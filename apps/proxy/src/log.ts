import type { RelayEnd, RelayProblemCode, RelayTimes } from "./contract.ts";

/**
 * What may be known of a request afterwards. Never query, headers or body, which hold secrets, nor the
 * client's address.
 */
export type LogEntry = RelayEntry | SignInEntry | RefusedEntry | FailedEntry;

interface AnyEntry {
  /** ISO 8601, when it was over. */
  time: string;
  /** What the page was told in `Easel-Request`. */
  requestId: string;
  method: string;
}

/** One relay that was let through. */
export interface RelayEntry extends AnyEntry {
  event: "relay";
  /** `host` or `host:port` that was called. */
  host: string;
  /** Absent when no status line came. */
  status?: number;
  bytesOut: number;
  bytesIn: number;
  /** Milliseconds from the relay's beginning to its end. */
  ms: number;
  times: RelayTimes;
  ended: RelayEnd;
  code?: RelayProblemCode;
}

/** One question to the sign-in service. */
export interface SignInEntry extends AnyEntry {
  event: "sign-in";
  host: string;
  status: number;
}

/** A request nothing was dialled for. */
export interface RefusedEntry extends AnyEntry {
  event: "refused";
  route: string;
  status: number;
  code: RelayProblemCode;
}

/** A fault of the proxy. The error's message may quote what was sent; its name cannot. */
export interface FailedEntry extends AnyEntry {
  event: "failed";
  route: string;
  error: string;
}

export type Log = (entry: LogEntry) => void;

const KNOWN_ROUTES = new Set([
  "/",
  "/relay",
  "/config",
  "/health",
  "/sandbox/settings",
  "/sign-in/device",
  "/sign-in/token",
]);

/** A path somebody made up may say anything. */
export const routeOf = (path: string): string => (KNOWN_ROUTES.has(path) ? path : "(other)");

export const formatJson = (entry: LogEntry): string => JSON.stringify(entry);

/** For a terminal. */
export function formatText(entry: LogEntry): string {
  const id = `[${entry.requestId}]`;
  if (entry.event === "refused") return `${entry.method} ${entry.route} refused: ${entry.code} ${id}`;
  if (entry.event === "failed") return `${entry.method} ${entry.route} failed: ${entry.error} ${id}`;
  if (entry.event === "sign-in") return `sign-in ${entry.method} ${entry.host} ${entry.status} ${id}`;
  const sizes = `${entry.bytesOut} bytes out, ${entry.bytesIn} back`;
  const end = entry.code === undefined ? entry.ended : `${entry.ended} (${entry.code})`;
  return `relay ${entry.method} ${entry.host} ${entry.status ?? "no answer"}, ${sizes}, ${entry.ms} ms, ${end} ${id}`;
}
