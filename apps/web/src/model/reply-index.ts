import type { Document, DocumentNode, Span } from "@easel/codec/document";
import type { ByteLabels } from "@easel/codec/incremental";
import { annotateWbxml, type ByteKind } from "@easel/codec/wbxml";
import { printXml } from "@easel/codec/xml";

/**
 * What is known of a long answer besides its tree, in the few large pieces that pass between threads without being
 * copied object by object. Nodes are counted in the order of the document.
 */
export interface ReplyIndex {
  /** The document as XML text, lines ending in LF. */
  xml: string;
  /** Four numbers a node: its text span, then its start tag's; 0, 0 for a node without one. */
  spans: Uint32Array<ArrayBuffer>;
  /** A label each: its first byte; behind the last one stands the end of the bytes. */
  starts: Uint32Array<ArrayBuffer>;
  /** A label each: its kind as a place in `kinds`, its code page, its level, its element (-1 without one). */
  kinds: Uint8Array<ArrayBuffer>;
  pages: Uint8Array<ArrayBuffer>;
  levels: Uint16Array<ArrayBuffer>;
  elements: Int32Array<ArrayBuffer>;
  /** The labels' words end to end, and where each ends. */
  words: string;
  wordEnds: Uint32Array<ArrayBuffer>;
}

const KINDS: readonly ByteKind[] = ["header", "page", "tag", "text", "opaque", "end", "other"];
const NUMBERS_A_NODE = 4;
/** Nodes given their places at a time. */
const NODES_A_STEP = 2000;

/** Prints a decoded document and labels its bytes. */
export function indexReply(document: Document): ReplyIndex {
  const xml = printXml(document, { newline: "\n" });
  const nodes = nodesOf(document);
  const spans = new Uint32Array(nodes.length * NUMBERS_A_NODE);
  const places = new Map<DocumentNode, number>();
  for (const [index, node] of nodes.entries()) {
    places.set(node, index);
    const { textSpan } = node;
    const tag = node.kind === "element" ? node.tagSpan : undefined;
    spans.set([textSpan?.start ?? 0, textSpan?.end ?? 0, tag?.start ?? 0, tag?.end ?? 0], index * NUMBERS_A_NODE);
  }
  return { xml, spans, ...indexLabels(document, places) };
}

function indexLabels(document: Document, places: ReadonlyMap<DocumentNode, number>): Omit<ReplyIndex, "xml" | "spans"> {
  const labels = annotateWbxml(document);
  const count = labels.length;
  const starts = new Uint32Array(count + 1);
  const kinds = new Uint8Array(count);
  const pages = new Uint8Array(count);
  const levels = new Uint16Array(count);
  const elements = new Int32Array(count);
  const wordEnds = new Uint32Array(count);
  const words: string[] = [];
  let length = 0;
  for (const [index, { span, kind, page, level, text, element }] of labels.entries()) {
    starts[index] = span.start;
    starts[index + 1] = span.end;
    kinds[index] = KINDS.indexOf(kind);
    pages[index] = page;
    levels[index] = level;
    elements[index] = (element && places.get(element)) ?? -1;
    words.push(text);
    length += text.length;
    wordEnds[index] = length;
  }
  return { starts, kinds, pages, levels, elements, words: words.join(""), wordEnds };
}

/** What is handed over instead of copied. */
export const buffersOfIndex = (index: ReplyIndex): ArrayBuffer[] =>
  [index.spans, index.starts, index.kinds, index.pages, index.levels, index.elements, index.wordEnds].map(
    ({ buffer }) => buffer,
  );

/**
 * Gives the nodes of the same document, decoded here, their places in the text, some at a time, and returns its labels:
 * each is made when it is looked at.
 */
export function* adoptIndex(document: Document, index: Omit<ReplyIndex, "xml">): Generator<void, ByteLabels> {
  const nodes = nodesOf(document);
  for (const [at, node] of nodes.entries()) {
    const textSpan = spanAt(index.spans, at * NUMBERS_A_NODE);
    const tagSpan = spanAt(index.spans, at * NUMBERS_A_NODE + 2);
    if (textSpan) node.textSpan = textSpan;
    if (tagSpan && node.kind === "element") node.tagSpan = tagSpan;
    if (at % NODES_A_STEP === NODES_A_STEP - 1) yield;
  }
  return labelsOf(nodes, index);
}

function spanAt(spans: Uint32Array, at: number): Span | undefined {
  const start = spans[at] ?? 0;
  const end = spans[at + 1] ?? 0;
  return end > 0 ? { start, end } : undefined;
}

function labelsOf(nodes: readonly DocumentNode[], index: Omit<ReplyIndex, "xml">): ByteLabels {
  const { starts, kinds, pages, levels, elements, words, wordEnds } = index;
  return {
    length: kinds.length,
    at(place) {
      const at = place < 0 ? place + kinds.length : place;
      const start = starts[at];
      const end = starts[at + 1];
      if (start === undefined || end === undefined) return undefined;
      const element = nodes[elements[at] ?? -1];
      return {
        span: { start, end },
        kind: KINDS[kinds[at] ?? 0] ?? "other",
        level: levels[at] ?? 0,
        page: pages[at] ?? 0,
        text: words.slice(wordEnds[at - 1] ?? 0, wordEnds[at]),
        ...(element?.kind === "element" && { element }),
      };
    },
  };
}

/** All nodes in the order of the document; behind them what stands after its root. */
function nodesOf({ root, trailingElements = [] }: Document): DocumentNode[] {
  const nodes: DocumentNode[] = [];
  const open: DocumentNode[] = [...(root ? [root] : []), ...trailingElements].reverse();
  for (let node = open.pop(); node; node = open.pop()) {
    nodes.push(node);
    if (node.kind !== "element") continue;
    for (let at = node.children.length - 1; at >= 0; at--) {
      const child = node.children[at];
      if (child) open.push(child);
    }
  }
  return nodes;
}
