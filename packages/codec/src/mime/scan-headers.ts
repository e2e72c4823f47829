import type { Span } from "../document.ts";
import { findGluedNames, headerRule, isIndentedHeader } from "./known-headers.ts";
import { type Lines, lineEndOffset } from "./lines.ts";
import { mailDateFault } from "./mail-date.ts";
import type { MimeHeader, MimeLine } from "./message.ts";
import type { ProblemList } from "./problem-list.ts";
import type { Units } from "./source.ts";

export interface HeaderBlock {
  headers: MimeHeader[];
  /** Index of the first line after the block. */
  nextLine: number;
  /** Index of the blank line that ended the block. */
  blankLine?: number;
  /** Index of the first line that is no header and continues none. */
  strayLine?: number;
  glued: boolean;
}

const isWhitespace = (code: number): boolean => code === 0x20 || code === 0x09;

/**
 * Reads header fields from a line on until a blank line, a line for which `stopsAt` is true, or the end
 * (RFC 5322 2.2). `textOf` gives the readable text of a span.
 */
export function scanHeaders(
  text: Units,
  lines: Lines,
  from: number,
  stopsAt: (line: number) => boolean,
  textOf: (span: Span) => string,
  problems: ProblemList,
): HeaderBlock {
  const block: HeaderBlock = { headers: [], nextLine: Math.min(from, lines.length), glued: false };
  for (let index = from; index < lines.length; index++) {
    const line = lines.at(index);
    if (!line) break;
    const { start, end } = line.span;
    block.nextLine = index;
    if (stopsAt(index)) break;
    if (start === end) block.blankLine = index;
    block.nextLine = index + 1;
    if (start === end) break;
    const last = block.headers.at(-1);
    if (isWhitespace(text.charCodeAt(start)) && last && block.strayLine === undefined) {
      noteIndentedHeader(text.slice(start, end), line.span, last, problems);
      last.span.end = lineEndOffset(line);
      last.valueSpan.end = Math.max(last.valueSpan.start, trimEnd(text, start, end));
      continue;
    }
    // Text after the first stray line is most likely the body: one problem says enough.
    const header = readField(text, line, block.strayLine === undefined ? problems : undefined);
    if (!header) {
      block.strayLine ??= index;
      continue;
    }
    block.headers.push(header);
    if (noteGluedNames(text, line, header, problems)) block.glued = true;
  }
  for (const header of block.headers) header.value = unfold(textOf(header.valueSpan));
  return block;
}

