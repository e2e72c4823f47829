import type { Span } from "../document.ts";
import { parseContentType } from "./content-type.ts";
import type { Lines } from "./lines.ts";
import type { MimeLine, MimePart } from "./message.ts";
import type { ProblemList } from "./problem-list.ts";
import { checkHeaders, type HeaderBlock, scanHeaders } from "./scan-headers.ts";
import type { Units } from "./source.ts";

/** Multiparts inside multiparts; deeper ones are left as one body. */
export const MAX_PART_DEPTH = 32;
/** Parts of one message; what follows the last stays in its body. */
export const MAX_PARTS = 1000;
/** RFC 2046 5.1.1 allows 70 characters; more is read, but a delimiter line is not looked at beyond this. */
const MAX_BOUNDARY_LENGTH = 500;

interface Frame {
  boundary: string;
  part: MimePart;
  delimiters: number;
}

export interface PartScan {
  root: MimePart;
  /** The top header block. */
  block: HeaderBlock;
  /** Parts without children, in order. */
  leaves: MimePart[];
}

/** One pass over the lines with a stack of open multiparts: linear whatever the nesting. RFC 2046 5.1. */
export function scanParts(text: Units, lines: Lines, textOf: (span: Span) => string, problems: ProblemList): PartScan {
  const frames: Frame[] = [];
  const all: MimePart[] = [];
  let current: MimePart | undefined;

  const isDelimiter = (line: number) => matchDelimiter(text, lines.at(line), frames) !== undefined;

  const openPart = (line: number): { part: MimePart; block: HeaderBlock } => {
    const block = scanHeaders(text, lines, line, isDelimiter, textOf, problems);
    const start = lines.at(line)?.span.start ?? text.length;
    const bodyStart = lines.at(block.nextLine)?.span.start ?? text.length;
    checkHeaders(text, block.headers, problems);
    const part = makePart(block, { start, end: bodyStart }, { start: bodyStart, end: text.length });
    all.push(part);
    current = part;
    const boundary = boundaryOf(part, problems);
    if (boundary !== undefined) {
      if (frames.length >= MAX_PART_DEPTH) {
        problems.add(
          "warning",
          "too-deep",
          `Parts are nested more than ${MAX_PART_DEPTH} deep; the rest is not taken apart.`,
          part.headerSpan,
        );
      } else frames.push({ boundary, part, delimiters: 0 });
    }
    return { part, block };
  };

  const closeDownTo = (depth: number, line: number): void => {
    const before = lines.at(line - 1);
    // The line end before a delimiter belongs to the delimiter (RFC 2046 5.1.1).
    const end = before ? before.span.end : 0;
    // A multipart in its preamble is not at its end yet.
    if (current && current !== frames[depth]?.part) current.bodySpan.end = Math.max(current.bodySpan.start, end);
    while (frames.length > depth + 1) {
      const frame = frames.pop();
      if (!frame) break;
      frame.part.bodySpan.end = Math.max(frame.part.bodySpan.start, end);
      noteUnclosed(frame, problems);
    }
  };

  const { part: root, block } = openPart(0);
  for (let line = lines.nextDashed(block.nextLine); line < lines.length; line = lines.nextDashed(line + 1)) {
    const delimiter = matchDelimiter(text, lines.at(line), frames);
    const frame = delimiter && frames[delimiter.depth];
    if (!delimiter || !frame) continue;
    if (!delimiter.closing && all.length >= MAX_PARTS) {
      problems.add(
        "warning",
        "too-many-parts",
        `The message has more than ${MAX_PARTS} parts; the rest is not taken apart.`,
        lines.at(line)?.span ?? root.bodySpan,
      );
      break;
    }
    closeDownTo(delimiter.depth, line);
    frame.delimiters++;
    if (delimiter.closing) {
      frames.pop();
      current = frame.part;
      current.bodySpan.end = text.length;
    } else {
      const child = openPart(line + 1);
      frame.part.parts.push(child.part);
      line = child.block.nextLine - 1;
    }
  }
  for (const frame of frames) noteUnclosed(frame, problems);
  return { root, block, leaves: all.filter((part) => part.parts.length === 0) };
}

function makePart(block: HeaderBlock, headerSpan: Span, bodySpan: Span): MimePart {
  const value = (name: string) => block.headers.find((header) => header.name.toLowerCase() === name)?.value;
  const { type, parameters } = parseContentType(value("content-type") ?? "");
  return {
    headers: block.headers,
    headerSpan,
    bodySpan,
    contentType: type === "" ? "text/plain" : type,
    parameters,
    transferEncoding: encodingOf(value("content-transfer-encoding") ?? ""),
    parts: [],
  };
}

/** The mechanism without a comment after it: `base64 (as always)`. */
function encodingOf(value: string): string {
  const comment = value.indexOf("(");
  return (comment < 0 ? value : value.slice(0, comment)).trim().toLowerCase() || "7bit";
}

function boundaryOf(part: MimePart, problems: ProblemList): string | undefined {
  if (!part.contentType.startsWith("multipart/")) return undefined;
  const boundary = part.parameters.boundary;
  const header = part.headers.find(({ name }) => name.toLowerCase() === "content-type");
  if (!boundary) {
    const message = `${part.contentType} ${boundary === "" ? "has an empty boundary" : "names no boundary"}, so its parts cannot be found (RFC 2046 5.1.1).`;
    problems.add("error", "boundary-missing", message, header?.valueSpan ?? part.headerSpan);
    return undefined;
  }
  if (boundary.length > MAX_BOUNDARY_LENGTH) {
    const message = `The boundary has ${boundary.length} characters; 70 are allowed (RFC 2046 5.1.1).`;
    problems.add("error", "boundary-too-long", message, header?.valueSpan ?? part.headerSpan);
    return undefined;
  }
  return boundary;
}

function noteUnclosed(frame: Frame, problems: ProblemList): void {
  const shown = frame.boundary.slice(0, 70);
  if (frame.delimiters === 0) {
    const message = `No line “--${shown}” follows, so ${frame.part.contentType} has no parts (RFC 2046 5.1.1).`;
    problems.add("error", "boundary-not-found", message, frame.part.bodySpan);
  } else {
    const end = frame.part.bodySpan.end;
    const message = `${frame.part.contentType} is never closed: the line “--${shown}--” is missing (RFC 2046 5.1.1).`;
    problems.add("warning", "boundary-not-closed", message, { start: end, end });
  }
}

function matchDelimiter(
  text: Units,
  line: MimeLine | undefined,
  frames: readonly Frame[],
): { depth: number; closing: boolean } | undefined {
  if (!line || frames.length === 0) return undefined;
  const { start, end } = line.span;
  if (text.charCodeAt(start) !== 0x2d || text.charCodeAt(start + 1) !== 0x2d) return undefined;
  if (end - start > MAX_BOUNDARY_LENGTH * 2) return undefined;
  const key = text.slice(start + 2, end).replace(/[ \t]+$/, "");
  for (let depth = frames.length - 1; depth >= 0; depth--) {
    const boundary = frames[depth]?.boundary;
    if (boundary === key) return { depth, closing: false };
    if (`${boundary}--` === key) return { depth, closing: true };
  }
  return undefined;
}
