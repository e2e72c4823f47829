import { byteStringOf, encodeHex, isGzip } from "../bytes/index.ts";
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
  opened?: Opened;
}

/** First bytes of files, in hex, and what they are. */
const signatures: readonly [hex: string, name: string, what: string][] = [
  ["504B0304", "zip", "a ZIP archive (or an Office document, which is one)"],
  ["28B52FFD", "zstd", "compressed with Zstandard. Undo the Content-Encoding first, then decode what comes out"],
  ["425A68", "bzip2", "compressed with bzip2. Undo that first, then decode what comes out"],
  ["FD377A585A00", "xz", "compressed with xz. Undo that first, then decode what comes out"],
  ["377ABCAF271C", "7z", "a 7-Zip archive"],
  ["25504446", "pdf", "a PDF document"],
  ["89504E47", "png", "a PNG image"],
  ["FFD8FF", "jpeg", "a JPEG image"],
  ["47494638", "gif", "a GIF image"],
  ["789F3E22", "tnef", "TNEF, the winmail.dat of Outlook"],
  ["D0CF11E0A1B11AE1", "ole", "an OLE file, such as an Outlook .msg or an old Office document"],
  ["1603", "tls", "the beginning of a TLS connection: this was recorded before decryption"],
  ["D4C3B2A1", "pcap", "a packet capture. Take the HTTP body out of it first"],
  ["A1B2C3D4", "pcap", "a packet capture. Take the HTTP body out of it first"],
  ["0A0D0D0A", "pcap", "a packet capture. Take the HTTP body out of it first"],
  ["3080", "der", "DER, as certificates and signed or encrypted mail (S/MIME) are"],
  ["3082", "der", "DER, as certificates and signed or encrypted mail (S/MIME) are"],
];

/** Bytes of the beginning that are looked at. */
const BEGINNING = 512;

/** Says what the bytes look like when they are no WBXML, and undoes it where it is a wrapping. */
export function recognise(bytes: Uint8Array): Recognised | undefined {
  const [first = 0] = bytes;
  if (isMultipart(bytes)) {
    return wrapped(
      "multipart",
      "a multipart answer (application/vnd.ms-sync.multipart): a count, a table of parts, and the WBXML document as the first of them",
      openMultipart(bytes),
    );
  }
  if ((first >= 1 && first <= 3) || isNearlyUsual(bytes)) return undefined;
  if (isGzip(bytes)) return wrapped("gzip", "gzip-compressed, as a Content-Encoding does", openGzip(bytes));
  const beginning = byteStringOf(bytes.subarray(0, BEGINNING));
  if (/^\xFF\xFE|^\xFE\xFF|^(?:[\t-~]\0){4}|^(?:\0[\t-~]){4}/.test(beginning)) {
    return wrapped("utf-16", "UTF-16 text, not WBXML", openUtf16(bytes));
  }
  const hex = encodeHex(bytes.subarray(0, 8)).toUpperCase();
  const signature = signatures.find(([start]) => hex.startsWith(start));
  if (signature) return said(signature[1], signature[2]);
  const text = beginning.replace(/^\xEF\xBB\xBF/, "").trimStart();
  return recogniseWrappedText(bytes, text) ?? recogniseText(text) ?? recogniseBinary(bytes);
}

function recogniseWrappedText(bytes: Uint8Array, text: string): Recognised | undefined {
  if (/^(?:HTTP\/\d|[A-Z]{3,10} \S+ HTTP\/\d)/.test(text)) {
    return wrapped(
      "http",
      "a whole HTTP message; the WBXML document is its body, behind the first empty line",
      openHttp(bytes),
    );
  }
  const hex = /^[\\x0-9a-f,:-]{2}/i.test(text) ? openHex(bytes) : undefined;
  if (hex) return wrapped("hex", "hexadecimal text", hex);
  const base64 = /^[\w+/=-]{8}/.test(text) ? openBase64(bytes) : undefined;
  return base64 && wrapped("base64", "base64 text", base64);
}

const said = (name: string, what: string): Recognised => ({
  code: `looks-like-${name}`,
  message: `These bytes are ${what}.`,
});

const wrapped = (wrapping: Wrapping, what: string, opened: Opened | undefined): Recognised => {
  const known: Recognised = { ...said(wrapping.replace("-", ""), what), wrapping };
  return opened ? { ...known, opened } : known;
};

function recogniseText(text: string): Recognised | undefined {
  if (/^<(?:!doctype html|html|head|body)\b|^<[?!][\s\S]*<(?:!doctype )?html\b/i.test(text)) {
    return said(
      "html",
      "an HTML page, not WBXML. A web server or a gateway in front of ActiveSync usually answers like this",
    );
  }
  if (/^<[?!a-z_]/i.test(text)) return said("xml", "XML text. On the wire ActiveSync carries WBXML");
  if (/^[{[]\s*["{[\]}\d]/.test(text)) return said("json", "JSON, not WBXML. ActiveSync never answers in JSON");
  if (/^BEGIN:V(?:CALENDAR|CARD)/i.test(text)) return said("icalendar", "an iCalendar or vCard text, not WBXML");
  if (/^-----BEGIN /.test(text)) return said("pem", "a PEM text: a certificate, a key or an encrypted message");
  if (/^[0-9A-Fa-f]{1,8}(?:;[^\r\n]*)?\r\n[^ -~](?:[\s\S]{1,3}j|\x8B)/.test(text)) {
    return said(
      "chunked",
      "a body in chunks (Transfer-Encoding: chunked), each with its length before it. Join the chunks first",
    );
  }
  if (/^[!-9;-~]{1,76}:[ \t\r\n]/.test(text)) {
    return said("mime", "a mail message by their beginning (a header field), not a WBXML document");
  }
  return undefined;
}

/** Compressed data without a mark, plain text that is nothing else, or bytes without any structure. */
function recogniseBinary(bytes: Uint8Array): Recognised | undefined {
  const zlib = openZlib(bytes);
  if (zlib) return wrapped("zlib", "zlib-compressed, as Content-Encoding: deflate does", zlib);
  const deflate = openDeflate(bytes);
  if (deflate)
    return wrapped("deflate", "compressed with DEFLATE, as some servers do for Content-Encoding: deflate", deflate);
  const prefixed = openPrefixed(bytes);
  if (prefixed)
    return {
      ...wrapped("prefix", "", prefixed),
      message: "A WBXML document (03 01 6A 00) stands among these bytes, and other bytes before it.",
    };
  const sample = bytes.subarray(0, BEGINNING);
  if (sample.length > 3 && sample.every((byte) => byte >= 0x20 || (byte >= 0x09 && byte <= 0x0d))) {
    const text = new TextDecoder().decode(sample);
    const shown = text.trim().slice(0, 60);
    // A character may be cut in two at the end of the sample.
    if (!text.slice(0, -1).includes("\uFFFD")) return said("text", `text, not WBXML: “${shown}”`);
  }
  return looksRandom(bytes) ? said("random", RANDOM) : undefined;
}

const RANDOM = "without any structure: encrypted, compressed in a way that leaves no mark (Brotli, say), or random";

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
