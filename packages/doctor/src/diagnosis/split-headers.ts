import { findHeaderNames, type MimeLine, mailDateFault, scanMime } from "@easel/codec/mime";

/** Headers with their names, and the text that comes after them; all as byte strings. */
export interface HeaderSplit {
  headers: string[];
  body: string;
  /** True when where the last header ends could not be known. */
  guessed: boolean;
}

/**
 * Takes the header block of a message apart where it is broken: several headers on a line, indented headers,
 * text right after the headers with no blank line. Values and body stay as they are.
 */
export function splitHeaders(text: string): HeaderSplit {
  const { message, problems } = scanMime(text);
  const startsOf = (code: string) =>
    new Set(problems.filter((found) => found.code === code).map(({ span }) => span?.start ?? -1));
  const glued = startsOf("headers-glued");
  const indented = startsOf("header-indented");
  const stray = startsOf("header-without-colon");
  const blankLine = message.lines.find(({ span }) => span.start === span.end && span.start < message.headerSpan.end);
  const lines = message.lines.filter(
    ({ span }) => span.start >= message.headerSpan.start && span.start < (blankLine?.span.start ?? text.length),
  );
  const headers: string[] = [];
  for (const [index, line] of lines.entries()) {
    const content = text.slice(line.span.start, line.span.end);
    if (stray.has(line.span.start) && !blankLine) return { headers, body: text.slice(line.span.start), guessed: false };
    if (glued.has(line.span.start)) {
      const pieces = cutAtNames(content);
      const isLast = index === lines.length - 1 && !blankLine;
      const last = isLast ? splitLastHeader(pieces.pop() ?? "") : undefined;
      // Not push(...pieces): a line may hold more headers than a call can take arguments.
      for (const piece of pieces) headers.push(piece);
      if (last) return { headers: [...headers, last.header], body: last.body, guessed: last.guessed };
    } else if (indented.has(line.span.start) || headers.length === 0 || !/^[ \t]/.test(content))
      headers.push(content.trim());
    else headers[headers.length - 1] += `\r\n${content}`;
  }
  return { headers, body: blankLine ? text.slice(afterLine(blankLine)) : "", guessed: false };
}

const afterLine = (line: MimeLine): number => line.span.end + { crlf: 2, lf: 1, cr: 1, none: 0 }[line.lineEnd];

function cutAtNames(line: string): string[] {
  const starts = findHeaderNames(line).map(({ span }) => span.start);
  return starts.map((start, index) => line.slice(start, starts[index + 1]).trim());
}

/** The part of a value in which its end is looked for; keeps the patterns below cheap on hostile input. */
const MAX_GUESSED = 2000;

/** Values whose form says where they end. What a pattern takes is the value; the rest is body. */
const valueForms: readonly [names: RegExp, form: RegExp][] = [
  [/^mime-version$/i, /^1\.0(?:\s*\([^)]*\))?/],
  [/^content-transfer-encoding$/i, /^(?:7bit|8bit|binary|base64|quoted-printable)(?![\w-])/i],
  [/^content-(?:type|disposition)$/i, /^[\w.+-]+(?:\/[\w.+-]+)?(?:\s*;\s*[\w*-]+\s*=\s*(?:"[^"]*"|[^\s;"]+))*;?/],
  [/^(?:message-id|content-id|in-reply-to|references)$/i, /^(?:<[^<>\s]*>\s*)+/],
  [/^(?:importance|sensitivity|priority|x-priority|x-msmail-priority)$/i, /^[\w-]+(?:\s*\([^)]*\))?/],
  [
    /^(?:from|to|cc|bcc|sender|reply-to)$/i,
    /^(?:(?:"[^"]*"\s*|[^\s,;<>@"]+\s+){0,5}(?:<[^<>]*>|[^\s,;<>@"]+@[^\s,;<>"]+)\s*[,;]?\s*)+/,
  ],
  // Microsoft's own: "Produced By Microsoft MimeOLE V6.00.2900.3350".
  [/^x-(?:mimeole|mailer)$/i, /^.*?\bV?\d+(?:\.\d+)+(?=\s|$)/],
];

function splitLastHeader(header: string): { header: string; body: string; guessed: boolean } {
  const colon = header.indexOf(":");
  const name = header.slice(0, colon);
  const value = header.slice(colon + 1).trim();
  const cut = (length: number, guessed: boolean) => ({
    header: `${name}: ${value.slice(0, length).trim()}`,
    body: value.slice(length).trim(),
    guessed: guessed && value.slice(length).trim() !== "",
  });
  if (/^date$/i.test(name)) {
    const words = value.split(/\s+/);
    for (let count = Math.min(words.length, 8); count >= 4; count--) {
      const date = words.slice(0, count).join(" ");
      if (mailDateFault(date) === undefined) return cut(lengthOfWords(value, count), false);
    }
  }
  const form = valueForms.find(([names]) => names.test(name))?.[1].exec(value.slice(0, MAX_GUESSED))?.[0];
  if (form !== undefined) return cut(form.length, !/^(?:mime-version|content-)/i.test(name));
  // Free text: a sentence at the end is most likely the body.
  const sentence = /\s(?=[A-Z][^\s]*\s[^.!?]*[.!?]\s*$)/.exec(value.slice(-MAX_GUESSED));
  return cut(sentence ? Math.max(0, value.length - MAX_GUESSED) + sentence.index : value.length, true);
}

function lengthOfWords(text: string, count: number): number {
  const pattern = /\S+/g;
  let end = 0;
  for (let index = 0; index < count; index++) {
    const match = pattern.exec(text);
    if (match) end = match.index + match[0].length;
  }
  return end;
}
