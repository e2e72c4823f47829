import { refuse } from "../errors.ts";
import { canonicalHost, splitHostPort, withoutBrackets } from "./host.ts";

/** A target URL taken apart without changing a byte of what goes on the request line. */
export interface TargetUrl {
  scheme: "http" | "https";
  /** Canonical, IPv6 without brackets. */
  host: string;
  port: number;
  /** Host and port as written: the Host header. */
  authority: string;
  path: string;
  /** Path and query as written: the request line. */
  requestTarget: string;
}

export const DEFAULT_PORTS = { http: 80, https: 443 } as const;

const URL_PARTS = /^([a-z][a-z0-9+.-]*):\/\/([^/?]*)([^?]*)(\?.*)?$/i;

/**
 * Reads an absolute URL by hand: `new URL` would tidy the query, and the query is what people test.
 * @throws RelayError when the URL cannot stand on a request line or hides where it leads.
 */
export function parseTargetUrl(url: string): TargetUrl {
  refuseUnwritable(url);
  const [, schemeText = "", authority = "", path = "", query = ""] = URL_PARTS.exec(url) ?? [];
  const scheme = schemeText.toLowerCase();
  if (scheme === "" || authority === "") {
    refuse("bad-relay-request", "The target is not an absolute URL.", "Write it with https:// and the host name.");
  }
  if (scheme !== "http" && scheme !== "https") {
    refuse("target-scheme", `ActiveSync runs over https, not ${scheme}.`, "Begin the URL with https://.");
  }
  if (authority.includes("@")) {
    refuse(
      "target-not-allowed",
      "The URL carries a user name before the host (user@host).",
      "Sign in with the account fields instead; a URL is written into logs along the way.",
    );
  }
  const { host, port } = readAuthority(authority);
  return {
    scheme,
    host,
    port: port ?? DEFAULT_PORTS[scheme],
    authority,
    path: path === "" ? "/" : path,
    requestTarget: `${path === "" ? "/" : path}${query}`,
  };
}

function refuseUnwritable(url: string): void {
  const position = url.search(/[^\x21-\x7e]/);
  if (position >= 0) {
    const code = url.codePointAt(position) ?? 0;
    const name = code === 0x20 ? "a space" : `the character U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
    refuse(
      "bad-relay-request",
      `The URL has ${name} at position ${position + 1}, which cannot stand on an HTTP request line.`,
      "Percent-encode it (a space is %20).",
    );
  }
  if (url.includes("#")) {
    refuse(
      "bad-relay-request",
      "The URL has a # in it; what follows would never be sent.",
      "Write a literal # as %23.",
    );
  }
}

function readAuthority(authority: string): { host: string; port?: number } {
  const split = splitHostPort(authority);
  const host = split && canonicalHost(split.host);
  if (!split || host === undefined) {
    refuse("bad-relay-request", "The host or port in the URL cannot be read.", "Write host or host:port.");
  }
  // 2130706433, 0x7f.1 and 127.1 are all 127.0.0.1 to some resolver: one spelling only.
  if (host !== withoutBrackets(split.host.toLowerCase())) {
    refuse("target-not-allowed", `The host in the URL is an unusual spelling of ${host}.`, `Write ${host}.`);
  }
  return split.port === undefined ? { host } : { host, port: split.port };
}
