import { type Document, type ElementNode, walkElements } from "@easel/codec/document";
import type { Edit } from "./finding.ts";

/**
 * The edits that send the same document without some elements; none when the root is one of them or there is none.
 * What stands inside another of them goes with it.
 */
export function withoutElements(
  document: Document | undefined,
  isUnwanted: (element: ElementNode, parent: ElementNode) => boolean,
): Edit[] | undefined {
  if (!document?.root) return undefined;
  const unwanted = new Set<ElementNode>();
  const open = [document.root];
  for (let parent = open.pop(); parent; parent = open.pop())
    for (const child of parent.children) {
      if (child.kind !== "element") continue;
      if (isUnwanted(child, parent)) unwanted.add(child);
      else open.push(child);
    }
  if (unwanted.size === 0) return undefined;
  const edits: Edit[] = [];
  walkElements(document.root, (element, path) => {
    if (unwanted.has(element)) edits.push({ kind: "remove-element", path });
  });
  return edits;
}
