import { readdirSync, readFileSync } from "node:fs";
import { expect } from "vitest";
import type { Document, DocumentNode, ElementNode, Span } from "../src/document.ts";
import { defaultHeader } from "../src/document.ts";
import { annotateWbxml } from "../src/wbxml/index.ts";

export const bytesOf = (hex: string): Uint8Array =>
  Uint8Array.from((hex.match(/[0-9a-f]{2}/gi) ?? []).map((digits) => Number.parseInt(digits, 16)));

export const readText = (path: string): string => readFileSync(new URL(path, import.meta.url), "utf8");

export const readBytes = (path: string): Uint8Array => new Uint8Array(readFileSync(new URL(path, import.meta.url)));

/** The bytes of a vector; what follows a `#` in its hex says what the bytes of the line are. */
export const vectorBytes = (name: string): Uint8Array =>
  bytesOf(readText(`./vectors/${name}.hex`).replaceAll(/#.*/g, ""));

export const listFolder = (path: string): string[] => readdirSync(new URL(path, import.meta.url)).sort();

export const documentOf = (root: ElementNode): Document => ({ header: defaultHeader(), root });

/** Nodes in document order with their parents. */
export function* nodesOf(root: ElementNode | undefined): Generator<{ node: DocumentNode; parent?: ElementNode }> {
  if (!root) return;
  const stack: { node: DocumentNode; parent?: ElementNode }[] = [{ node: root }];
  for (let next = stack.pop(); next; next = stack.pop()) {
    yield next;
    const { node } = next;
    if (node.kind !== "element") continue;
    for (let index = node.children.length - 1; index >= 0; index--) {
      const child = node.children[index];
      if (child) stack.push({ node: child, parent: node });
    }
  }
}

/** What a tree means, without where it stands: nested lists that compare by value. */
export function meaningOf(node: DocumentNode | undefined): unknown {
  if (!node) return undefined;
  if (node.kind === "text") return { text: node.text, wire: node.wire && [...node.wire], switches: node.switches };
  if (node.kind === "opaque") return { opaque: [...node.bytes], switches: node.switches, length: node.lengthBytes };
  const { namespace, name, page, token, selfClosed, switches, endSwitches, tagBytes } = node;
  const children: unknown[] = node.children.map(meaningOf);
  return {
    namespace,
    name,
    page,
    token,
    selfClosed,
    switches,
    endSwitches,
    tagBytes: tagBytes && [...tagBytes],
    children,
  };
}

/** Checks that every node has the span, inside its parent's and behind its elder sibling's. */
export function expectNestedSpans(root: ElementNode | undefined, which: "byteSpan" | "textSpan", length: number): void {
  const ends = new Map<ElementNode | undefined, number>();
  for (const { node, parent } of nodesOf(root)) {
    const span: Span | undefined = node[which];
    const outer = parent?.[which] ?? { start: 0, end: length };
    const from = ends.get(parent) ?? outer.start;
    const nested = span && span.start >= from && span.end >= span.start && span.end <= outer.end;
    if (!nested) expect.fail(`${which} ${JSON.stringify(span)} of ${node.kind} is not inside ${from}-${outer.end}`);
    ends.set(parent, span.end);
  }
}

/** Checks that the labels name every byte once, in order. */
export function expectEveryByteLabelled(document: Document): void {
  let at = 0;
  for (const { span } of annotateWbxml(document)) {
    if (span.start !== at || span.end <= at) expect.fail(`a label at ${span.start}-${span.end} follows byte ${at}`);
    at = span.end;
  }
  expect(at).toBe(document.bytes?.length ?? 0);
}
