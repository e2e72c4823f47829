import { byteStringOf, findUtf8Fault } from "../bytes/index.ts";
import type { Span } from "../document.ts";
import { type LineScan, scanLines } from "./lines.ts";
import type { MimeLine } from "./message.ts";
import { findAbove7Bit } from "./scan-headers.ts";
import { decodeBase64Mime } from "./sniff.ts";
import { base64BodyFault, type EncodingFault, quotedPrintableFault } from "./transfer-encoding.ts";

/** What is scanned, one unit for each byte or UTF-16 unit. A string is this as it stands. */
export interface Units {
  readonly length: number;
  /** NaN outside. */
  charCodeAt(at: number): number;
  slice(start: number, end?: number): string;
}

/** A message to scan, whole or in pieces. All offsets count in it. */
export interface MimeSource {
  units: Units;
  scan: LineScan;
  /** Every line, where they are at hand. */
  listedLines?: MimeLine[] | undefined;
  /** Units of a byte order mark. */
  bom: number;
  isBlank: boolean;
  isBase64: () => boolean;
  /** Readable text: bytes above 127 as UTF-8 when they are UTF-8, else one character each. */
  textOf: (span: Span) => string;
  /** Offset of the first unit above 127, -1 when there is none. */
  above7Bit: (span: Span) => number;
  encodingFault: (encoding: "base64" | "quoted-printable", span: Span) => EncodingFault | undefined;
}

export function flatSource(input: string | Uint8Array): MimeSource {
  // One code path for both inputs: a string of one unit per byte keeps the offsets.
  const text = typeof input === "string" ? input : byteStringOf(input);
  const scan = scanLines(text);
  const bytesOf = ({ start, end }: Span): Uint8Array =>
    typeof input === "string" ? lowBytes(text, start, end) : input.subarray(start, end);
  return {
    units: text,
    scan,
    listedLines: scan.list,
    bom: typeof input === "string" ? (text.startsWith("\ufeff") ? 1 : 0) : byteBom(text),
    isBlank: text.trim() === "",
    isBase64: () => decodeBase64Mime(input) !== undefined,
    textOf: (span) => (typeof input === "string" ? text.slice(span.start, span.end) : readableText(bytesOf(span))),
    above7Bit: ({ start, end }) => findAbove7Bit(text, start, end),
    encodingFault: (encoding, span) => {
      const fault = (encoding === "base64" ? base64BodyFault : quotedPrintableFault)(bytesOf(span));
      return fault && { ...fault, at: span.start + fault.at };
    },
  };
}

export const byteBom = (text: string): number => (text.startsWith("\u00ef\u00bb\u00bf") ? 3 : 0);

export function readableText(bytes: Uint8Array): string {
  const readable = bytes.some((byte) => byte > 0x7f) && findUtf8Fault(bytes) === undefined;
  return readable ? new TextDecoder().decode(bytes) : byteStringOf(bytes);
}

function lowBytes(text: string, start: number, end: number): Uint8Array {
  const bytes = new Uint8Array(end - start);
  for (let at = 0; at < bytes.length; at++) bytes[at] = Math.min(0xff, text.charCodeAt(start + at));
  return bytes;
}
