import { multiByteInteger } from "../bytes/index.ts";
import type { Document, OpaqueNode, Span } from "../document.ts";
import { PieceBytes } from "../pieces/index.ts";
import { decodeWbxml } from "../wbxml/index.ts";
import { lazily, moveNode, nodesOf, shifter } from "./moving-spans.ts";

const OPAQUE = 0xc3;

/**
 * Decodes a document around the opaque data at `content`, which is not looked at: what `decodeWbxml` gives for the
 * same bytes, at the cost of the rest of them. Undefined when no opaque data with a length as short as can be stands
 * there, or when there is anything to report.
 */
export function decodeAroundOpaque(body: PieceBytes, content: Span): Document | undefined {
  const size = content.end - content.start;
  const length = multiByteInteger(size);
  const lengthStart = content.start - length.length;
  const written = body.slice(lengthStart, content.start);
  if (size < 0 || content.end > body.length || body.at(lengthStart - 1) !== OPAQUE) return undefined;
  if (!written.every((byte, index) => byte === length[index])) return undefined;
  const rest = PieceBytes.join([
    body.cut(0, lengthStart),
    PieceBytes.of(Uint8Array.of(0)),
    body.cut(content.end),
  ]).toBytes();
  const { document, problems } = decodeWbxml(rest);
  const node = problems.length === 0 ? emptyOpaqueAt(document, lengthStart + 1) : undefined;
  if (!node) return undefined;
  const inBytes = shifter([{ at: lengthStart + 1, by: length.length - 1 + size }]);
  for (const each of nodesOf(document)) moveNode(each, (span) => span, inBytes);
  node.contentSpan = { ...content };
  lazily(node, "bytes", () => body.slice(content.start, content.end));
  lazily(document, "bytes", () => body.toBytes());
  return document;
}

function emptyOpaqueAt(document: Document, at: number): OpaqueNode | undefined {
  for (const node of nodesOf(document)) {
    if (node.kind === "opaque" && node.contentSpan?.start === at && node.bytes.length === 0) return node;
  }
  return undefined;
}
