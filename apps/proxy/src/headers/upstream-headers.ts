import type { HeaderList, RelayRequest } from "../contract.ts";
import { refuse } from "../errors.ts";

/** They steer the connection between two neighbours, not the request (RFC 9110 section 7.6.1). */
const HOP_BY_HOP = new Set([
  "connection",
  "http2-settings",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

/** Proxies write them for the server behind, and some servers take another path, method, host or client from them. */
const BETWEEN_PROXIES = new Set([
  "cf-connecting-ip",
  "forwarded",
  "true-client-ip",
  "via",
  "x-client-ip",
  "x-host",
  "x-http-method",
  "x-http-method-override",
  "x-method-override",
  "x-original-host",
  "x-original-url",
  "x-real-ip",
  "x-rewrite-url",
]);

const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
// Bytes above 0x7f go out as they are (obs-text, RFC 9110 section 5.5); line ends would start a new header.
const FIELD_VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

/**
 * The header lines to send, in the given order and case. Host leads unless the list has its own, and
 * Content-Length closes it when there is a body or the method announces one. Both may be given, where
 * they say what is true anyway; hop-by-hop names may not. Nothing is dropped silently.
 * @throws RelayError "header-not-allowed".
 */
export function buildUpstreamHeaders(
  request: Pick<RelayRequest, "headers" | "method">,
  authority: string,
  bodyBytes: number,
): HeaderList {
  for (const [name, value] of request.headers) checkHeader(name, value, authority, bodyBytes);
  const given = new Set(request.headers.map(([name]) => name.toLowerCase()));
  const headers: HeaderList = [...request.headers];
  if (!given.has("host")) headers.unshift(["Host", authority]);
  if (!given.has("content-length") && (bodyBytes > 0 || request.method === "POST")) {
    headers.push(["Content-Length", String(bodyBytes)]);
  }
  refuseTwice(headers, "host");
  refuseTwice(headers, "content-length");
  return headers;
}

function checkHeader(name: string, value: string, authority: string, bodyBytes: number): void {
  // CGI and its heirs take an underscore for a hyphen.
  const key = name.toLowerCase().replaceAll("_", "-");
  if (!TOKEN.test(name)) {
    const advice = "Use letters, digits and hyphens, and no space before the colon.";
    refuse("header-not-allowed", "A header's name has a character HTTP does not allow there, or is empty.", advice);
  }
  if (!FIELD_VALUE.test(value)) {
    refuse(
      "header-not-allowed",
      `The value of ${name} has a line end, a control character or a character outside ISO-8859-1.`,
      "Encode it as the header's own rules say; a header value is one line.",
    );
  }
  if (HOP_BY_HOP.has(key)) {
    refuse(
      "header-not-allowed",
      `${name} concerns the connection, and the connection to the server is the relay's own.`,
      `Remove ${name}. The relay uses one fresh connection for each request and says Connection: close.`,
    );
  }
  if (BETWEEN_PROXIES.has(key) || key.startsWith("x-forwarded-")) {
    refuse(
      "header-not-allowed",
      `${name} is what proxies tell the server behind them, and can make it take another path, method or client.`,
      `Remove ${name}; the relay sends what the page shows and tells nothing of its own.`,
    );
  }
  if (key !== name.toLowerCase() && (key === "host" || key === "content-length")) {
    refuse("header-not-allowed", `${name} is ${key} to some servers and nothing to others.`, `Write ${key}.`);
  }
  if (key === "host" && trimmed(value).toLowerCase() !== authority.toLowerCase()) {
    refuse("header-not-allowed", `Host must be ${authority}, the host of the URL.`, "Remove Host or make it the same.");
  }
  if (key === "content-length" && trimmed(value) !== String(bodyBytes)) {
    refuse(
      "header-not-allowed",
      `Content-Length must be ${bodyBytes}, the length of the body; any other number would leave the server waiting or cut the body.`,
      "Remove Content-Length; the relay adds it.",
    );
  }
}

/** Without the white space HTTP allows around a value (RFC 9110 5.5); `trim` would also take what servers do not. */
const trimmed = (value: string): string => value.replace(/^[ \t]+|[ \t]+$/g, "");

function refuseTwice(headers: HeaderList, key: string): void {
  if (headers.filter(([name]) => name.toLowerCase() === key).length > 1) {
    refuse("header-not-allowed", `The ${key} header stands there twice.`, "Keep one of them, or none.");
  }
}
