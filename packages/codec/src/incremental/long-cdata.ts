import { multiByteInteger } from "../bytes/index.ts";
import type { Document, OpaqueNode, Span } from "../document.ts";
import { PieceBytes, type PieceText, pieceSearch } from "../pieces/index.ts";
import { describeOpaque } from "../wbxml/index.ts";
import type { EncodedText, ReadText } from "./encoded-text.ts";
import { linkTree } from "./linked-tree.ts";
import { lazily, moveNode, nodesOf, shifter } from "./moving-spans.ts";
import { encodeText, isClean } from "./text-facts.ts";
import type { WireSession } from "./wire-session.ts";

/** A CDATA section too long to be read at each keystroke. */
export interface LongCdata {
  node: OpaqueNode;
  /** What stands between `<![CDATA[` and `]]>`, in the text. */
  span: Span;
  bytes: PieceBytes;
}

export interface LongCdataLimits {
  /** UTF-16 units from which on a section is long. */
  section: number;
  /** Units the rest of the text may have to be read at once. */
  rest: number;
}

const DEFAULT_LIMITS: LongCdataLimits = { section: 8 * 1024, rest: 48 * 1024 };
const OPENING = "<![CDATA[";
const CLOSING = "]]>";
const findOpening = pieceSearch(OPENING);
const findClosing = pieceSearch(CLOSING);

/**
 * Reads a text whose bulk is CDATA, the usual form of a large SendMail: the long sections are taken out, what is left
 * is read, and its spans are moved to where they belong. So any edit costs what the rest of the text costs. Undefined
 * when there is no long section, the rest is long too, or a section holds what the parser has to report.
 */
export function readLongCdata(
  text: PieceText,
  read: ReadText,
  limits: LongCdataLimits = DEFAULT_LIMITS,
): WireSession | undefined {
  const spans = findLong(text, limits);
  if (spans.length === 0 || !spans.every(({ start, end }) => isClean(text.cut(start, end)))) return undefined;
  let rest = "";
  let from = 0;
  const holes = spans.map(({ start, end }) => {
    rest += text.slice(from, start);
    from = end;
    return { at: rest.length, content: text.cut(start, end) };
  });
  rest += text.slice(from);
  // What begins otherwise may be no XML at all, and then all of it counts.
  if (rest.length > limits.rest || !/^[\s\uFEFF]*</.test(rest)) return undefined;
  const encoded = read(rest);
  const nodes = holes.map(({ at }) => emptySectionAt(encoded.document, at));
  const found = nodes.filter((node) => node !== undefined);
  // Where a section opens inside a comment, say, the text has another shape than it seems to have.
  return found.length === holes.length ? expand(text, encoded, holes, spans, found) : undefined;
}

/** Sections with long content. The first `]]>` closes a section, whatever stands in it. */
function findLong(text: PieceText, { section }: LongCdataLimits): Span[] {
  const found: Span[] = [];
  if (text.length < section) return found;
  for (let opening = findOpening(text); opening >= 0; ) {
    const start = opening + OPENING.length;
    const end = findClosing(text, start);
    if (end < 0) break;
    if (end - start >= section) found.push({ start, end });
    opening = findOpening(text, end);
  }
  return found;
}

/** The node of the section whose content would begin at an offset and has none; alone, not one of several. */
function emptySectionAt(document: Document, at: number): OpaqueNode | undefined {
  for (const node of nodesOf(document)) {
    const { textSpan } = node;
    if (node.kind !== "opaque" || textSpan?.start !== at - OPENING.length) continue;
    return textSpan.end === at + CLOSING.length && node.bytes.length === 0 ? node : undefined;
  }
  return undefined;
}

interface Hole {
  at: number;
  content: PieceText;
}

function expand(
  text: PieceText,
  encoded: EncodedText,
  holes: readonly Hole[],
  spans: readonly Span[],
  nodes: readonly OpaqueNode[],
): WireSession | undefined {
  const parts: PieceBytes[] = [];
  const old = PieceBytes.of(encoded.bytes);
  const grown: { at: number; by: number; size: number }[] = [];
  const contents = holes.map(({ content }) => encodeText(content));
  let from = 0;
  for (const [index, node] of nodes.entries()) {
    const content = contents[index] ?? PieceBytes.empty;
    const end = node.contentSpan?.end;
    if (end === undefined) return undefined;
    const length = multiByteInteger(content.length, node.lengthBytes);
    const lengthStart = end - Math.max(1, node.lengthBytes ?? 1);
    parts.push(old.cut(from, lengthStart), PieceBytes.of(Uint8Array.from(length)), content);
    grown.push({ at: end, by: length.length - (end - lengthStart) + content.length, size: content.length });
    from = end;
  }
  const bytes = old.length === 0 ? old : PieceBytes.join([...parts, old.cut(from)]);
  const inText = shifter(holes.map(({ at, content }) => ({ at: at + 1, by: content.length })));
  const inBytes = shifter(grown);
  const labels = encoded.labels.map((label) => {
    const hole = label.kind === "opaque" ? grown.find(({ at }) => at === label.span.end) : undefined;
    return { ...label, span: inBytes(label.span), ...(hole && { text: describeOpaque(hole.size) }) };
  });
  const { document } = encoded;
  for (const node of nodesOf(document)) moveNode(node, inText, inBytes);
  const long = nodes.map((node, index) => {
    const content = contents[index] ?? PieceBytes.empty;
    const end = node.contentSpan?.end ?? 0;
    node.contentSpan = { start: end - content.length, end };
    lazily(node, "bytes", () => content.toBytes());
    return { node, span: spans[index] ?? { start: 0, end: 0 }, bytes: content };
  });
  if (document.bytes) lazily(document, "bytes", () => bytes.toBytes());
  const problems = encoded.problems.map((problem) =>
    problem.span && problem.source === "xml" ? { ...problem, span: inText(problem.span) } : problem,
  );
  return { text, bytes, labels, problems, complete: encoded.complete, tree: linkTree(document), long };
}
