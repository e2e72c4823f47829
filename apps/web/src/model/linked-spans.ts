import type { Document, DocumentNode, Span } from "@easel/codec/document";
import { bytesToByteText, byteTextToBytes } from "./byte-text.ts";

const contains = (outer: Span | undefined, inner: Span): boolean =>
  outer !== undefined && outer.start <= inner.start && outer.end >= inner.end;

/** The node whose bytes hold `span` most closely. */
function nodeAtBytes(document: Document | undefined, span: Span): DocumentNode | undefined {
  return descend(document, (node) => contains(node.byteSpan, span));
}

function descend(document: Document | undefined, holds: (node: DocumentNode) => boolean): DocumentNode | undefined {
  let found: DocumentNode | undefined;
  let next: DocumentNode | undefined = document?.root;
  while (next && holds(next)) {
    found = next;
    next = next.kind === "element" ? next.children.find(holds) : undefined;
  }
  return found;
}

/** Where the node of these bytes stands in the XML text. The start tag alone for a tag's own bytes. */
export function textOfBytes(document: Document | undefined, span: Span): Span | undefined {
  const node = nodeAtBytes(document, span);
  if (!node) return undefined;
  const whole = node.byteSpan && span.start === node.byteSpan.start && span.end === node.byteSpan.end;
  return node.kind === "element" && !whole ? (node.tagSpan ?? node.textSpan) : node.textSpan;
}

/** The bytes of the node the cursor stands in. */
export function bytesOfText(document: Document | undefined, offset: number): Span | undefined {
  const at = { start: offset, end: offset };
  return descend(document, (node) => contains(node.textSpan, at))?.byteSpan;
}

/** A span of the message's bytes as a span of its byte text. */
export function mimeTextSpan(mime: { bytes: Uint8Array }, span: Span): Span {
  const start = bytesToByteText(mime.bytes.subarray(0, span.start)).length;
  return { start, end: start + bytesToByteText(mime.bytes.subarray(span.start, span.end)).length };
}

/** The message's byte offset of an offset in its byte text. */
export function mimeByteOffset(mimeText: string, offset: number): number {
  return byteTextToBytes(mimeText.slice(0, offset)).bytes?.length ?? 0;
}
