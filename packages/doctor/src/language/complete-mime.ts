import type { Span } from "@easel/codec/document";
import type { CompletionItem } from "./complete.ts";

type Row = readonly [name: string, insert: string, meaning: string];

/** Headers of a message, in the order people write them, with a template of each; `{1:…}` is a stop of the snippet. */
export const mailHeaders: readonly Row[] = [
  ["From", "From: {1:Name} <{2:user@example.com}>", "Who writes."],
  ["To", "To: {1:user@example.com}", "Whom it is for."],
  ["Cc", "Cc: {1:user@example.com}", "Who gets a copy."],
  ["Bcc", "Bcc: {1:user@example.com}", "Who gets a blind copy; the server takes the line out."],
  ["Reply-To", "Reply-To: {1:user@example.com}", "Where answers go."],
  ["Subject", "Subject: $1", "The subject; other than ASCII as an encoded word."],
  ["Date", "Date: {1:Mon, 23 Nov 2026 08:00:00 +0000}", "When it was written: English names of day and month."],
  ["Message-ID", "Message-ID: <{1:id}@{2:example.com}>", "The message's own name, new for each."],
  ["In-Reply-To", "In-Reply-To: <$1>", "The message that is answered."],
  ["References", "References: <$1>", "The messages before it."],
  ["MIME-Version", "MIME-Version: 1.0", "Says that the message is MIME; needed with any Content header."],
  [
    "Content-Type",
    "Content-Type: {1|text/plain,text/html,multipart/mixed,multipart/alternative|}; charset={2:utf-8}",
    "What the body is.",
  ],
  [
    "Content-Transfer-Encoding",
    "Content-Transfer-Encoding: {1|7bit,8bit,quoted-printable,base64|}",
    "How the body is written as bytes.",
  ],
  [
    "Content-Disposition",
    'Content-Disposition: {1|attachment,inline|}; filename="$2"',
    "Whether a part is a file, and its name.",
  ],
  ["Content-ID", "Content-ID: <$1>", "The name by which HTML refers to a part."],
  ["Importance", "Importance: {1|high,normal,low|}", "How important the sender calls it."],
  ["X-Priority", "X-Priority: {1|1,3,5|}", "The same for older programs: 1 is high."],
];

/** Values of a header by its name in lower case, with what they mean. */
export const mailHeaderValues: Readonly<Record<string, readonly (readonly [value: string, meaning: string])[]>> = {
  "mime-version": [["1.0", "the only one"]],
  "content-transfer-encoding": [
    ["7bit", "ASCII, lines up to 998 characters"],
    ["8bit", "any bytes in lines"],
    ["quoted-printable", "mostly ASCII, the rest as =XX"],
    ["base64", "any bytes"],
    ["binary", "any bytes without lines"],
  ],
  "content-type": [
    ["text/plain; charset=utf-8", "text"],
    ["text/html; charset=utf-8", "HTML"],
    ['multipart/mixed; boundary="b1"', "text and files"],
    ['multipart/alternative; boundary="b1"', "the same as text and as HTML"],
    ['multipart/related; boundary="b1"', "HTML and its pictures"],
    ["application/octet-stream", "a file of any kind"],
    ["message/rfc822", "a whole message"],
    ["text/calendar; method=REQUEST; charset=utf-8", "an invitation"],
  ],
  "content-disposition": [
    ["attachment", "a file"],
    ["inline", "shown in the body"],
  ],
  importance: [
    ["high", ""],
    ["normal", ""],
    ["low", ""],
  ],
};

/**
 * What may be typed at an offset of a message's text: header names that are not there yet, or the values of a
 * header. Nothing in a body.
 */
export function completeMime(text: string, offset: number): { span: Span; items: CompletionItem[] } {
  const lineStart = Math.max(text.lastIndexOf("\n", offset - 1), text.lastIndexOf("\r", offset - 1)) + 1;
  const line = text.slice(lineStart, offset);
  const nothing = { span: { start: offset, end: offset }, items: [] };
  const block = headerBlock(text, lineStart);
  if (block === undefined || /^[ \t]/.test(line)) return nothing;
  const end = offset + (/^[^\r\n]*/.exec(text.slice(offset))?.[0].length ?? 0);
  const [, name, space = "", typed = ""] = /^([A-Za-z-]+):([ \t]*)(.*)$/.exec(line) ?? [];
  if (name !== undefined) {
    const choices = mailHeaderValues[name.toLowerCase()] ?? [];
    return {
      span: { start: lineStart + name.length + 1 + space.length, end },
      items: choices
        .filter(([value]) => value.toLowerCase().startsWith(typed.toLowerCase().trim()))
        .map(([value, detail]) => ({
          kind: "value",
          label: value,
          insert: value,
          isSnippet: false,
          ...(detail === "" ? {} : { detail }),
        })),
    };
  }
  if (!/^[A-Za-z-]*$/.test(line)) return nothing;
  // Before a colon only the name is typed; the value that follows it stays.
  const colon = text.slice(offset, end).indexOf(":");
  const there = new Set([...block.matchAll(/^([A-Za-z-]+):/gm)].map((match) => match[1]?.toLowerCase()));
  return {
    span: { start: lineStart, end: colon < 0 ? end : offset + colon },
    items: mailHeaders
      .filter(([header]) => !there.has(header.toLowerCase()) && header.toLowerCase().startsWith(line.toLowerCase()))
      .map(([header, insert, documentation]) => ({
        kind: "value",
        label: header,
        insert: colon < 0 ? insert.replaceAll("{", "${") : header,
        isSnippet: colon < 0,
        documentation,
      })),
  };
}

/** The header whose line or folded lines hold an offset, names only where headers stand. */
export function headerLineAt(text: string, offset: number): { name: string; value: string; span: Span } | undefined {
  let start = text.lastIndexOf("\n", offset - 1) + 1;
  while (start > 0 && /[ \t]/.test(text[start] ?? "")) start = text.lastIndexOf("\n", start - 2) + 1;
  if (headerBlock(text, start) === undefined) return undefined;
  const match = /^([!-9;-~]+):((?:[^\r\n]|\r?\n[ \t])*)/.exec(text.slice(start, start + MAX_HEADER));
  if (!match || offset > start + match[0].length) return undefined;
  const [whole, name = "", value = ""] = match;
  return { name, value, span: { start, end: start + whole.length } };
}

/** Characters of one header that are read. */
const MAX_HEADER = 4000;

/** The header lines around a line: from the blank line or the boundary before it to the one after; none in a body. */
function headerBlock(text: string, lineStart: number): string | undefined {
  const before = text.slice(0, lineStart);
  const start = blockStart(before);
  const head = text.slice(start, lineStart);
  if (/(?:\r\n|\n)(?:\r\n|\n)/.test(head) || /^(?:\r\n|\n)/.test(head)) return undefined;
  const after = /(?:\r\n|\n)(?:\r\n|\n)/.exec(text.slice(lineStart));
  return text.slice(start, after ? lineStart + after.index : text.length);
}

/** After the last boundary line, when one stands before; else the beginning. */
function blockStart(before: string): number {
  const boundary = /boundary\s*=\s*"?([^";\r\n]+)/i.exec(before)?.[1]?.trim();
  if (!boundary) return 0;
  const at = before.lastIndexOf(`--${boundary}`);
  if (at < 0) return 0;
  const end = before.indexOf("\n", at);
  return end < 0 ? before.length : end + 1;
}
