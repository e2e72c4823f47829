import { decodeHeaderWords, type MimeHeader, type MimePart, scanMime } from "@easel/codec/mime";
import type { OutlineNode } from "./outline.ts";

const MAX_DETAIL = 60;

/** The headers and parts of a message as a tree. Spans as in what was given. */
export function outlineMime(input: string | Uint8Array): OutlineNode[] {
  return outlineMessage(scanMime(input).message);
}

/** The same of a message that has been scanned. */
export const outlineMessage = (message: MimePart): OutlineNode[] => [ofPart(message)];

function ofPart(part: MimePart): OutlineNode {
  const header = (name: string) => part.headers.find((each) => each.name.toLowerCase() === name)?.value;
  const file = /filename\*?="?([^";]+)/i.exec(header("content-disposition") ?? "")?.[1] ?? part.parameters.name;
  const subject = header("subject");
  const told = file ?? (subject === undefined ? undefined : decodeHeaderWords(subject)) ?? "";
  const encoding = part.transferEncoding === "7bit" ? "" : part.transferEncoding;
  return {
    name: part.contentType,
    detail: [told.slice(0, MAX_DETAIL), encoding].filter(Boolean).join(", "),
    span: { start: part.headerSpan.start, end: part.bodySpan.end },
    tagSpan: part.headerSpan,
    children: [...part.headers.map(ofHeader), ...part.parts.map(ofPart)],
  };
}

const ofHeader = ({ name, value, span }: MimeHeader): OutlineNode => ({
  name,
  detail: decodeHeaderWords(value).replace(/\s+/g, " ").trim().slice(0, MAX_DETAIL),
  span,
  tagSpan: { start: span.start, end: span.start + name.length },
  children: [],
});
