import { decodeBase64 } from "@easel/codec/bytes";

/** A token longer than this is none. Characters. */
const MAX_TOKEN = 16_384;

/**
 * What a token says of itself (RFC 7519 4.1); undefined for one nobody but its server can read, as personal accounts
 * get. Its signature is the server's to check.
 */
export function readTokenClaims(token: string): Record<string, unknown> | undefined {
  const parts = token.length <= MAX_TOKEN ? token.trim().split(".") : [];
  const bytes = parts.length === 3 && parts[1] ? decodeBase64(parts[1], { alphabet: "url" }) : undefined;
  if (!bytes) return undefined;
  try {
    const value: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    return isObject ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/** The host an audience names, as `https://outlook.office.com/` and `outlook.office.com` both do. */
export const audienceHost = (audience: string): string =>
  audience
    .toLowerCase()
    .replace(/^https?:\/\//, "")
    .replace(/\/.*$/, "");
