import { byteStringOf, type Decompressed, gunzip, type Inflated, inflate, isGzip, isZlib } from "../bytes/index.ts";
import { MAX_INFLATED } from "../limits.ts";

/** What a WBXML document is wrapped in when it is met outside a well-kept connection. */
export type Wrapping = "gzip" | "zlib" | "deflate" | "multipart" | "http" | "prefix";

/** What a wrapping holds. */
export interface Opened {
  content: Uint8Array;
  /** What is wrong with the wrapping, as a sentence. */
  fault?: string | undefined;
}

/** Bytes that are inflated to see whether it is worth it. */
const PROBE = 1024;

export const openGzip = (bytes: Uint8Array): Opened | undefined => decompressed(gunzip(bytes, MAX_INFLATED));

/** With a zlib header or without: `Content-Encoding: deflate` is sent both ways. */
export function openDeflate(bytes: Uint8Array): Opened | undefined {
  const from = isZlib(bytes) ? 2 : 0;
  return isWorth(inflate(bytes, from, PROBE).bytes) ? decompressed(inflate(bytes, from, MAX_INFLATED)) : undefined;
}

function decompressed(result: Inflated | Decompressed): Opened | undefined {
  const { bytes: content, ended } = result;
  const isDamaged = "isDamaged" in result && result.isDamaged;
  const fault =
    ended === "complete"
      ? isDamaged && "It notes another length than came out, so it is damaged."
      : ended === "limit"
        ? `It grows beyond ${MAX_INFLATED} bytes, and only those were taken.`
        : `It is ${ended}, so what came out is not all.`;
  return content.length > 0 ? { content, fault: fault || undefined } : undefined;
}

/** Part 0 of `application/vnd.ms-sync.multipart`. */
export function openMultipart(bytes: Uint8Array): Opened | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const start = view.getUint32(4, true);
  const content = bytes.subarray(start, start + view.getUint32(8, true));
  return content.length > 0 ? { content } : undefined;
}

/** The body of a whole HTTP message, when it is worth decoding. */
export function openHttp(bytes: Uint8Array): Opened | undefined {
  const end = byteStringOf(bytes.subarray(0, 0x1_0000)).search(/\r?\n\r?\n/);
  const content = bytes.subarray(bytes.indexOf(0x0a, bytes.indexOf(0x0a, end) + 1) + 1);
  return end > 0 && isWorth(content) ? { content } : undefined;
}

/** A document with other bytes before it. */
export function openPrefixed(bytes: Uint8Array): Opened | undefined {
  const at = byteStringOf(bytes.subarray(0, 0x1_0000)).indexOf("\x03\x01j\0");
  return at > 0 ? { content: bytes.subarray(at) } : undefined;
}

/** WBXML 1.1 to 1.3 in UTF-8, or gzip of whatever. */
const isWorth = (bytes: Uint8Array): boolean =>
  ((bytes[0] ?? 0) >= 1 && (bytes[0] ?? 0) <= 3 && bytes[2] === 0x6a) || isGzip(bytes);
