import { childElements, type Document, type ElementNode, walkElements } from "@easel/codec/document";
import { containerRule } from "../knowledge/content-model/index.ts";
import type { Edit } from "./finding.ts";

/** The edits that put another element in place of some, content kept; none when there is no such element. */
export function renamed(
  document: Document | undefined,
  unwanted: ReadonlySet<ElementNode>,
  to: { namespace: string; name: string },
): Edit[] | undefined {
  const edits: Edit[] = [];
  if (document?.root)
    walkElements(document.root, (element, path) => {
      if (unwanted.has(element)) edits.push({ kind: "rename-element", path, namespace: to.namespace, name: to.name });
    });
  return edits.length > 0 ? edits : undefined;
}

/** The edits that put the children of every container with a strict order in that order. */
export function reordered(document: Document | undefined, version: string | undefined): Edit[] | undefined {
  if (!document?.root) return undefined;
  const parents = new Map<ElementNode, ElementNode>();
  const edits: Edit[] = [];
  walkElements(document.root, (element, path) => {
    const children = childElements(element);
    for (const child of children) parents.set(child, element);
    const rule = containerRule("request", element, parents.get(element), version);
    if (!rule?.isStrict) return;
    const ranks = new Map(rule.children.map((child, index) => [`${child.namespace}:${child.name}`, index]));
    let furthest = -1;
    const isLate = children.some(({ namespace, name }) => {
      const rank = ranks.get(`${namespace}:${name}`) ?? ranks.size;
      const late = rank < furthest;
      furthest = Math.max(furthest, rank);
      return late;
    });
    // One inside another is put in order by the next press.
    const isInside = edits.some((edit) => "path" in edit && path.startsWith(`${edit.path}/`));
    if (isLate && !isInside) edits.push({ kind: "order-children", path });
  });
  return edits.length > 0 ? edits : undefined;
}
