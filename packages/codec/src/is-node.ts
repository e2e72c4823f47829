import type { DocumentNode } from "./document.ts";

/**
 * Whether a node of a tree built by hand is one. The types say the same, but plain JavaScript does not read them, and
 * neither printing nor encoding throws.
 */
export function isNode(node: DocumentNode | null | undefined): node is DocumentNode {
  if (!node || !isPages(node.switches)) return false;
  if (node.kind === "text") return typeof node.text === "string" && isBytes(node.wire);
  if (node.kind === "opaque") {
    return node.bytes instanceof Uint8Array && [undefined, 1, 2, 3, 4, 5].includes(node.lengthBytes);
  }
  if (node.kind !== "element" || !Array.isArray(node.children)) return false;
  const isNamed = typeof node.name === "string" && typeof node.namespace === "string";
  return isNamed && isBytes(node.tagBytes) && isPages(node.endSwitches);
}

const isBytes = (bytes: unknown): boolean => bytes === undefined || bytes instanceof Uint8Array;

const isPages = (pages: unknown): boolean =>
  pages === undefined || (Array.isArray(pages) && pages.every((page) => Number.isInteger(page) && page >>> 8 === 0));
