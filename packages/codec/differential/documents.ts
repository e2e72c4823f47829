import fc from "fast-check";
import type { Document, DocumentNode, ElementNode, TextNode } from "../src/document.ts";
import { defaultHeader } from "../src/document.ts";
import { encodeWbxml } from "../src/wbxml/index.ts";
import { cdataText } from "../src/xml/index.ts";
import { anyTree, damaged } from "../test/generators.ts";

/** Trees of all code pages from a seed, the same every time. */
export const sampleTrees = (seed: number, count: number): ElementNode[] => fc.sample(anyTree, { seed, numRuns: count });

/** Bytes with a few of them changed, from a seed. */
export const sampleDamage = (seed: number, count: number, sources: readonly Uint8Array[]): Uint8Array[] =>
  fc.sample(damaged(fc.constantFrom(...sources)), { seed, numRuns: count });

/** The bytes of trees under the usual header. */
export const encodeDocuments = (trees: readonly ElementNode[]): Uint8Array[] =>
  trees.map((root) => encoded({ header: defaultHeader(), root }));

/** The bytes of a document that must encode: one that silently did not would agree with anything. */
export function encoded(document: Document): Uint8Array {
  const { bytes, problems } = encodeWbxml(document);
  if (!bytes) throw new Error(`A generated document does not encode: ${problems[0]?.message}`);
  return bytes;
}

const table = new TextEncoder().encode("Alpha\0Gr\u00fc\u00dfe\0Zeta\0");
/** Where strings begin in the table, some in the middle of one, and what they are. */
const strings = [
  { index: 0, text: "Alpha" },
  { index: 2, text: "pha" },
  { index: 6, text: "Gr\u00fc\u00dfe" },
  { index: 8, text: "\u00fc\u00dfe" },
  { index: 14, text: "Zeta" },
  { index: 16, text: "ta" },
];
const literals = strings.filter(({ text }) => text === "Alpha" || text === "Zeta");
const entities = [0x41, 0x26, 0xa0, 0xff, 0x20ac, 0x7ff, 0x1f600, 0x10ffff];

/** The tree with some of its texts and tags written by tokens ActiveSync does not use. */
export function withRareTokens(root: ElementNode, next: (below: number) => number): Document {
  const text = (node: TextNode): TextNode => {
    const way = next(6);
    if (way === 0) {
      const { index, text } = pick(strings, next);
      return { ...node, text, wire: Uint8Array.of(0x83, index) };
    }
    if (way === 1) {
      const code = pick(entities, next);
      return { ...node, text: String.fromCodePoint(code), wire: Uint8Array.from([0x02, ...integer(code)]) };
    }
    if (way === 2) return { ...node, text: "", wire: Uint8Array.of(0x43, 0x05, 0x03, 0x61, 0x00, 0x01) };
    return node;
  };
  const element = (node: ElementNode, isRoot: boolean): ElementNode => {
    const children = node.children.map(
      (child): DocumentNode =>
        child.kind === "element" ? element(child, false) : child.kind === "text" ? text(child) : child,
    );
    const way = isRoot ? 9 : next(10);
    if (way === 0) {
      const { index, text } = pick(literals, next);
      return { ...node, children, token: 0, name: text, tagBytes: Uint8Array.of(0x04, index) };
    }
    if (way === 1)
      return { ...node, children, tagBytes: Uint8Array.of(0x80 | node.token, 0x05, 0x03, 0x61, 0x00, 0x01) };
    return { ...node, children };
  };
  return { header: { ...defaultHeader(), stringTable: table }, root: element(root, true) };
}

const pick = <T>(list: readonly T[], next: (below: number) => number): T => list[next(list.length)] as T;

function integer(value: number): number[] {
  const groups = [value & 0x7f];
  for (let rest = value >>> 7; rest > 0; rest >>>= 7) groups.unshift(0x80 | (rest & 0x7f));
  return groups;
}

/** The tree without what no XML parser takes: control characters, and opaque data that CDATA cannot hold. */
export function asPlainXml(root: ElementNode, isKnown: (element: ElementNode) => boolean): ElementNode | undefined {
  if (!isKnown(root)) return undefined;
  const children: DocumentNode[] = [];
  for (const child of root.children) {
    if (child.kind === "element") {
      const kept = asPlainXml(child, isKnown);
      if (kept) children.push(kept);
    } else if (child.kind === "opaque") {
      if (cdataText(child.bytes) !== undefined) children.push(child);
    } else {
      const text = child.text.replace(/[^\t\n\r\u0020-\uFFFD\u{10000}-\u{10FFFF}]/gu, "");
      if (text !== "") children.push({ kind: "text", text });
    }
  }
  return { ...root, children, selfClosed: root.selfClosed || (root.children.length > 0 && children.length === 0) };
}
