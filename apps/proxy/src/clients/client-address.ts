import ipaddr from "ipaddr.js";
import { ConfigError } from "../errors.ts";

/** A range of addresses whose `X-Forwarded-For` is believed. */
export type TrustedRange = [address: ipaddr.IPv4 | ipaddr.IPv6, bits: number];

const NAMED: Record<string, readonly string[]> = {
  loopback: ["127.0.0.0/8", "::1/128"],
  private: ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"],
};

/** More proxies than this in a row do not happen; a longer list is somebody's invention. */
const MAX_HOPS = 32;

/**
 * Reads an address, a range as `10.0.0.0/8`, or one of the words `loopback` and `private`.
 * @throws ConfigError
 */
export function parseTrusted(text: string): TrustedRange[] {
  return (NAMED[text] ?? [text]).map((range) => {
    const cidr = range.includes("/") ? range : `${range}/${range.includes(":") ? 128 : 32}`;
    if (!ipaddr.isValidCIDR(cidr)) {
      throw new ConfigError(`"${text}" is no address, range like 10.0.0.0/8, or one of: loopback, private.`);
    }
    const [address, bits] = ipaddr.parseCIDR(cidr);
    return [address, bits];
  });
}

/**
 * The client's own address: of the addresses the request came through, the last one that is no trusted
 * proxy. What stands before it in `X-Forwarded-For` is the client's own writing, and is not believed.
 */
export function clientAddress(
  peer: string,
  forwardedFor: string | undefined,
  trusted: readonly TrustedRange[],
): string {
  let client = peer;
  const hops = (forwardedFor ?? "").split(",").slice(-MAX_HOPS);
  while (isTrusted(client, trusted)) {
    const next = withoutPort((hops.pop() ?? "").trim());
    if (!ipaddr.isValid(next)) break;
    client = next;
  }
  return client;
}

/** What limits count by: an IPv4 address, or the /64 of an IPv6 one, which is one customer's. */
export function clientKey(address: string): string {
  if (!ipaddr.isValid(address)) return "unknown";
  const parsed = ipaddr.process(address);
  if (parsed.kind() === "ipv4") return parsed.toString();
  return `${parsed.toByteArray().slice(0, 8).map(hex).join("")}::/64`;
}

const hex = (byte: number): string => byte.toString(16).padStart(2, "0");

function isTrusted(address: string, trusted: readonly TrustedRange[]): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  return trusted.some(([range, bits]) => range.kind() === parsed.kind() && parsed.match(range, bits));
}

/** Some proxies write `192.0.2.1:4711` or `[2001:db8::1]:4711`. */
function withoutPort(text: string): string {
  return /^\[([^\]]+)\](?::\d+)?$/.exec(text)?.[1] ?? /^(\d+\.\d+\.\d+\.\d+):\d+$/.exec(text)?.[1] ?? text;
}
