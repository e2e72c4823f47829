import { childElement, childElements, type ElementNode, elementText, walkElements } from "@easel/codec/document";
import type { Evidence } from "./finding.ts";

/** An element with the path by which findings and fixes name it. */
export interface Placed {
  element: ElementNode;
  path: string;
}

/** Every element with this name, in document order; at most `limit`. */
export function findElements(root: ElementNode, name: string, namespace: string, limit: number): Placed[] {
  const found: Placed[] = [];
  walkElements(root, (element, path) => {
    if (found.length < limit && element.name === name && element.namespace === namespace) found.push({ element, path });
  });
  return found;
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
