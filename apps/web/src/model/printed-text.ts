import type { Document, DocumentNode, Span } from "@easel/codec/document";
import { decodeWbxml } from "@easel/codec/wbxml";
import { printXml } from "@easel/codec/xml";

/** A document as text, with the place of each of its nodes in it; flat, so that it travels between threads. */
export interface PrintedText {
  text: string;
  /** Start and end of each node, and of its tag where it has one, in document order; -1 where there is none. */
  places: Int32Array<ArrayBuffer>;
}

const PER_NODE = 4;
/** Nodes that get their places in one go, between two frames. */
const AT_ONCE = 20_000;

/** Prints the WBXML of a document as it was decoded. */
export function printBytes(bytes: Uint8Array): PrintedText {
  const { document } = decodeWbxml(bytes);
  const text = printXml(document, { newline: "\n" });
  const places: number[] = [];
  for (const node of nodesOf(document)) {
    const tag = node.kind === "element" ? node.tagSpan : undefined;
    places.push(...ends(node.textSpan), ...ends(tag));
  }
  return { text, places: Int32Array.from(places) };
}

const ends = (span: Span | undefined): [number, number] => (span ? [span.start, span.end] : [-1, -1]);

/**
 * Gives the nodes of a document their places in the text that was printed of its bytes, piece by piece with `pause`
 * between. False, and nothing is given, when they are not those of the same tree.
 */
export async function takePlaces(
  document: Document,
  { places }: PrintedText,
  pause: () => Promise<void>,
): Promise<boolean> {
  let count = 0;
  for (const _ of nodesOf(document)) count++;
  if (count * PER_NODE !== places.length) return false;
  let at = 0;
  for (const node of nodesOf(document)) {
    const span = spanAt(places, at);
    if (span) node.textSpan = span;
    const tagSpan = spanAt(places, at + 2);
    if (tagSpan && node.kind === "element") node.tagSpan = tagSpan;
    at += PER_NODE;
    if (at % (AT_ONCE * PER_NODE) === 0) await pause();
  }
  return true;
}

function spanAt(places: Int32Array, at: number): Span | undefined {
  const start = places[at] ?? -1;
  return start < 0 ? undefined : { start, end: places[at + 1] ?? start };
}

function* nodesOf({ root }: Document): Generator<DocumentNode> {
  const open: DocumentNode[] = root ? [root] : [];
  for (let node = open.pop(); node; node = open.pop()) {
    yield node;
    if (node.kind !== "element") continue;
    for (let at = node.children.length - 1; at >= 0; at--) {
      const child = node.children[at];
      if (child) open.push(child);
    }
  }
}
