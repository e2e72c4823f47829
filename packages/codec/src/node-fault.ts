import type { DocumentNode } from "./document.ts";

/**
 * What makes a node of a tree built by hand unusable, in words; undefined when nothing does. The types say the same,
 * but plain JavaScript does not read them, and neither printing nor encoding throws.
 */
export function nodeFault(node: DocumentNode | null | undefined): string | undefined {
  if (!isPages(node?.switches)) return "its switches are no list of code pages";
  switch (node?.kind) {
    case "element":
      if (typeof node.name !== "string" || typeof node.namespace !== "string") return "it has no name or no namespace";
      if (!Array.isArray(node.children)) return "its children are no list";
      if (!isBytes(node.tagBytes)) return "its tagBytes are no Uint8Array";
      return isPages(node.endSwitches) ? undefined : "its endSwitches are no list of code pages";
    case "text":
      if (typeof node.text !== "string") return "its text is no string";
      return isBytes(node.wire) ? undefined : "its wire is no Uint8Array";
    case "opaque":
      if (!(node.bytes instanceof Uint8Array)) return "its bytes are no Uint8Array";
      return node.lengthBytes === undefined || [1, 2, 3, 4, 5].includes(node.lengthBytes)
        ? undefined
        : "its lengthBytes are not 1 to 5";
    default:
      return "its kind is none of element, text and opaque";
  }
}

const isBytes = (bytes: unknown): boolean => bytes === undefined || bytes instanceof Uint8Array;

const isPages = (pages: unknown): boolean =>
  pages === undefined ||
  (Array.isArray(pages) && pages.every((page) => Number.isInteger(page) && page >= 0 && page <= 0xff));
