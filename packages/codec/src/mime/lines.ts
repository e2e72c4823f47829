import type { LineEnd, MimeLine, MimeMessage } from "./message.ts";

/** RFC 5322 2.1.1: a line holds at most 998 characters without its line end. */
export const MAX_LINE_LENGTH = 998;

/** The lines of a message in order, whether they are listed or found when asked for. */
export interface Lines {
  readonly length: number;
  /** Undefined outside; no index counts from the end. */
  at(index: number): MimeLine | undefined;
  /** Index of the first line at or after `from` that begins with two hyphens; `length` when none does. */
  nextDashed(from: number): number;
}

export interface LineScan {
  lines: Lines;
  lineEnds: MimeMessage["lineEnds"];
  counts: Record<LineEnd, number>;
  /** Index of the first line with each odd line end, and of the first that is too long. */
  firstLf?: number;
  firstCr?: number;
  firstCrlf?: number;
  firstLong?: number;
  longLines: number;
  /** Offset of the first NUL. */
  nulAt?: number;
}

export type LineCounts = Omit<LineScan, "lines">;

export const noLines = (): LineCounts => ({
  lineEnds: "none",
  counts: { crlf: 0, lf: 0, cr: 0, none: 0 },
  longLines: 0,
});

const CR = 13;
const LF = 10;

/** Splits at CRLF, bare LF and bare CR. A line end at the very end opens no further line. */
export function scanLines(text: string): LineScan & { list: MimeLine[] } {
  const list: MimeLine[] = [];
  const scan = noLines();
  const length = text.length;
  let start = 0;
  for (let at = 0; at < length; at++) {
    const code = text.charCodeAt(at);
    if (code !== CR && code !== LF) continue;
    const lineEnd = code === LF ? "lf" : text.charCodeAt(at + 1) === LF ? "crlf" : "cr";
    addLine(list, scan, start, at, lineEnd);
    if (lineEnd === "crlf") at++;
    start = at + 1;
  }
  if (start < length) addLine(list, scan, start, length, "none");
  scan.lineEnds = lineEndsOf(scan.counts);
  const nul = text.indexOf("\0");
  if (nul >= 0) scan.nulAt = nul;
  return { ...scan, list, lines: listedLines(text, list) };
}

export function lineEndsOf(counts: Record<LineEnd, number>): MimeMessage["lineEnds"] {
  const kinds = (["crlf", "lf", "cr"] as const).filter((kind) => counts[kind] > 0);
  return kinds.length > 1 ? "mixed" : (kinds[0] ?? "none");
}

function listedLines(text: string, list: readonly MimeLine[]): Lines {
  const isDashed = (line: MimeLine | undefined) => line !== undefined && text.startsWith("--", line.span.start);
  return {
    length: list.length,
    at: (index) => list[index],
    nextDashed: (from) => {
      let index = from;
      while (index < list.length && !isDashed(list[index])) index++;
      return index;
    },
  };
}

function addLine(list: MimeLine[], scan: LineCounts, start: number, end: number, lineEnd: LineEnd): void {
  const index = list.length;
  list.push({ span: { start, end }, lineEnd });
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
