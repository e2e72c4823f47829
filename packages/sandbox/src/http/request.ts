import { concatBytes } from "@easel/codec/bytes";
import { type CommandUrl, parseCommandUrl } from "@easel/codec/http";
import { isProtocolVersion, type ProtocolVersion } from "@easel/codec/protocol";
import { MAX_REQUEST_BYTES } from "../limits.ts";

/** An ActiveSync request as far as its head tells; the body is read, not decoded. */
export interface EasRequest {
  url: CommandUrl;
  commandName: string;
  version: ProtocolVersion;
  /** Decimal text; absent when the client sent none. */
  policyKey?: string;
  /** Lower case, without parameters; empty when there was none. */
  contentType: string;
  body: Uint8Array;
  /** True when the client takes the contents of an ItemOperations apart from its document (MS-ASHTTP 2.2.1.1.2.4). */
  acceptMultiPart: boolean;
  /** Aborted when the client goes away. */
  signal: AbortSignal;
}

/**
 * Reads the head of a request and its body. A number is the HTTP status to refuse it with: 400 where Cmd or the
 * version is missing or unknown (nothing else could be said without knowing them), 413 for too large a body.
 */
export async function readRequest(raw: Request): Promise<EasRequest | number> {
  const { command: url } = parseCommandUrl(raw.url);
  // MS-ASHTTP 2.2.1.1.2.6: the base64 form carries the version in the query, the plain form in a header.
  const version = url.form === "base64" ? url.protocolVersion : raw.headers.get("MS-ASProtocolVersion")?.trim();
  if (url.command === undefined || url.command === "") return 400;
  if (version === undefined || !isProtocolVersion(version)) return 400;
  const policyKey = url.form === "base64" ? url.policyKey?.toString() : raw.headers.get("X-MS-PolicyKey")?.trim();
  const body = await readBody(raw);
  if (!body) return 413;
  return {
    url,
    commandName: url.command,
    version,
    ...(policyKey === undefined ? {} : { policyKey }),
    contentType: (raw.headers.get("Content-Type") ?? "").split(";", 1)[0]?.trim().toLowerCase() ?? "",
    body,
    acceptMultiPart:
      url.options?.acceptMultiPart ?? raw.headers.get("MS-ASAcceptMultiPart")?.trim().toUpperCase() === "T",
    signal: raw.signal,
  };
}

/** A plain query must name the user (MS-ASHTTP 2.2.1.1.1.2.4); in the base64 form the field is optional. */
export const userMissing = ({ url }: EasRequest): boolean => url.form === "plain" && !url.user;

/** The body, or undefined once it grows past the limit. */
async function readBody(raw: Request): Promise<Uint8Array | undefined> {
  const parts: Uint8Array[] = [];
  let length = 0;
  if (raw.body) {
    for (const reader = raw.body.getReader(); ; ) {
      const { done, value } = await reader.read();
      if (done) break;
      length += value.length;
      if (length > MAX_REQUEST_BYTES) {
        await reader.cancel();
        return undefined;
      }
      parts.push(value);
    }
  }
  return concatBytes(parts);
}
