import type { Context, MiddlewareHandler } from "hono";
import { TOKEN_HEADER } from "../contract.ts";
import { refuse } from "../errors.ts";
import { splitHostPort, withoutBrackets } from "./host.ts";

const LOCAL_HOSTS = new Set(["localhost", "127.0.0.1", "::1"]);

/** Names the page may be opened under; `local`: under this machine's own too. */
export interface PageNames {
  publicHosts: readonly string[];
  local: boolean;
}

/**
 * Refuses requests made under a foreign name: a site whose name was pointed at 127.0.0.1 (DNS rebinding)
 * still says its own name in Host.
 */
export function hostGuard({ publicHosts, local }: PageNames): MiddlewareHandler {
  const given = publicHosts.map((host) => withoutBrackets(host.toLowerCase()));
  const known = new Set([...(local ? LOCAL_HOSTS : []), ...given]);
  return (c, next) => {
    const host = pageName(c);
    if (host === undefined || !known.has(host)) {
      refuse(
        "foreign-host",
        "This proxy was called under a host name it does not know.",
        local
          ? "Open it as http://localhost, or start it with --public-host and the name it is reached by."
          : "Whoever runs it names the hosts it is reached by with --public-host.",
      );
    }
    return next();
  };
}

/** The name the request was made under. In-process calls (tests, Workers) may carry no Host; the URL says the same. */
function pageName(c: Context): string | undefined {
  const split = splitHostPort(c.req.header("host") ?? new URL(c.req.url).host);
  return split && withoutBrackets(split.host.toLowerCase());
}

/**
 * Whether the request comes from the proxy's own page. Browsers say so themselves, and no page can; but only
 * where the connection counts as safe, so under another name than localhost without TLS nothing is said.
 */
export function isPage(c: Context): boolean {
  const site = c.req.header("sec-fetch-site");
  return site === "same-origin" || (site === undefined && !LOCAL_HOSTS.has(pageName(c) ?? ""));
}

/** Refuses who does not know the token: another program on this machine that has found the port. */
export function tokenGuard(token: string): MiddlewareHandler {
  return (c, next) => {
    if (!isSame(c.req.header(TOKEN_HEADER) ?? "", token)) {
      refuse(
        "token-missing",
        "This proxy sends for its own page only, and the request does not carry the token the page was given.",
        `Load the page again. A script sends the token that EASel prints at the start, or was given by --token, as ${TOKEN_HEADER}.`,
      );
    }
    return next();
  };
}

/** In the same time whatever the difference, so that the answer's delay tells nothing. */
function isSame(given: string, token: string): boolean {
  let difference = given.length ^ token.length;
  for (let index = 0; index < token.length; index += 1) {
    difference |= token.charCodeAt(index) ^ (given.charCodeAt(index) || 0);
  }
  return difference === 0;
}

/** For what changes or sends something: only the proxy's own page may ask, and a browser says who asks. */
export function sameOriginGuard(): MiddlewareHandler {
  return (c, next) => {
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
    return next();
  };
}

function isOriginOf(origin: string | undefined, host: string): boolean {
  const lower = host.toLowerCase();
  return origin === `http://${lower}` || origin === `https://${lower}`;
}
