import { remembered } from "../remembered.ts";

/**
 * The one spelling of a host the guard compares: lower case, IP addresses in their usual form, IPv6
 * without brackets. Undefined when the text cannot be a host. `2130706433`, `0x7f.1` and `127.1` all
 * become `127.0.0.1`.
 */
export const canonicalHost: (text: string) => string | undefined = remembered(readHost);

function readHost(text: string): string | undefined {
  if (!/^(?:\[[0-9a-f:.]+\]|[a-z0-9._-]+)$/i.test(text)) return undefined;
  try {
    return withoutBrackets(new URL(`http://${text}/`).hostname);
  } catch {
    return undefined;
  }
}

export function withoutBrackets(host: string): string {
  return host.startsWith("[") ? host.slice(1, -1) : host;
}

/** `host` in the form it takes in a URL or a Host header. */
export function withBrackets(host: string): string {
  return host.includes(":") ? `[${host}]` : host;
}

/** Splits `host`, `host:port`, `[v6]` and `[v6]:port`. Undefined for anything else. */
export function splitHostPort(text: string): { host: string; port?: number } | undefined {
  const match = /^(\[[^\]]*\]|[^:[\]]+)(?::(\d{1,5}))?$/.exec(text);
  const host = match?.[1];
  if (host === undefined) return undefined;
  if (match?.[2] === undefined) return { host };
  const port = Number(match[2]);
  return port >= 1 && port <= 65_535 ? { host, port } : undefined;
}
