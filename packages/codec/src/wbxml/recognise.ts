import { byteStringOf, isGzip } from "../bytes/index.ts";
import { isNearlyUsual } from "./header.ts";
import {
  type Opened,
  openBase64,
  openDeflate,
  openGzip,
  openHex,
  openHttp,
  openMultipart,
  openPrefixed,
  openUtf16,
  openZlib,
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

const DER = "DER, as certificates and signed or encrypted mail (S/MIME) are";
const CAPTURE = "a packet capture. Take the HTTP body out of it first";

/** How files begin that one meets where WBXML should be, their names for codes, and what they are. */
const signatures: readonly [start: string, name: string, what: string][] = [
  ["PK\x03\x04", "zip", "a ZIP archive (or an Office document, which is one)"],
  ["(\xB5/\xFD", "zstd", "compressed with Zstandard. Undo the Content-Encoding first"],
  ["%PDF", "pdf", "a PDF document"],
  ["\x89PNG", "png", "a PNG image"],
  ["\xFF\xD8\xFF", "jpeg", "a JPEG image"],
  ["GIF8", "gif", "a GIF image"],
  ['x\x9F>"', "tnef", "TNEF, the winmail.dat of Outlook"],
  ["\xD0\xCF\x11\xE0", "ole", "an OLE file, such as an Outlook .msg or an old Office document"],
  ["\x16\x03", "tls", "the beginning of a TLS connection, recorded before it was decrypted"],
  ["\xD4\xC3\xB2\xA1", "pcap", CAPTURE],
  ["\xA1\xB2\xC3\xD4", "pcap", CAPTURE],
  ["\n\r\r\n", "pcap", CAPTURE],
  ["0\x80", "der", DER],
  ["0\x82", "der", DER],
];

/** The same of text, behind a byte order mark and white space; the first that fits counts. */
const texts: readonly [start: RegExp, name: string, what: string][] = [
  [
    /^<(?:!doctype html|html|head|body)\b|^<[?!][\s\S]*<(?:!doctype )?html\b/i,
    "html",
    "an HTML page, not WBXML. A web server or a gateway in front of ActiveSync usually answers like this",
  ],
  [/^<[?!a-z_]/i, "xml", "XML text. On the wire ActiveSync carries WBXML"],
  [/^[{[]\s*["{[\]}\d]/, "json", "JSON, not WBXML. ActiveSync never answers in JSON"],
  [/^BEGIN:V(?:CALENDAR|CARD)/i, "icalendar", "an iCalendar or vCard text, not WBXML"],
  [/^-----BEGIN /, "pem", "a PEM text: a certificate, a key or an encrypted message"],
  [
    /^[\dA-Fa-f]{1,8}(?:;[^\r\n]*)?\r\n[^ -~](?:[\s\S]{1,3}j|\x8B)/,
    "chunked",
    "a body in chunks (Transfer-Encoding: chunked), each behind its length. Join the chunks first",
  ],
  [/^[\da-f]{4,8}:? +(?:[\da-f]{2} ?){2}/i, "hexdump", "a dump in hexadecimal. Decode it to bytes first (`decodeHex`)"],
  [/^[!-9;-~]{1,76}:[ \t\r\n]/, "mime", "a mail message by their first line (a header field), not WBXML"],
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
  if (/^\xFF\xFE|^\xFE\xFF|^(?:[\t-~]\0){4}|^(?:\0[\t-~]){4}/.test(beginning)) {
    return wrapped("utf-16", "UTF-16 text, not WBXML", openUtf16(bytes));
  }
  const signature = signatures.find(([start]) => beginning.startsWith(start));
  if (signature) return said(signature[1], signature[2]);
  const text = beginning.replace(/^\xEF\xBB\xBF/, "").trimStart();
  return recogniseText(bytes, text) ?? recogniseBinary(bytes);
}

const said = (name: string, what: string): Recognised => ({
  code: `looks-like-${name}`,
  message: `These bytes are ${what}.`,
});

const wrapped = (wrapping: Wrapping, what: string, opened: Opened | undefined): Recognised => ({
  ...said(wrapping.replace("-", ""), what),
  wrapping,
  opened,
});

function recogniseText(bytes: Uint8Array, text: string): Recognised | undefined {
  if (/^(?:HTTP\/\d|[A-Z]{3,10} \S+ HTTP\/\d)/.test(text)) {
    return wrapped("http", "a whole HTTP message, whose body, behind the first empty line, counts", openHttp(bytes));
  }
  const hex = /^[\\x0-9a-f,:-]{2}/i.test(text) && openHex(byteStringOf(bytes));
  if (hex) return wrapped("hex", "hexadecimal text", hex);
  const base64 = /^[\w+/=-]{8}/.test(text) && openBase64(byteStringOf(bytes));
  if (base64) return wrapped("base64", "base64 text", base64);
  const known = texts.find(([start]) => start.test(text));
  return known && said(known[1], known[2]);
}

/** Compressed data without a mark, plain text that is nothing else, or bytes without any structure. */
function recogniseBinary(bytes: Uint8Array): Recognised | undefined {
  const zlib = openZlib(bytes);
  if (zlib) return wrapped("zlib", "zlib-compressed, as Content-Encoding: deflate does", zlib);
  const deflate = openDeflate(bytes);
  if (deflate) return wrapped("deflate", "DEFLATE data, as some servers send for Content-Encoding: deflate", deflate);
  const prefixed = openPrefixed(bytes);
  if (prefixed) return wrapped("prefix", "a WBXML document (03 01 6A 00) with others before it", prefixed);
  const sample = bytes.subarray(0, BEGINNING);
  if (sample.length > 3 && sample.every((byte) => byte >= 0x20 || (byte >= 0x09 && byte <= 0x0d))) {
    const text = new TextDecoder().decode(sample);
    // A character may be cut in two at the end of the sample.
    if (!text.slice(0, -1).includes("\uFFFD")) return said("text", `text, not WBXML: “${text.trim().slice(0, 60)}”`);
  }
  return looksRandom(bytes)
    ? said("random", "without structure: encrypted, compressed in a way that leaves no mark (Brotli), or random")
    : undefined;
}

/** Whether byte values are spread as evenly as chance spreads them; needs 64 bytes to tell. */
export function looksRandom(bytes: Uint8Array): boolean {
  const sample = bytes.subarray(0, 4096);
  if (sample.length < 64) return false;
  const counts = new Uint16Array(256);
  for (const byte of sample) counts[byte] = (counts[byte] ?? 0) + 1;
  let squares = 0;
  for (const count of counts) squares += count * count;
  const byChance = sample.length + (sample.length * (sample.length - 1)) / 256;
  return squares < byChance * 1.4;
}

/** MS-ASCMD 2.2.1.10.1.1: PartsCount, then an offset and a length for each part, little-endian. */
function isMultipart(bytes: Uint8Array): boolean {
  const [count = 0, b1, b2, b3, offset] = bytes;
  return count > 0 && b1 === 0 && b2 === 0 && b3 === 0 && offset === ((4 + 8 * count) & 0xff) && bytes.length >= 12;
}
