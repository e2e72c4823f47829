import { type Document, type DocumentNode, elementAt, type Span } from "../document.ts";

/** A tree that links text and bytes: where a node stands in either, asked by a place in the other. */
export interface LinkedTree {
  /** The tree with all spans as they are now; put together when it is first asked for. */
  readonly document: Document;
  /** Where the node of these bytes stands in the text. The start tag alone for a tag's own bytes. */
  textOfBytes(span: Span): Span | undefined;
  /** The bytes of the innermost node around a place in the text. */
  bytesOfText(offset: number): Span | undefined;
  /** The bytes of the element at a path of `pathOf`'s form. */
  bytesOfElement(path: string): Span | undefined;
}

/** Where spans of a tree have gone since they were written. */
export interface SpanShift {
  text(span: Span | undefined): Span | undefined;
  bytes(span: Span | undefined): Span | undefined;
}

const stays: SpanShift = { text: (span) => span, bytes: (span) => span };

export function linkTree(document: Document): LinkedTree {
  return { document, ...linksOf(document, stays) };
}

/** The links of a tree whose spans are to be shifted as they are looked at. */
export function linksOf(document: Document, shift: SpanShift): Omit<LinkedTree, "document"> {
  return {
    textOfBytes: (span) => {
      const node = innermost(document, (candidate) => contains(shift.bytes(candidate.byteSpan), span));
      const own = shift.bytes(node?.byteSpan);
      if (!node || !own) return undefined;
      const isWhole = span.start === own.start && span.end === own.end;
      return shift.text(node.kind === "element" && !isWhole ? (node.tagSpan ?? node.textSpan) : node.textSpan);
    },
    bytesOfText: (offset) => {
      const at = { start: offset, end: offset };
      return shift.bytes(innermost(document, (node) => contains(shift.text(node.textSpan), at))?.byteSpan);
    },
    bytesOfElement: (path) => shift.bytes(elementAt(document.root, path)?.byteSpan),
  };
}

/** The deepest node for which `holds` is true, as for all around it. */
export function innermost(document: Document, holds: (node: DocumentNode) => boolean): DocumentNode | undefined {
  let found: DocumentNode | undefined;
  let next: DocumentNode | undefined = document.root;
  while (next && holds(next)) {
    found = next;
    next = next.kind === "element" ? next.children.find(holds) : undefined;
  }
  return found;
}

export const contains = (outer: Span | undefined, inner: Span): boolean =>
  outer !== undefined && outer.start <= inner.start && outer.end >= inner.end;
