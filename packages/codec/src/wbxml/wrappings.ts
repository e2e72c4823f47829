import {
  byteStringOf,
  type Decompressed,
  decodeBase64,
  decodePlainHex,
  gunzip,
  type Inflated,
  inflate,
  isGzip,
  isZlib,
  unzlib,
} from "../bytes/index.ts";
import { MAX_INFLATED } from "../limits.ts";

/** What a WBXML document is wrapped in when it is met outside a well-kept connection. */
export type Wrapping = "gzip" | "zlib" | "deflate" | "base64" | "hex" | "utf-16" | "multipart" | "http" | "prefix";

/** What a wrapping holds. */
export interface Opened {
  content: Uint8Array;
  /** What is wrong with the wrapping, as a sentence. */
  fault?: string;
}

/** Bytes that are inflated to see whether it is worth it. */
const PROBE = 1024;

export const openGzip = (bytes: Uint8Array): Opened | undefined => decompressed(gunzip(bytes, MAX_INFLATED));

export function openZlib(bytes: Uint8Array): Opened | undefined {
  if (!isZlib(bytes) || !isWorth(inflate(bytes, 2, PROBE).bytes)) return undefined;
  return decompressed(unzlib(bytes, MAX_INFLATED));
}

export function openDeflate(bytes: Uint8Array): Opened | undefined {
  if (!beginsUsual(inflate(bytes, 0, PROBE).bytes)) return undefined;
  return decompressed(inflate(bytes, 0, MAX_INFLATED));
}

function decompressed(result: Inflated | Decompressed): Opened | undefined {
  if (result.bytes.length === 0) return undefined;
  const isDamaged = "isDamaged" in result && result.isDamaged;
  const faults = {
    complete: isDamaged ? "Its checksum does not fit, so it is damaged." : undefined,
    "cut off": "It is cut off, so what came out is not all.",
    broken: "It is damaged, and what came out ends there.",
    limit: `It grows beyond ${MAX_INFLATED} bytes, and what came out ends there.`,
  };
  const fault = faults[result.ended];
  return fault === undefined ? { content: result.bytes } : { content: result.bytes, fault };
}

/** Hexadecimal text without offsets beside it. */
export const openHex = (text: string): Opened | undefined => opened(decodePlainHex(text));

/** Base64 of something worth decoding; a word of a sentence may look like base64 too. */
export function openBase64(text: string): Opened | undefined {
  const content = decodeBase64(text, { alphabet: /[-_]/.test(text) ? "url" : "standard", allowWhitespace: true });
  return content && isWorth(content) ? { content } : undefined;
}

/** UTF-16 text is opened when it is hex or base64, as an editor may have saved it. */
export function openUtf16(bytes: Uint8Array): Opened | undefined {
  const isBig = bytes[0] === 0xfe || bytes[0] === 0;
  const text = new TextDecoder(isBig ? "utf-16be" : "utf-16le").decode(bytes);
  return openHex(text) ?? openBase64(text);
}

const opened = (content: Uint8Array | undefined): Opened | undefined =>
  content && content.length > 0 ? { content } : undefined;

/** Part 0 of `application/vnd.ms-sync.multipart`. */
export function openMultipart(bytes: Uint8Array): Opened | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const start = view.getUint32(4, true);
  return opened(bytes.subarray(start, start + view.getUint32(8, true)));
}

/** The body of a whole HTTP message, when it is worth decoding. */
export function openHttp(bytes: Uint8Array): Opened | undefined {
  const end = /\r?\n\r?\n/.exec(byteStringOf(bytes.subarray(0, 0x1_0000)));
  const content = end ? bytes.subarray(end.index + end[0].length) : undefined;
  return content && isWorth(content) ? { content } : undefined;
}

/** A document with other bytes before it. */
export function openPrefixed(bytes: Uint8Array): Opened | undefined {
  const end = Math.min(bytes.length, 0x1_0000);
  for (let at = bytes.indexOf(0x03); at >= 0 && at < end; at = bytes.indexOf(0x03, at + 1)) {
    const content = bytes.subarray(at);
    if (beginsUsual(content) && content.length > 4) return { content };
  }
  return undefined;
}

/** WBXML 1.1 to 1.3 in UTF-8, or gzip of whatever. */
const isWorth = (bytes: Uint8Array): boolean =>
  ((bytes[0] ?? 0) >= 1 && (bytes[0] ?? 0) <= 3 && bytes[2] === 0x6a) || isGzip(bytes);

const beginsUsual = ([version, publicId, charset, table]: Uint8Array): boolean =>
  version === 0x03 && publicId === 0x01 && charset === 0x6a && table === 0x00;
