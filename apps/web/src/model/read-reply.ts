import type { Document, DocumentNode, ElementNode, Span } from "@easel/codec/document";
import { parseMultipart } from "@easel/codec/http";
import type { ByteLabels } from "@easel/codec/incremental";
import type { Problem } from "@easel/codec/problem";
import { annotateWbxml, beginDecoding, decodeWbxml } from "@easel/codec/wbxml";
import { printXml } from "@easel/codec/xml";
import { bytesToByteText } from "./byte-text.ts";
import { type ReplyNote, undoContentEncoding } from "./content-encoding.ts";
import { allOf, headerOf } from "./header-list.ts";
import { type ReplyKind, recogniseBody } from "./recognise-body.ts";
import type { Reply } from "./round-trip.ts";

export interface ReadReply {
  kind: ReplyKind;
  /** As it came. */
  raw: Uint8Array;
  /** With the content-encoding undone; the same array when there was none. Labels and spans count in it. */
  bytes: Uint8Array;
  /** What was done to the body on the way here, and what could not be. */
  notes: ReplyNote[];
  problems: Problem[];
  labels: ByteLabels;
  /** The decoded WBXML with byte and text spans; of a multipart body its first part. */
  document?: Document;
  /** The document as XML text, lines ending in LF. */
  xml?: string;
  /** The body as text when it is text of any kind; bytes its charset cannot read are byte text. */
  text?: string;
  /** The charset `text` was read with. */
  charset?: string;
  /** Parts of a multipart body, as spans of `bytes`. */
  parts?: { start: number; end: number }[];
  /**
   * What is missing of a long answer: "text" while its XML, the places in it and its labels are being made, "all" when
   * somebody stopped the reading.
   */
  missing?: "text" | "all";
}

/** Bytes of a body that take longer to read than a keystroke may wait. */
export const LONG_BODY = 1 << 18;

const TEXT_KINDS: readonly ReplyKind[] = ["xml", "html", "json", "mime", "text"];

/** Reads a reply as far as it can be read. Never throws. */
export async function readReply(reply: Pick<Reply, "headers" | "body">): Promise<ReadReply> {
  return readOpened(await openReply(reply), reply.headers);
}

/** What a reply is, its content-encoding undone and nothing else read. */
export async function openReply({ headers, body }: Pick<Reply, "headers" | "body">): Promise<ReadReply> {
  const { bytes, notes } = await undoContentEncoding(body, allOf(headers, "content-encoding"));
  const kind = recogniseBody(bytes, headerOf(headers, "content-type"));
  return { kind, raw: body, bytes, notes, problems: [], labels: [] };
}

/** Reads an opened reply in one go. */
export function readOpened(read: ReadReply, headers: Reply["headers"]): ReadReply {
  const { kind, bytes } = read;
  if (kind === "wbxml" || kind === "other-wbxml") return { ...read, ...readWbxml(bytes, 0) };
  if (kind === "multipart") return readMultipart(read);
  if (!TEXT_KINDS.includes(kind)) return read;
  return { ...read, ...readText(bytes, headerOf(headers, "content-type")) };
}

/** True for an opened reply that is one long document, which `readInSteps` and `indexReply` read without a long pause. */
export const isLongDocument = ({ kind, bytes }: ReadReply): boolean => kind === "wbxml" && bytes.length > LONG_BODY;

/** Decodes a long document, some tokens a step; its text and labels are missing then. */
export function* readInSteps(read: ReadReply, headers: Reply["headers"]): Generator<void, ReadReply> {
  const decoding = beginDecoding(read.bytes);
  while (!decoding.step(TOKENS_A_STEP)) yield;
  const { document, problems } = decoding.finish();
  return document.container ? readOpened(read, headers) : { ...read, document, problems, missing: "text" };
}

/** About half a millisecond's worth. */
const TOKENS_A_STEP = 500;

type ReadDocument = Pick<ReadReply, "document" | "xml" | "labels" | "problems">;

function readWbxml(bytes: Uint8Array, at: number): ReadDocument {
  const { document, problems } = decodeWbxml(bytes);
  const xml = printXml(document, { newline: "\n" });
  const labels = annotateWbxml(document);
  // A document found inside something else, a multipart body without its name, has its places counted from there.
  const inner = document.bytes ?? bytes;
  if (inner.buffer !== bytes.buffer) return { document, xml, labels: [], problems: problems.map(withoutSpan) };
  const offset = at + inner.byteOffset - bytes.byteOffset;
  if (offset === 0) return { document, xml, labels, problems };
  if (document.header.byteSpan) document.header.byteSpan = moved(document.header.byteSpan, offset);
  if (document.root) moveSpans(document.root, offset);
  return {
    document,
    xml,
    labels: labels.map((label) => ({ ...label, span: moved(label.span, offset) })),
    problems: problems.map((problem) => (problem.span ? { ...problem, span: moved(problem.span, offset) } : problem)),
  };
}

/** What was unpacked has no place in the bytes that came. */
const withoutSpan = ({ span: _, ...problem }: Problem): Problem => problem;

function moveSpans(root: ElementNode, offset: number): void {
  const stack: DocumentNode[] = [root];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.byteSpan) node.byteSpan = moved(node.byteSpan, offset);
    if (node.kind === "opaque" && node.contentSpan) node.contentSpan = moved(node.contentSpan, offset);
    if (node.kind === "element") for (const child of node.children) stack.push(child);
  }
}

const moved = ({ start, end }: Span, offset: number): Span => ({ start: start + offset, end: end + offset });

/** The first part is the answer's document, the others its binary data (MS-ASCMD 2.2.1.10.1). */
function readMultipart(read: ReadReply): ReadReply {
  const { parts, problems } = parseMultipart(read.bytes);
  const spans = parts.map((part) => part.span);
  const first = spans[0];
  const document = first ? readWbxml(read.bytes.subarray(first.start, first.end), first.start) : undefined;
  return { ...read, ...document, parts: spans, problems: [...problems, ...(document?.problems ?? [])] };
}

function readText(bytes: Uint8Array, contentType: string | undefined): Pick<ReadReply, "text" | "charset"> {
  const charset = charsetOf(bytes, contentType);
  if (charset !== "utf-8") {
    try {
      return { text: new TextDecoder(charset).decode(bytes), charset };
    } catch {
      // A charset no browser knows is read as UTF-8, its other bytes marked.
    }
  }
  const bom = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return { text: bytesToByteText(bom ? bytes.subarray(3) : bytes), charset: "utf-8" };
}

/** Byte order mark, Content-Type, XML declaration or meta tag, in this order; else UTF-8. */
function charsetOf(bytes: Uint8Array, contentType: string | undefined): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  const declared = /;\s*charset\s*=\s*"?([^\s";]+)/i.exec(contentType ?? "")?.[1];
  const start = new TextDecoder("latin1").decode(bytes.subarray(0, 1024));
  const inside =
    /^\s*<\?xml[^>]*\sencoding\s*=\s*["']([\w.:-]+)/i.exec(start)?.[1] ??
    /<meta[^>]+charset\s*=\s*["']?([\w.:-]+)/i.exec(start)?.[1];
  return (declared ?? inside ?? "utf-8").toLowerCase();
}
