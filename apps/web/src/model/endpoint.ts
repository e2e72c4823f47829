import { cloudOf } from "@easel/proxy/clouds";
import type { ProxyConfig } from "@easel/proxy/contract";
import type { Target } from "./draft.ts";

/** The one path of the protocol (MS-ASHTTP 2.2.1.1.1). */
export const ACTIVESYNC_PATH = "/Microsoft-Server-ActiveSync";

/**
 * The URL up to, without, `?` that a target stands for; "" while it cannot be known (the sandbox before
 * the proxy told where it listens, an own server before a host is typed).
 */
export function endpointOf(target: Target, config: ProxyConfig | undefined): string {
  if (target.kind === "office365") return `https://${cloudOf(target.cloud).host}${ACTIVESYNC_PATH}`;
  if (target.kind === "own") return completeEndpoint(target.url);
  return config?.sandbox ? completeEndpoint(config.sandbox.url) : "";
}

/** Turns what people type for a server (`mail.example.com`, `http://localhost:8080`) into its endpoint. */
export function completeEndpoint(typed: string): string {
  const trimmed = typed.trim().replace(/[?#].*$/s, "");
  if (trimmed === "") return "";
  const [, scheme = "https://", rest = ""] = /^([a-z][a-z0-9+.-]*:\/\/)?(.*)$/is.exec(trimmed) ?? [];
  const slash = rest.indexOf("/");
  const host = slash < 0 ? rest : rest.slice(0, slash);
  const path = slash < 0 ? "" : rest.slice(slash);
  return scheme + host + (path === "" || path === "/" ? ACTIVESYNC_PATH : path);
}

/** `host[:port]` of an endpoint; "" while it is no URL. */
export function hostOf(endpoint: string): string {
  try {
    return new URL(endpoint).host;
  } catch {
    return "";
  }
}

/** Whether the proxy says it may call this endpoint. The proxy decides; this only warns in time. */
export function isAllowed(config: ProxyConfig, endpoint: string): boolean {
  const host = hostOf(endpoint);
  if (config.sandbox && hostOf(config.sandbox.url) === host) return true;
  const port = endpoint.startsWith("http:") ? 80 : 443;
  return config.allowed.some((entry) => entry === host || entry === `${host}:${port}` || `${entry}:${port}` === host);
}
