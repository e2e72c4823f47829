import { encodeBase64 } from "@easel/codec/bytes";
import { type Cookie, cookieHeader } from "./cookies.ts";
import type { SignedIn } from "./sign-in.ts";

/** Who signs in. Lives in memory only: never in a draft, a link, a log or the browser's storage. */
export type Credentials =
  | { kind: "none" }
  | { kind: "basic"; user: string; password: string }
  | { kind: "bearer"; token: string; signedIn?: SignedIn };

/** What goes with a request at the moment of sending. The policy key is a secret too (MS-ASPROV 3.1.5.1). */
export interface Secrets {
  credentials: Credentials;
  /** Unsigned 32-bit number as decimal text, as the server gave it. */
  policyKey?: string;
  cookies?: readonly Cookie[];
  sendCookies?: boolean;
}

/** The Authorization header's value. Basic is UTF-8 (RFC 7617 2.1); undefined when nothing is to be sent. */
export function authorizationHeader(credentials: Credentials): string | undefined {
  if (credentials.kind === "basic") {
    const pair = new TextEncoder().encode(`${credentials.user}:${credentials.password}`);
    return `Basic ${encodeBase64(pair)}`;
  }
  // A pasted token often brings its line end along.
  if (credentials.kind === "bearer") return `Bearer ${credentials.token.trim()}`;
  return undefined;
}

/**
 * The headers to add to a wire's own (`given`). One the person wrote into the draft by hand (`own`) is left
 * alone, also where an empty value asks for no such header at all.
 */
export function secretHeaders(
  secrets: Secrets,
  given: readonly (readonly [string, string])[] = [],
  own: readonly (readonly [string, string])[] = [],
): [name: string, value: string][] {
  const has = (name: string) => [...given, ...own].some(([other]) => other.trim().toLowerCase() === name.toLowerCase());
  const headers: [string, string][] = [];
  const authorization = authorizationHeader(secrets.credentials);
  if (authorization !== undefined && !has("Authorization")) headers.push(["Authorization", authorization]);
  if (secrets.policyKey && !has("X-MS-PolicyKey")) headers.push(["X-MS-PolicyKey", secrets.policyKey]);
  const cookie = secrets.sendCookies ? cookieHeader(secrets.cookies ?? []) : undefined;
  if (cookie !== undefined && !has("Cookie")) headers.push(["Cookie", cookie]);
  return headers;
}
