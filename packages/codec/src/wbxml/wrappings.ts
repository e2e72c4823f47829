import {
  byteStringOf,
  type Decompressed,
  gunzip,
  type Inflated,
  inflate,
  isGzip,
  isZlib,
  unzlib,
} from "../bytes/index.ts";
import { MAX_INFLATED } from "../limits.ts";
import { sniffPaste } from "../xml/index.ts";

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

/** Hexadecimal text in any spelling of `decodeHex`. */
export const openHex = (bytes: Uint8Array): Opened | undefined => openText(byteStringOf(bytes), "hex");

/** Base64 of something worth decoding; a word of a sentence may look like base64 too. */
export function openBase64(bytes: Uint8Array): Opened | undefined {
  const opened = openText(byteStringOf(bytes), "base64");
  return opened && isWorth(opened.content) ? opened : undefined;
}

/** UTF-16 text is opened when it is hex or base64, as an editor may have saved a dump. */
export function openUtf16(bytes: Uint8Array): Opened | undefined {
  const isBig = bytes[0] === 0xfe || bytes[0] === 0;
  const text = new TextDecoder(isBig ? "utf-16be" : "utf-16le").decode(bytes);
  return openText(text, "hex") ?? openText(text, "base64");
}

function openText(text: string, wanted: "hex" | "base64"): Opened | undefined {
  const { kind, bytes } = sniffPaste(text);
  return kind === wanted && bytes ? { content: bytes } : undefined;
}

/** Part 0 of `application/vnd.ms-sync.multipart`. */
export function openMultipart(bytes: Uint8Array): Opened | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const start = view.getUint32(4, true);
  const content = bytes.subarray(start, start + view.getUint32(8, true));
  return content.length > 0 ? { content } : undefined;
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
