import { byteStringOf, isGzip } from "../bytes/index.ts";
import { isNearlyUsual } from "./header.ts";
import {
  type Opened,
  openDeflate,
  openGzip,
  openHttp,
  openMultipart,
  openPrefixed,
  type Wrapping,
} from "./wrappings.ts";

/** What bytes are that are not an ActiveSync WBXML document. */
export interface Recognised {
  /** `looks-like-gzip`, `looks-like-html` … */
  code: string;
  /** A sentence or two: what it is, and what to do about it. */
  message: string;
  wrapping?: Wrapping;
  /** What is inside, when it is a wrapping that was undone. */
  opened?: Opened | undefined;
}

/**
 * How things begin that one meets where WBXML should be, their names for codes, and what they are; the first that fits
 * counts. Text is tested behind a byte order mark and white space.
 */
const beginnings: readonly [start: RegExp | string, name: string, what: string][] = [
  ["PK\x03\x04", "zip", "a ZIP archive, as Office documents are too"],
  ["(\xB5/\xFD", "zstd", "compressed with Zstandard. Undo the Content-Encoding first"],
  [/^(?:%PDF|\x89PNG|\xFF\xD8\xFF|GIF8)/, "file", "a PDF document or an image"],
  ['x\x9F>"', "tnef", "TNEF, the winmail.dat of Outlook"],
  [/^0[\x80\x82]/, "der", "DER, as certificates and signed or encrypted mail (S/MIME) are"],
  [/^(?:\xFF\xFE|\xFE\xFF|(?:[\t-~]\0){4}|(?:\0[\t-~]){4})/, "utf16", "UTF-16 text, not WBXML"],
  [
    /^<(?:!doctype html|html|head|body)\b|^<[?!][\s\S]*<(?:!doctype )?html\b/i,
    "html",
    "an HTML page. A web server or a gateway in front of ActiveSync usually answers like this",
  ],
  [/^<[?!a-z_]/i, "xml", "XML text. On the wire ActiveSync carries WBXML"],
  [/^[{[]\s*["{[\]}\d]/, "json", "JSON. ActiveSync never answers in JSON"],
  [/^(?:A[QgIwM][A-Za-z]{2}|H4sI)[\w+/=\s-]*$/, "base64", "base64 text. Decode it to bytes first"],
  [
    /^(?:0x|\\x)?0[1-3][\s,:-]*(?:(?:0x|\\x)?[\da-f]{2}[\s,:-]*)+$/i,
    "hex",
    "hexadecimal text. Decode it to bytes first",
  ],
  [/^[\da-f]{4,8}:? +(?:[\da-f]{2} ?){2}/i, "hex", "a dump in hexadecimal. Decode it to bytes first"],
  [
    /^[\da-f]{1,8}(?:;[^\n]*)?\r\n[^ -~](?:[\s\S]{1,3}j|\x8B)/i,
    "chunked",
    "HTTP chunks, each behind its length. Join them first",
  ],
  [/^[!-9;-~]{1,76}:[ \t\r\n]/, "mime", "a mail message by their first line (a header field)"],
];

/** Bytes of the beginning that are looked at. */
const BEGINNING = 512;

/** Says what the bytes look like when they are no WBXML, and undoes it where it is a wrapping. */
export function recognise(bytes: Uint8Array): Recognised | undefined {
  const [first = 0] = bytes;
  if (isMultipart(bytes)) {
    const what = "a multipart answer (application/vnd.ms-sync.multipart), whose first part is the WBXML document";
    return wrapped("multipart", what, openMultipart(bytes));
  }
  if ((first >= 1 && first <= 3) || isNearlyUsual(bytes)) return undefined;
  if (isGzip(bytes)) return wrapped("gzip", "gzip-compressed, as a Content-Encoding does", openGzip(bytes));
  const beginning = byteStringOf(bytes.subarray(0, BEGINNING));
  const text = beginning.replace(/^\xEF\xBB\xBF/, "").trimStart();
  if (/^(?:HTTP\/\d|[A-Z]{3,10} \S+ HTTP\/\d)/.test(text)) {
    return wrapped("http", "a whole HTTP message, whose body, behind the first empty line, counts", openHttp(bytes));
  }
  const known = beginnings.find(([start]) =>
    typeof start === "string" ? beginning.startsWith(start) : start.test(beginning) || start.test(text),
  );
  return known ? said(known[1], known[2]) : recogniseBinary(bytes);
}

const said = (name: string, what: string): Recognised => ({
  code: `looks-like-${name}`,
  message: `These bytes are ${what}.`,
});

const wrapped = (wrapping: Wrapping, what: string, opened: Opened | undefined): Recognised => ({
  ...said(wrapping, what),
  wrapping,
  opened,
});

/** Compressed data without a mark, plain text that is nothing else, or bytes without any structure. */
function recogniseBinary(bytes: Uint8Array): Recognised | undefined {
  const deflate = openDeflate(bytes);
  if (deflate) return wrapped("deflate", "compressed, as Content-Encoding: deflate does", deflate);
  const prefixed = openPrefixed(bytes);
  if (prefixed) return wrapped("prefix", "a WBXML document (03 01 6A 00) with others before it", prefixed);
  const sample = bytes.subarray(0, BEGINNING);
  const text = new TextDecoder().decode(sample);
  // A character may be cut in two at the end of the sample.
  if (sample.length > 3 && !/(?!\s)[\p{Cc}\uFFFD]/u.test(text.slice(0, -1))) {
    return said("text", `text, not WBXML: “${text.trim().slice(0, 60)}”`);
  }
  return looksRandom(bytes)
    ? said("random", "without structure: encrypted, compressed in a way that leaves no mark (Brotli), or random")
    : undefined;
}

/** Whether byte values are spread as evenly as chance spreads them; needs 64 bytes to tell. */
export function looksRandom(bytes: Uint8Array): boolean {
  const sample = bytes.subarray(0, 4096);
  const { length } = sample;
  const counts = new Uint16Array(256);
  for (const byte of sample) counts[byte] = (counts[byte] ?? 0) + 1;
  let squares = 0;
  for (const count of counts) squares += count * count;
  return length >= 64 && squares < (length + (length * (length - 1)) / 256) * 1.4;
}

/** MS-ASCMD 2.2.1.10.1.1: PartsCount, then an offset and a length for each part, little-endian. */
function isMultipart(bytes: Uint8Array): boolean {
  const [count = 0, b1, b2, b3, offset] = bytes;
  return count > 0 && b1 === 0 && b2 === 0 && b3 === 0 && offset === ((4 + 8 * count) & 0xff) && bytes.length >= 12;
}
