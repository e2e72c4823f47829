import { byteStringOf, bytesOfByteString } from "@easel/codec/bytes";
import type { Span } from "@easel/codec/document";
import { type MimePart, scanMime } from "@easel/codec/mime";
import type { MimeFacts } from "./mime-facts.ts";

/** Bodies sent as Content-Transfer-Encoding: binary, in order: their bytes are no lines (RFC 2045 2.9). */
export function binaryBodies(message: MimePart): Span[] {
  const spans: Span[] = [];
  const open: MimePart[] = [message];
  for (let part = open.pop(); part; part = open.pop()) {
    if (part.parts.length === 0 && part.transferEncoding === "binary") spans.push(part.bodySpan);
    for (const child of part.parts) open.push(child);
  }
  return spans.sort((left, right) => left.start - right.start);
}

/** All line ends become CRLF (RFC 5322 2.3), except in what is sent as binary. */
export function toCrlf(bytes: Uint8Array): Uint8Array {
  const text = byteStringOf(bytes);
  const kept = /content-transfer-encoding[ \t]*:\s*binary/i.test(text) ? binaryBodies(scanMime(bytes).message) : [];
  let out = "";
  let at = 0;
  for (const { start, end } of kept) {
    if (start < at) continue;
    out += crlf(text.slice(at, start)) + text.slice(start, end);
    at = end;
  }
  return bytesOfByteString(out + crlf(text.slice(at)));
}

const crlf = (text: string): string => text.replace(/\r\n|\r|\n/g, "\r\n");

/** Whether a line outside the binary bodies ends in LF or CR alone. */
export function hasOddLineEnds({ message }: MimeFacts): boolean {
  const kept = binaryBodies(message);
  let next = 0;
  return message.lines.some(({ span, lineEnd }) => {
    while (next < kept.length && (kept[next]?.end ?? 0) <= span.start) next++;
    const isBinary = next < kept.length && (kept[next]?.start ?? 0) <= span.start;
    return !isBinary && (lineEnd === "lf" || lineEnd === "cr");
  });
}

/** Whether an offset lies in a binary body. */
export const isInBinary = (message: MimePart, offset: number): boolean =>
  binaryBodies(message).some(({ start, end }) => start <= offset && offset < end);

/** What the fix does to the line ends besides; "" when it changes none. */
export function lineEndNote(mime: MimeFacts, isBesides: boolean): string {
  if (!hasOddLineEnds(mime)) return "";
  const binary = binaryBodies(mime.message).length;
  const spared =
    binary === 0 ? "" : ` What is sent as binary stays as it is (${binary} ${binary === 1 ? "part" : "parts"}).`;
  return ` The fix ${isBesides ? "also " : ""}changes every line end of the message to CRLF, in the text as in the headers.${spared}`;
}
