import { childElement, childElements, type ElementNode, elementText } from "@easel/codec/document";
import type { Evidence } from "./finding.ts";

/** An element with the path by which findings and fixes name it. */
export interface Placed {
  element: ElementNode;
  path: string;
}

/**
 * The elements reached by a path of names from the root, in document order, at most `limit`. Looks at nothing
 * beside the path, so that a large document costs no more than its outline.
 */
export function descend(root: ElementNode, names: readonly string[], limit: number): Placed[] {
  let level: Placed[] = [{ element: root, path: `/${root.name}` }];
  for (const name of names) {
    const next: Placed[] = [];
    for (const { element, path } of level) {
      const children = childElements(element, name);
      for (const [index, child] of children.entries()) {
        if (next.length >= limit) break;
        next.push({ element: child, path: `${path}/${name}${children.length > 1 ? `[${index + 1}]` : ""}` });
      }
    }
    level = next;
  }
  return level;
}

/** Whether any element of the tree is one of these; cheaper than a walk that names the places. */
export function someElement(root: ElementNode, matches: (element: ElementNode) => boolean): boolean {
  if (matches(root)) return true;
  const open = [root];
  for (let element = open.pop(); element; element = open.pop()) {
    for (const child of element.children) {
      if (child.kind !== "element") continue;
      if (matches(child)) return true;
      // Most elements of a long answer hold one text: they are not worth a turn of their own.
      if (child.children.length > 1 || child.children[0]?.kind === "element") open.push(child);
    }
  }
  return false;
}

/** The trimmed text of a child, undefined when there is no such child. */
export function textOf(parent: ElementNode, name: string): string | undefined {
  const child = childElement(parent, name);
  return child && elementText(child).trim();
}

/** True for an element without children and without text. */
export const isEmptyElement = (element: ElementNode): boolean =>
  childElements(element).length === 0 && elementText(element).trim() === "";

/** Points at an element; spans count in the body, so they make sense for WBXML alone. */
export function evidenceOf(side: "request" | "reply", { element, path }: Placed): Evidence {
  return { side, kind: "element", path, ...(element.byteSpan ? { span: element.byteSpan } : {}) };
}

/** Points at a child of an element that is alone of its name there. */
export function evidenceOfChild(side: "request" | "reply", parent: Placed, name: string): Evidence {
  const child = childElement(parent.element, name);
  return child ? evidenceOf(side, { element: child, path: `${parent.path}/${name}` }) : evidenceOf(side, parent);
}
