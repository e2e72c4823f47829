import type { Span } from "@easel/codec/document";
import { decodeTransferEncoding, type Lines, lineEndOffset, type MimePart } from "@easel/codec/mime";
import type { PieceBytes } from "@easel/codec/pieces";
import { digitsBefore, offsetOfDigit } from "./base64-digits.ts";
import { describeDecoded, MAX_READ_BYTES } from "./inspect-bytes.ts";
import type { WireMime } from "./wire-message.ts";

/** Where bytes of a body stand in the message it carries; undefined when they are no part of it. */
export function messageSpanOf(body: PieceBytes, mime: WireMime, span: Span): Span | undefined {
  const { bodyOffset, base64Span, bytes } = mime;
  if (bodyOffset !== undefined) return clip(span.start - bodyOffset, span.end - bodyOffset, bytes.length);
  if (!base64Span || span.end <= base64Span.start || span.start >= base64Span.end) return undefined;
  const before = digitsBefore(body, base64Span.start);
  const first = digitsBefore(body, Math.max(span.start, base64Span.start)) - before;
  const last = digitsBefore(body, Math.min(span.end, base64Span.end)) - before;
  // Bytes whose digits are all there; where there are none, those some of whose bits are.
  const start = Math.ceil((first * 3) / 4);
  const end = Math.floor((last * 3) / 4);
  if (start < end) return clip(start, end, bytes.length);
  return clip(Math.floor((first * 3) / 4), Math.ceil((last * 3) / 4), bytes.length);
}

/** Where bytes of the message stand in the body: themselves, or the base64 digits they are written with. */
export function bodySpanOf(body: PieceBytes, mime: WireMime, span: Span): Span | undefined {
  const { bodyOffset, base64Span } = mime;
  if (bodyOffset !== undefined) return { start: bodyOffset + span.start, end: bodyOffset + span.end };
  if (!base64Span) return undefined;
  const before = digitsBefore(body, base64Span.start);
  const start = offsetOfDigit(body, before + Math.floor((span.start * 4) / 3));
  const end = offsetOfDigit(body, before + Math.max(Math.ceil((span.end * 4) / 3) - 1, 0)) + 1;
  return clip(start, end, base64Span.end);
}

function clip(from: number, to: number, length: number): Span | undefined {
  const start = Math.max(0, from);
  const end = Math.min(length, to);
  return start < end ? { start, end } : undefined;
}

/** Where in a message something stands, as a person would say it. */
export interface MessagePlace {
  /** Counted from 1. */
  line: number;
  /** `2.1` in a multipart; absent where the message is one part. */
  part?: string;
  contentType: string;
  /** Lower-case, `7bit` and the like included. */
  encoding: string;
  inHeaders: boolean;
  /** What base64 or quoted-printable of it says, whole groups at least; absent for anything else. */
  decoded?: string;
}

/** The line and the part of a message in which a span begins, and what it says once its encoding is undone. */
export function placeInMessage({ bytes, message, lines }: WireMime, span: Span): MessagePlace {
  const { part, path } = innermostPart(message, span.start);
  const inHeaders = span.start < part.bodySpan.start;
  const decoded = inHeaders || part.parts.length > 0 ? undefined : decodedPiece(bytes, part, span);
  return {
    line: lineAt(lines, span.start) + 1,
    ...(path.length > 0 && { part: path.join(".") }),
    contentType: part.contentType,
    encoding: part.transferEncoding,
    inHeaders,
    ...(decoded !== undefined && { decoded }),
  };
}

function innermostPart(message: MimePart, offset: number): { part: MimePart; path: number[] } {
  const path: number[] = [];
  let part = message;
  while (true) {
    const index = part.parts.findIndex(
      ({ headerSpan, bodySpan }) => headerSpan.start <= offset && offset < bodySpan.end,
    );
    const child = part.parts[index];
    if (!child) return { part, path };
    path.push(index + 1);
    part = child;
  }
}

/** The line an offset of the message stands in, its end mark included. */
export function lineSpanAt({ lines }: WireMime, offset: number): Span | undefined {
  const line = lines.at(lineAt(lines, offset));
  return line && { start: line.span.start, end: lineEndOffset(line) };
}

/** Index of the line an offset stands in. */
function lineAt(lines: Lines, offset: number): number {
  let low = 0;
  let high = lines.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((lines.at(middle)?.span.start ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

function decodedPiece(bytes: PieceBytes, part: MimePart, span: Span): string | undefined {
  const { transferEncoding, bodySpan } = part;
  const end = Math.min(span.end, bodySpan.end, span.start + MAX_READ_BYTES);
  const whole =
    transferEncoding === "base64"
      ? wholeGroups(bytes, bodySpan, { start: span.start, end })
      : transferEncoding === "quoted-printable"
        ? wholeEscapes(bytes, bodySpan, { start: span.start, end })
        : undefined;
  if (!whole) return undefined;
  const { bytes: decoded } = decodeTransferEncoding(bytes.slice(whole.start, whole.end), transferEncoding);
  return describeDecoded(decoded, part.parameters.charset);
}

/** Base64 by its groups of four digits. */
function wholeGroups(bytes: PieceBytes, body: Span, span: Span): Span {
  const before = digitsBefore(bytes, body.start);
  const first = digitsBefore(bytes, span.start) - before;
  const last = Math.ceil((digitsBefore(bytes, span.end) - before) / 4) * 4 - 1;
  const start = offsetOfDigit(bytes, before + first - (first % 4));
  return { start, end: Math.max(start, Math.min(offsetOfDigit(bytes, before + last) + 1, body.end)) };
}

const EQUALS = 0x3d;

/** Quoted-printable by its escapes of three characters: `=C3` and not the `3` of it. */
function wholeEscapes(bytes: PieceBytes, body: Span, { start, end }: Span): Span {
  const begins = (at: number) => at >= body.start && bytes.at(at) === EQUALS;
  const from = begins(start - 1) ? start - 1 : begins(start - 2) ? start - 2 : start;
  const to = begins(end - 1) ? end + 2 : begins(end - 2) ? end + 1 : end;
  return { start: from, end: Math.min(to, body.end) };
}
