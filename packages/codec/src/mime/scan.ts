import type { Span } from "../document.ts";
import type { PieceBytes } from "../pieces/index.ts";
import type { Problem } from "../problem.ts";
import { checkLeafBody, checkLines, checkTopHeaders } from "./check-message.ts";
import { isKnownHeaderName } from "./known-headers.ts";
import { type Lines, lineEndOffset } from "./lines.ts";
import type { MimeLine, MimeMessage } from "./message.ts";
import { pieceSource } from "./piece-source.ts";
import { ProblemList } from "./problem-list.ts";
import type { HeaderBlock } from "./scan-headers.ts";
import { scanParts } from "./scan-parts.ts";
import { sniffForeign } from "./sniff.ts";
import { flatSource, type MimeSource } from "./source.ts";

/**
 * Reads a mail message (RFC 5322, RFC 2045-2046) and keeps where everything stands: offsets are bytes for
 * bytes and UTF-16 units for text. Never throws, in linear time; anything at all gives the best message plus
 * problems. Decodes nothing: see `decodeTransferEncoding` and `decodeHeaderWords`.
 */
export function scanMime(input: string | Uint8Array): { message: MimeMessage; problems: Problem[] } {
  const { message, problems } = scanSource(flatSource(input));
  return { message, problems };
}

export interface MimePieces {
  /** `lines` is listed when it is first asked for; `lineAt` finds one line without that. */
  message: MimeMessage;
  lines: Lines;
  problems: Problem[];
}

/**
 * What `scanMime` says of the same bytes. After an edit only the pieces it made are read again, and the headers and
 * boundaries: a keystroke in a message of any size costs a fraction of a millisecond.
 */
export const scanMimePieces = (bytes: PieceBytes): MimePieces => scanSource(pieceSource(bytes));

function scanSource(source: MimeSource): MimePieces {
  const { units: text, scan } = source;
  const problems = new ProblemList();
  const { root, block, leaves } = scanParts(text, withoutBom(scan.lines, source.bom), source.textOf, problems);
  let listed = source.listedLines;
  const message: MimeMessage = {
    ...root,
    get lines() {
      listed ??= listLines(scan.lines);
      return listed;
    },
    lineEnds: scan.lineEnds,
    length: text.length,
  };
  const { lines } = scan;

  const foreign = sniffForeign(text, source);
  if (foreign) {
    // What it says about headers would be about something that is no mail at all.
    return { message, lines, problems: [foreign] };
  }
  if (source.bom > 0) {
    const sentence =
      "A byte order mark stands before the first header and is read as part of its name; mail begins without one.";
    problems.add("error", "byte-order-mark", sentence, { start: 0, end: source.bom });
  }
  checkEndOfHeaders(source, block, problems);
  checkLines(scan, problems);
  for (const leaf of leaves) checkLeafBody(source, leaf, problems);
  if (!block.glued && !problems.has("leading-blank-line")) checkTopHeaders(message, problems);
  return { message, lines, problems: problems.finish() };
}

function checkEndOfHeaders({ units: text, scan }: MimeSource, block: HeaderBlock, problems: ProblemList): void {
  const { lines } = scan;
  const first = lines.at(0);
  if (block.blankLine === 0 && first) {
    const next = firstFilled(lines);
    const name =
      next && /^\s*([^\s:]+):/.exec(text.slice(next.span.start, Math.min(next.span.end, next.span.start + 80)))?.[1];
    if (name && isKnownHeaderName(name)) {
      const sentence = `A blank line stands before ${name}, so the message has no headers and all of it is body.`;
      problems.add("error", "leading-blank-line", sentence, { start: 0, end: lineEndOffset(first) });
    }
  }
  if (block.blankLine !== undefined) return;
  const stray = block.strayLine === undefined ? undefined : lines.at(block.strayLine);
  const broken = block.glued || stray !== undefined;
  const sentence = broken
    ? "No blank line ends the headers, so the text after them is read as headers too. Put an empty line (CRLF CRLF) between headers and body (RFC 5322 2.1)."
    : "The headers run to the end and no blank line follows, so there is no body. Put an empty line (CRLF CRLF) after the last header (RFC 5322 2.1).";
  const start = stray?.span.start ?? text.length;
  problems.add(broken ? "error" : "warning", "no-blank-line", sentence, { start, end: text.length });
}

function firstFilled(lines: Lines): MimeLine | undefined {
  for (let index = 0; index < lines.length; index++) {
    const line = lines.at(index);
    if (line && line.span.end > line.span.start) return line;
  }
  return undefined;
}

function listLines(lines: Lines): MimeLine[] {
  const list: MimeLine[] = [];
  for (let index = 0; index < lines.length; index++) list.push(lines.at(index) as MimeLine);
  return list;
}

/** The first header begins after a byte order mark; the lines handed out keep it. */
function withoutBom(lines: Lines, bom: number): Lines {
  if (bom === 0) return lines;
  const skip = (line: MimeLine | undefined) => line && { ...line, span: shifted(line.span, bom) };
  return {
    length: lines.length,
    at: (index) => (index === 0 ? skip(lines.at(0)) : lines.at(index)),
    nextDashed: (from) => lines.nextDashed(from),
  };
}

const shifted = ({ start, end }: Span, by: number): Span => ({ start: start + by, end });
