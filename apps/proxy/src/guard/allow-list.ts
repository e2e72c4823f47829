import { clouds } from "../clouds.ts";
import { ConfigError } from "../errors.ts";
import { addressKind, isAddressLiteral } from "./address.ts";
import { canonicalHost, splitHostPort, withBrackets } from "./host.ts";

/**
 * Which addresses an entry may lead to. "public": the open internet only. "loopback": this machine too.
 * "private": this machine and private networks too. "literal": the entry is an address and means that one.
 */
export type Reach = "public" | "loopback" | "private" | "literal";

export interface AllowedTarget {
  /** Canonical, IPv6 without brackets. */
  host: string;
  /** Absent: the default port of the URL's scheme. */
  port?: number;
  reach: Reach;
}

/**
 * Exchange Online's own names in each cloud: the service endpoint, the other spellings redirects use, and
 * Autodiscover.
 */
export const EXCHANGE_ONLINE: readonly AllowedTarget[] = clouds
  .flatMap(({ host, alsoHosts }) => [host, ...alsoHosts])
  .map((host) => ({ host, reach: "public" }));

/**
 * Reads `host` or `host:port`. With `opened` the entry may lead to private networks; `localhost` and
 * literal addresses say themselves where they lead.
 * @throws ConfigError when the entry cannot be a host.
 */
export function parseAllowed(entry: string, opened = false): AllowedTarget {
  const split = splitHostPort(entry.trim());
  const host = split && canonicalHost(split.host);
  if (!split || host === undefined) {
    throw new ConfigError(`"${entry}" is not a host or host:port. Write for example mail.example.com or [::1]:8443.`);
  }
  const reach = reachOf(host, opened);
  if (reach === "literal" && ["special", "metadata"].includes(addressKind(host))) {
    throw new ConfigError(`"${entry}" is an address no server can be reached at.`);
  }
  return split.port === undefined ? { host, reach } : { host, port: split.port, reach };
}

function reachOf(host: string, opened: boolean): Reach {
  if (isAddressLiteral(host)) return "literal";
  if (host === "localhost") return "loopback";
  return opened ? "private" : "public";
}

/** What is left of a list where strangers may ask: names, and those only as far as they lead to public addresses. */
export function publicOnly(list: readonly AllowedTarget[]): AllowedTarget[] {
  return list
    .filter((entry) => entry.reach === "public" || entry.reach === "private")
    .map((entry) => ({ ...entry, reach: "public" }));
}

export function formatAllowed(entry: AllowedTarget): string {
  const host = withBrackets(entry.host);
  return entry.port === undefined ? host : `${host}:${entry.port}`;
}

/** The widest entry for this host and port, so that opening a host twice does not close it. */
export function findAllowed(
  list: readonly AllowedTarget[],
  host: string,
  port: number,
  defaultPort: number,
): AllowedTarget | undefined {
  const matches = list.filter((entry) => entry.host === host && (entry.port ?? defaultPort) === port);
  return matches.find((entry) => entry.reach !== "public") ?? matches[0];
}
