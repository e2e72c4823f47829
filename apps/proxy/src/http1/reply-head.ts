import type { HeaderList } from "../contract.ts";
import { BadAnswerError } from "./bad-answer.ts";

export interface ReplyHead {
  status: number;
  reason: string;
  httpVersion: string;
  /** Order, case and duplicates as they came; the white space around values is not part of them (RFC 9110 5.5). */
  headers: HeaderList;
}

const STATUS_LINE = /^HTTP\/(1\.[01]) (\d{3})(?: (.*))?$/;
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\x00-\x08\x0a-\x1f\x7f]/;

/**
 * Reads status line and headers.
 * @param text latin1, one character for each byte, without the empty line at its end.
 * @throws BadAnswerError
 */
export function readReplyHead(text: string): ReplyHead {
  const lines = text.split("\r\n");
  const match = STATUS_LINE.exec(lines[0] ?? "");
  if (!match) throw new BadAnswerError("its first line is no status line");
  const headers: HeaderList = [];
  for (let index = 1; index < lines.length; index += 1) addLine(headers, lines[index] ?? "");
  return { status: Number(match[2]), reason: match[3] ?? "", httpVersion: match[1] ?? "", headers };
}

function addLine(headers: HeaderList, line: string): void {
  if (CONTROL.test(line)) throw new BadAnswerError("a header has a control character");
  if (line.startsWith(" ") || line.startsWith("\t")) {
    // Servers must not (RFC 9112 5.2), and Node never read it either.
    throw new BadAnswerError("a header goes on in a second line");
  }
  const colon = line.indexOf(":");
  const name = line.slice(0, Math.max(0, colon));
  if (!TOKEN.test(name)) throw new BadAnswerError("a header line has no name");
  headers.push([name, trimBlanks(line.slice(colon + 1))]);
}

/** Without spaces and tabs around it, and nothing else: `trim` would take a no-break space, too. */
function trimBlanks(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isBlank(text.charCodeAt(start))) start += 1;
  while (end > start && isBlank(text.charCodeAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

const isBlank = (code: number): boolean => code === 0x20 || code === 0x09;
