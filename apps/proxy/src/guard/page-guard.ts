import type { MiddlewareHandler } from "hono";
import { refuse } from "../errors.ts";
import { splitHostPort, withoutBrackets } from "./host.ts";

const LOCAL_HOSTS = new Set(["localhost", "127.0.0.1", "::1"]);

/**
 * Refuses requests made under a foreign name: a site whose name was pointed at 127.0.0.1 (DNS rebinding)
 * still says its own name in Host.
 */
export function hostGuard(publicHosts: readonly string[]): MiddlewareHandler {
  const known = new Set([...LOCAL_HOSTS, ...publicHosts.map((host) => withoutBrackets(host.toLowerCase()))]);
  return async (c, next) => {
    // In-process calls (tests, Workers) may carry no Host header; the URL then says the same.
    const split = splitHostPort(c.req.header("host") ?? new URL(c.req.url).host);
    if (!split || !known.has(withoutBrackets(split.host.toLowerCase()))) {
      refuse(
        "foreign-host",
        "This proxy was called under a host name it does not know.",
        "Open it as http://localhost, or start it with --public-host and the name it is reached by.",
      );
    }
    await next();
  };
}

/** For what changes or sends something: only the proxy's own page may ask, and a browser says who asks. */
export function sameOriginGuard(): MiddlewareHandler {
  return async (c, next) => {
    const site = c.req.header("sec-fetch-site");
    const reading = c.req.method === "GET" || c.req.method === "HEAD";
    const host = c.req.header("host") ?? new URL(c.req.url).host;
    const ownSite = site === undefined || site === "same-origin" || (reading && site === "none");
    if (!ownSite || (!reading && !isOriginOf(c.req.header("origin"), host))) {
      refuse(
        "foreign-origin",
        "Only the page this proxy serves may use it; the request came from somewhere else or did not say from where.",
        "A script of your own must send an Origin header equal to the address of the proxy.",
      );
    }
    await next();
  };
}

function isOriginOf(origin: string | undefined, host: string): boolean {
  const lower = host.toLowerCase();
  return origin === `http://${lower}` || origin === `https://${lower}`;
}
