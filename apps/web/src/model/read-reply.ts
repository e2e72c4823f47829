import type { Document, DocumentNode, ElementNode, Span } from "@easel/codec/document";
import { parseMultipart } from "@easel/codec/http";
import type { ByteLabels } from "@easel/codec/incremental";
import type { Problem } from "@easel/codec/problem";
import { annotateWbxml, decodeWbxml } from "@easel/codec/wbxml";
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
  /** The document as XML text, lines ending in LF; of a long one it is printed when somebody wants to see it. */
  xml?: string;
  /** The body as text when it is text of any kind; bytes its charset cannot read are byte text. */
  text?: string;
  /** The charset `text` was read with. */
  charset?: string;
  /** Parts of a multipart body, as spans of `bytes`. */
  parts?: { start: number; end: number }[];
}

/** Bytes of WBXML from which on its text is not printed along with reading: that takes longer than decoding. */
const PRINT_LATER = 1_000_000;

const TEXT_KINDS: readonly ReplyKind[] = ["xml", "html", "json", "mime", "text"];

/** Reads a reply as far as it can be read. Never throws. */
export async function readReply(reply: Pick<Reply, "headers" | "body">): Promise<ReadReply> {
  const contentType = headerOf(reply.headers, "content-type");
  const { bytes, notes } = await undoContentEncoding(reply.body, allOf(reply.headers, "content-encoding"));
  const kind = recogniseBody(bytes, contentType);
  const read: ReadReply = { kind, raw: reply.body, bytes, notes, problems: [], labels: [] };
  if (kind === "wbxml" || kind === "other-wbxml") return { ...read, ...readWbxml(bytes, 0) };
  if (kind === "multipart") return readMultipart(read);
  if (!TEXT_KINDS.includes(kind)) return read;
  return { ...read, ...readText(bytes, contentType) };
}

function readWbxml(bytes: Uint8Array, at: number): Pick<ReadReply, "document" | "xml" | "labels" | "problems"> {
  const { document, problems } = decodeWbxml(bytes);
  const xml = bytes.length > PRINT_LATER ? {} : { xml: printXml(document, { newline: "\n" }) };
  // A document found inside something else, a multipart body without its name, has its places counted from there.
  const inner = document.bytes ?? bytes;
  if (inner.buffer !== bytes.buffer) return { document, ...xml, labels: [], problems: problems.map(withoutSpan) };
  const offset = at + inner.byteOffset - bytes.byteOffset;
  if (offset === 0) return { document, ...xml, labels: madeLater(() => annotateWbxml(document)), problems };
  const labels = annotateWbxml(document);
  if (document.header.byteSpan) document.header.byteSpan = moved(document.header.byteSpan, offset);
  if (document.root) moveSpans(document.root, offset);
  return {
    document,
    ...xml,
    labels: labels.map((label) => ({ ...label, span: moved(label.span, offset) })),
    problems: problems.map((problem) => (problem.span ? { ...problem, span: moved(problem.span, offset) } : problem)),
  };
}

/** Labels that are made when the first is asked for: most answers are read without a look at their bytes. */
function madeLater(make: () => ByteLabels): ByteLabels {
  let made: ByteLabels | undefined;
  const labels = () => {
    made ??= make();
    return made;
  };
  return {
    get length() {
      return labels().length;
    },
    at: (index) => labels().at(index),
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
