import type { ByteLabels } from "@easel/codec/incremental";
import { type Lines, lineEndOffset, type MimeMessage, type MimePart } from "@easel/codec/mime";
import type { PieceBytes } from "@easel/codec/pieces";
import type { ByteKind } from "@easel/codec/wbxml";

/** Lines labelled one by one; the rest of a longer body is one label. */
export const MAX_LINE_LABELS = 100_000;
/** Bytes of a line shown in its label. */
const MAX_LABEL_TEXT = 80;
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** One label a line: header fields as tags, blank lines that end them, boundaries and body text. */
export function labelMime(bytes: PieceBytes, { message, lines }: { message: MimeMessage; lines: Lines }): ByteLabels {
  const headers = headerRanges(message);
  return labelLines(bytes, lines, (start, end) => {
    const range = headers[firstEndingBehind(headers, start)];
    const byte = bytes.at(start);
    if (range && range.start <= start) return byte === 0x0d || byte === 0x0a ? "end" : "tag";
    return byte === 0x2d && bytes.at(start + 1) === 0x2d && end - start > 4 ? "other" : "text";
  });
}

/** One label a line, all of them text. */
export const labelText = (bytes: PieceBytes, lines: Lines): ByteLabels => labelLines(bytes, lines, () => "text");

/** A label is made when it is looked at: there are as many as the message has lines. */
function labelLines(bytes: PieceBytes, lines: Lines, kindOf: (start: number, end: number) => ByteKind): ByteLabels {
  return {
    length: Math.min(lines.length, MAX_LINE_LABELS + 1),
    at: (index) => {
      const line = lines.at(index);
      if (!line || index > MAX_LINE_LABELS) return undefined;
      const isRest = index === MAX_LINE_LABELS;
      const { start } = line.span;
      const end = isRest ? bytes.length : lineEndOffset(line);
      const shown = decoder.decode(bytes.slice(start, Math.min(end, start + MAX_LABEL_TEXT)));
      const text = isRest ? "the rest of the body" : shown.replace(/[\r\n]+$/, "") || "blank line";
      return { span: { start, end }, kind: kindOf(start, end), level: 0, page: 0, text };
    },
  };
}

function firstEndingBehind(ranges: readonly { start: number; end: number }[], offset: number): number {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ranges[middle]?.end ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
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
