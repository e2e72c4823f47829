import * as v from "valibot";
import type { RelayRequest } from "../contract.ts";
import { refuse } from "../errors.ts";
import { decodeBase64url } from "./base64url.ts";

const relayRequest = v.strictObject({
  method: v.picklist(["POST", "OPTIONS", "GET"]),
  url: v.pipe(v.string(), v.maxLength(16_384)),
  headers: v.pipe(v.array(v.strictTuple([v.string(), v.string()])), v.maxLength(200)),
  timeoutMs: v.optional(v.pipe(v.number(), v.finite(), v.minValue(1))),
});

/**
 * Reads the Easel-Relay header: base64url of the JSON of a RelayRequest.
 * @throws RelayError "bad-relay-request", "target-method".
 */
export function readRelayRequest(header: string | undefined): RelayRequest {
  if (header === undefined) refuse("bad-relay-request", "The Easel-Relay header is missing.", "See contract.ts.");
  const json = decodeJson(header);
  const method = typeof json === "object" && json !== null && "method" in json ? json.method : undefined;
  if (typeof method === "string" && !["POST", "OPTIONS", "GET"].includes(method)) {
    refuse("target-method", "The relay sends POST and OPTIONS, and GET to Autodiscover.", "Choose one of them.");
  }
  const read = v.safeParse(relayRequest, json);
  if (!read.success) {
    const where = v.getDotPath(read.issues[0]) ?? "the whole";
    refuse("bad-relay-request", `The Easel-Relay header does not fit its form (at ${where}).`, "See contract.ts.");
  }
  const { url, headers, timeoutMs, method: checked } = read.output;
  return { method: checked, url, headers, ...(timeoutMs !== undefined && { timeoutMs }) };
}

const utf8 = new TextDecoder("utf-8", { fatal: true });
/** No UTF-8 begins so. */
const NO_TEXT = Uint8Array.of(0xff);

function decodeJson(header: string): unknown {
  try {
    return JSON.parse(utf8.decode(decodeBase64url(header) ?? NO_TEXT));
  } catch {
    refuse("bad-relay-request", "The Easel-Relay header is not base64url of JSON.", "See contract.ts.");
  }
}
