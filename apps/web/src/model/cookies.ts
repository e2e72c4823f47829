import type { HeaderList } from "./header-list.ts";

/** A cookie a server set (RFC 6265 5.2); kept for its origin alone, in memory. */
export interface Cookie {
  name: string;
  value: string;
}

const MAX_COOKIES = 50;

/** The cookies of a reply, laid over those from before; what it expires is gone. */
export function takeCookies(before: readonly Cookie[], headers: HeaderList, now: number): Cookie[] {
  const jar = new Map(before.map((cookie) => [cookie.name, cookie]));
  for (const [header, line] of headers) {
    if (header.toLowerCase() !== "set-cookie") continue;
    const [pair = "", ...attributes] = line.split(";");
    const at = pair.indexOf("=");
    const name = pair.slice(0, at).trim();
    if (at < 1 || name === "") continue;
    // One set anew goes to the end, as a browser would send it.
    jar.delete(name);
    if (!isExpired(attributes, now)) jar.set(name, { name, value: pair.slice(at + 1).trim() });
  }
  return [...jar.values()].slice(-MAX_COOKIES);
}

/** Max-Age wins over Expires (RFC 6265 5.3). */
function isExpired(attributes: readonly string[], now: number): boolean {
  const lastOf = (name: string) =>
    attributes
      .map((each) => each.split("="))
      .findLast(([key]) => key?.trim().toLowerCase() === name)?.[1]
      ?.trim();
  const maxAge = lastOf("max-age");
  if (maxAge !== undefined && /^-?\d+$/.test(maxAge)) return Number(maxAge) <= 0;
  const expires = Date.parse(lastOf("expires") ?? "");
  return !Number.isNaN(expires) && expires <= now;
}

/** The value of a Cookie header (RFC 6265 4.2.1); undefined when there is none to send. */
export const cookieHeader = (cookies: readonly Cookie[]): string | undefined =>
  cookies.length === 0 ? undefined : cookies.map(({ name, value }) => `${name}=${value}`).join("; ");

/** A Set-Cookie line to show: the cookie's value gives access to whoever has it. */
export const maskCookie = (line: string): string => line.replace(/^([^=;]*=)[^;]+/, "$1••••");
