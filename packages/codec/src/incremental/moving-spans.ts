import type { Document, DocumentNode, Span } from "../document.ts";

/** Moves places at or behind each `at` by its `by`. */
export function shifter(steps: readonly { at: number; by: number }[]): (span: Span) => Span {
  const move = (place: number) => steps.reduce((moved, { at, by }) => (place >= at ? moved + by : moved), place);
  return ({ start, end }) => ({ start: move(start), end: move(end) });
}

export function moveNode(node: DocumentNode, inText: (span: Span) => Span, inBytes: (span: Span) => Span): void {
  if (node.textSpan) node.textSpan = inText(node.textSpan);
  if (node.byteSpan) node.byteSpan = inBytes(node.byteSpan);
  if (node.kind === "element" && node.tagSpan) node.tagSpan = inText(node.tagSpan);
  if (node.kind === "opaque" && node.contentSpan) node.contentSpan = inBytes(node.contentSpan);
}

/** A value that is made when it is asked for: long bytes are put together only for those who ask for them in one array. */
export function lazily<Holder extends object, Key extends keyof Holder>(
  holder: Holder,
  key: Key,
  make: () => Holder[Key],
): void {
  Object.defineProperty(holder, key, { get: make, enumerable: true, configurable: true });
}

export function* nodesOf({ root }: Document): Generator<DocumentNode> {
  const stack: DocumentNode[] = root ? [root] : [];
  for (let node = stack.pop(); node; node = stack.pop()) {
    yield node;
    if (node.kind === "element") for (const child of node.children.toReversed()) stack.push(child);
  }
}
