import type { LineEnd, MimeLine, MimeMessage } from "./message.ts";

/** RFC 5322 2.1.1: a line holds at most 998 characters without its line end. */
export const MAX_LINE_LENGTH = 998;

export interface LineScan {
  lines: MimeLine[];
  lineEnds: MimeMessage["lineEnds"];
  counts: Record<LineEnd, number>;
  /** Index of the first line with each odd line end, and of the first that is too long. */
  firstLf?: number;
  firstCr?: number;
  firstCrlf?: number;
  firstLong?: number;
  longLines: number;
}

const CR = 13;
const LF = 10;

/** Splits at CRLF, bare LF and bare CR. A line end at the very end opens no further line. */
export function scanLines(text: string): LineScan {
  const scan: LineScan = {
    lines: [],
    lineEnds: "none",
    counts: { crlf: 0, lf: 0, cr: 0, none: 0 },
    longLines: 0,
  };
  const length = text.length;
  let start = 0;
  for (let at = 0; at < length; at++) {
    const code = text.charCodeAt(at);
    if (code !== CR && code !== LF) continue;
    const lineEnd = code === LF ? "lf" : text.charCodeAt(at + 1) === LF ? "crlf" : "cr";
    addLine(scan, start, at, lineEnd);
    if (lineEnd === "crlf") at++;
    start = at + 1;
  }
  if (start < length) addLine(scan, start, length, "none");
  const kinds = (["crlf", "lf", "cr"] as const).filter((kind) => scan.counts[kind] > 0);
  scan.lineEnds = kinds.length > 1 ? "mixed" : (kinds[0] ?? "none");
  return scan;
}

function addLine(scan: LineScan, start: number, end: number, lineEnd: LineEnd): void {
  const index = scan.lines.length;
  scan.lines.push({ span: { start, end }, lineEnd });
  scan.counts[lineEnd]++;
  if (lineEnd === "lf") scan.firstLf ??= index;
  else if (lineEnd === "cr") scan.firstCr ??= index;
  else if (lineEnd === "crlf") scan.firstCrlf ??= index;
  if (end - start > MAX_LINE_LENGTH) {
    scan.longLines++;
    scan.firstLong ??= index;
  }
}

/** Offset just after the line's end mark. */
export function lineEndOffset(line: MimeLine): number {
  return line.span.end + (line.lineEnd === "crlf" ? 2 : line.lineEnd === "none" ? 0 : 1);
}