function readField(text: Units, line: MimeLine, problems: ProblemList | undefined): MimeHeader | undefined {
  const { start, end } = line.span;
  const colon = colonWithin(text, start, end);
  const name = colon < 0 ? "" : text.slice(start, colon);
  const bare = name.trim();
  if (bare === "" || /[\s<>"(),;@\\[\]]/.test(bare)) {
    const message =
      colon < 0
        ? `“${excerpt(text, start, end)}” stands among the headers and has no colon. A header is “Name: value”; text belongs after a blank line.`
        : `“${excerpt(text, start, end)}” stands among the headers, but what comes before its colon is no header name.`;
    problems?.add("error", "header-without-colon", message, { start, end });
    return undefined;
  }
  if (bare !== name || !isPrintable(bare)) {
    const message = isPrintable(bare)
      ? `White space around the name of header ${bare}: the name begins the line and the colon follows it directly (RFC 5322 2.2).`
      : "A header name holds a character that is not printable ASCII (RFC 5322 2.2).";
    problems?.add("error", "bad-header-name", message, { start, end: colon });
  }
  const nameStart = start + (name.length - name.trimStart().length);
  let valueStart = colon + 1;
  while (valueStart < end && isWhitespace(text.charCodeAt(valueStart))) valueStart++;
  return {
    name: bare,
    value: "",
    span: { start, end: lineEndOffset(line) },
    nameSpan: { start: nameStart, end: nameStart + bare.length },
    valueSpan: { start: valueStart, end: Math.max(valueStart, trimEnd(text, valueStart, end)) },
  };
}

/** The first colon of a line, or -1. `indexOf` would read on to the end of the text at every line without one. */
function colonWithin(text: Units, start: number, end: number): number {
  for (let at = start; at < end; at++) if (text.charCodeAt(at) === 0x3a /* ':' */) return at;
  return -1;
}

function noteGluedNames(text: Units, line: MimeLine, header: MimeHeader, problems: ProblemList): boolean {
  const glued = findGluedNames(text.slice(header.nameSpan.start, line.span.end));
  if (glued.length === 0) return false;
  const names = [header.name, ...glued.map(({ name }) => name)];
  const shown = names.length > 6 ? `${names.slice(0, 5).join(", ")} and ${names.length - 5} more` : names.join(", ");
  problems.add(
    "error",
    "headers-glued",
    `${names.length} headers stand on one line (${shown}): everything after “${header.name}:” is read as its value. Each header needs a line of its own, ended by CRLF (RFC 5322 2.2).`,
    line.span,
  );
  return true;
}

function noteIndentedHeader(line: string, span: Span, owner: MimeHeader, problems: ProblemList): void {
  if (!isIndentedHeader(line, owner.name)) return;
  const name = line.trim().split(":")[0] ?? "";
  problems.add(
    "error",
    "header-indented",
    `${name} is indented, so it continues ${owner.name} instead of being a header (RFC 5322 2.2.3). A header begins at the start of its line.`,
    span,
  );
}

/** Problems of a part's headers taken together: empty, repeated, malformed dates, bytes above 127. */
export function checkHeaders(text: Units, headers: readonly MimeHeader[], problems: ProblemList): void {
  const seen = new Set<string>();
  for (const header of headers) {
    const key = header.name.toLowerCase();
    const rule = headerRule(key);
    if (rule?.filled && header.value === "") {
      const severity = key === "bcc" ? "info" : "warning";
      const message = `${header.name} has no value. Leave the header out when there is nothing to say.`;
      problems.add(severity, "empty-header", message, header.span);
    }
    if (rule?.single && seen.has(key)) {
      const message = `${header.name} stands more than once; a message has at most one, and readers differ about which counts (RFC 5322 3.6).`;
      problems.add("warning", "duplicate-header", message, header.span);
    }
    seen.add(key);
    const dateFault = key === "date" && header.value !== "" ? mailDateFault(header.value) : undefined;
    if (dateFault)
      problems.add(
        "warning",
        "bad-date",
        `Date “${header.value.slice(0, 60)}” ${dateFault} (RFC 5322 3.3).`,
        header.valueSpan,
      );
    const eightBit = findAbove7Bit(text, header.span.start, header.span.end);
    if (eightBit >= 0) {
      const message = `${header.name} holds a character outside ASCII; headers write it as an encoded word, =?utf-8?B?…?= (RFC 2047).`;
      problems.add("warning", "eight-bit-header", message, { start: eightBit, end: eightBit + 1 });
    }
  }
}

/** Offset of the first unit above 127 in a range, -1 when there is none. */
export function findAbove7Bit(text: Units, start: number, end: number): number {
  for (let at = start; at < end; at++) if (text.charCodeAt(at) > 0x7f) return at;
  return -1;
}

function unfold(value: string): string {
  return value.replace(/\r\n|\r|\n/g, "").trim();
}

function trimEnd(text: Units, start: number, end: number): number {
  let at = end;
  while (at > start && isWhitespace(text.charCodeAt(at - 1))) at--;
  return at;
}

function isPrintable(name: string): boolean {
  for (let at = 0; at < name.length; at++) {
    const code = name.charCodeAt(at);
    if (code < 33 || code > 126) return false;
  }
  return true;
}

function excerpt(text: Units, start: number, end: number): string {
  return end - start > 60 ? `${text.slice(start, start + 57)}…` : text.slice(start, end);
}
