import { decodeHeaderWords, type MimePart, scanMime } from "@easel/codec/mime";
import type { OutlineNode } from "./outline.ts";

/** The parts of a message as a tree: type, file name or subject, encoding. Spans as in what was given. */
export function outlineMime(input: string | Uint8Array): OutlineNode[] {
  return [node(scanMime(input).message)];
}

function node(part: MimePart): OutlineNode {
  const header = (name: string) => part.headers.find((each) => each.name.toLowerCase() === name)?.value;
  const file = /filename\*?="?([^";]+)/i.exec(header("content-disposition") ?? "")?.[1] ?? part.parameters.name;
  const subject = header("subject");
  const told = file ?? (subject === undefined ? undefined : decodeHeaderWords(subject)) ?? "";
  const encoding = part.transferEncoding === "7bit" ? "" : part.transferEncoding;
  return {
    name: part.contentType,
    detail: [told.slice(0, 60), encoding].filter(Boolean).join(", "),
    span: { start: part.headerSpan.start, end: part.bodySpan.end },
    tagSpan: part.headerSpan,
    children: part.parts.map(node),
  };
}
