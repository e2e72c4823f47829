import type { MiddlewareHandler } from "hono";
import { type Asked, askedOf, type Check } from "../app-env.ts";
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
export function hostCheck({ publicHosts, local }: PageNames): Check {
  const given = publicHosts.map((host) => withoutBrackets(host.toLowerCase()));
  const known = new Set([...(local ? LOCAL_HOSTS : []), ...given]);
  return (asked) => {
    const host = pageName(asked);
    if (host === undefined || !known.has(host)) {
      refuse(
        "foreign-host",
        "This proxy was called under a host name it does not know.",
        local
          ? "Open it as http://localhost, or start it with --public-host and the name it is reached by."
          : "Whoever runs it names the hosts it is reached by with --public-host.",
      );
    }
  };
}

/** The name the request was made under. */
function pageName(asked: Asked): string | undefined {
  const split = splitHostPort(asked.host());
  return split && withoutBrackets(split.host.toLowerCase());
}

/**
 * Whether the request comes from the proxy's own page. Browsers say so themselves, and no page can; but only
 * where the connection counts as safe, so under another name than localhost without TLS nothing is said.
 */
export function isPage(asked: Asked): boolean {
  const site = asked.header("sec-fetch-site");
  return site === "same-origin" || (site === undefined && !LOCAL_HOSTS.has(pageName(asked) ?? ""));
}

/** Refuses who does not know the token: another program on this machine that has found the port. */
export function tokenCheck(token: string): Check {
  const name = TOKEN_HEADER.toLowerCase();
  return (asked) => {
    if (!isSame(asked.header(name) ?? "", token)) {
      refuse(
        "token-missing",
        "This proxy sends for its own page only, and the request does not carry the token the page was given.",
        `Load the page again. A script sends the token that EASel prints at the start, or was given by --token, as ${TOKEN_HEADER}.`,
      );
    }
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
export const sameOriginCheck: Check = (asked) => {
  const site = asked.header("sec-fetch-site");
  const reading = asked.method === "GET" || asked.method === "HEAD";
  const ownSite = site === undefined || site === "same-origin" || (reading && site === "none");
  if (!ownSite || (!reading && !isOriginOf(asked.header("origin"), asked.host()))) {
    refuse(
      "foreign-origin",
      "Only the page this proxy serves may use it; the request came from somewhere else or did not say from where.",
      "A script of your own must send an Origin header equal to the address of the proxy.",
    );
  }
};

/** A check before a route. */
export function guard(check: Check): MiddlewareHandler {
  return (c, next) => {
    check(askedOf(c));
    return next();
  };
}

function isOriginOf(origin: string | undefined, host: string): boolean {
  const lower = host.toLowerCase();
  return origin === `http://${lower}` || origin === `https://${lower}`;
}
