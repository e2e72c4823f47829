import type { MimeMessage, MimePart } from "@easel/codec/mime";
import type { ByteKind, ByteLabel } from "@easel/codec/wbxml";

/** Lines labelled one by one; the rest of a longer body is one label. */
export const MAX_LINE_LABELS = 100_000;
/** Characters of a line shown in its label. */
const MAX_LABEL_TEXT = 80;

/** One label a line: header fields as tags, blank lines that end them, boundaries and body text. */
export function labelMime(bytes: Uint8Array, message: MimeMessage): ByteLabel[] {
  const headers = headerRanges(message);
  let next = 0;
  return labelLines(bytes, (start, end) => {
    while ((headers[next]?.end ?? Number.POSITIVE_INFINITY) <= start) next++;
    const range = headers[next];
    if (range && range.start <= start) return bytes[start] === 0x0d || bytes[start] === 0x0a ? "end" : "tag";
    return bytes[start] === 0x2d && bytes[start + 1] === 0x2d && end - start > 4 ? "other" : "text";
  });
}

/** One label a line, all of them text. */
export const labelText = (bytes: Uint8Array): ByteLabel[] => labelLines(bytes, () => "text");

function labelLines(bytes: Uint8Array, kindOf: (start: number, end: number) => ByteKind): ByteLabel[] {
  const labels: ByteLabel[] = [];
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  let start = 0;
  while (start < bytes.length) {
    const last = labels.length === MAX_LINE_LABELS;
    const end = last ? bytes.length : lineEnd(bytes, start);
    const shown = decoder.decode(bytes.subarray(start, Math.min(end, start + MAX_LABEL_TEXT)));
    const text = last ? "the rest of the body" : shown.replace(/[\r\n]+$/, "") || "blank line";
    labels.push({ span: { start, end }, kind: kindOf(start, end), level: 0, page: 0, text });
    start = end;
  }
  return labels;
}

/** Just after the CRLF, LF or CR that ends the line at `start`. */
function lineEnd(bytes: Uint8Array, start: number): number {
  for (let at = start; at < bytes.length; at++) {
    if (bytes[at] === 0x0a) return at + 1;
    if (bytes[at] === 0x0d) return bytes[at + 1] === 0x0a ? at + 2 : at + 1;
  }
  return bytes.length;
}

function headerRanges(message: MimeMessage): { start: number; end: number }[] {
  const ranges: { start: number; end: number }[] = [];
  const stack: MimePart[] = [message];
  for (let part = stack.pop(); part; part = stack.pop()) {
    ranges.push(part.headerSpan);
    stack.push(...part.parts);
  }
  return ranges.sort((left, right) => left.start - right.start);
}
