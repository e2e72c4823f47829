import type { Document, DocumentNode, ElementNode } from "@easel/codec/document";
import { tagByName } from "@easel/codec/protocol";
import { encodeWbxml } from "@easel/codec/wbxml";
import { containerRule } from "../knowledge/content-model/index.ts";
import type { Edit } from "./finding.ts";

/** The edit that puts another element in place of some, content kept; none when there is no such element. */
export function renamed(
  document: Document | undefined,
  unwanted: ReadonlySet<ElementNode>,
  to: { namespace: string; name: string },
): Edit[] | undefined {
  const tag = tagByName(to.namespace, to.name);
  if (!tag) return undefined;
  const { page, token, namespace, name } = tag;
  return rewritten(document, (element) =>
    unwanted.has(element) ? { ...element, page, token, namespace, name } : element,
  );
}

/** The edit that puts the children of every container with a strict order in that order. */
export function reordered(document: Document | undefined, version: string | undefined): Edit[] | undefined {
  return rewritten(document, (element, parent) => {
    const rule = containerRule("request", element, parent, version);
    if (!rule?.isStrict) return element;
    const ranks = new Map(rule.children.map((child, index) => [`${child.namespace}:${child.name}`, index]));
    const rankOf = (node: DocumentNode) =>
      node.kind === "element" ? (ranks.get(`${node.namespace}:${node.name}`) ?? ranks.size) : -1;
    return { ...element, children: element.children.toSorted((left, right) => rankOf(left) - rankOf(right)) };
  });
}

/** Works on a copy; none when the result does not encode. Depth is bounded by what the decoder accepts. */
function rewritten(
  document: Document | undefined,
  change: (element: ElementNode, parent: ElementNode | undefined) => ElementNode,
): Edit[] | undefined {
  if (!document?.root) return undefined;
  const copy = (element: ElementNode, parent: ElementNode | undefined): ElementNode => {
    const { switches: _, endSwitches: __, tagBytes: ___, ...kept } = change(element, parent);
    return {
      ...kept,
      children: kept.children.map((child) => {
        if (child.kind === "element") return copy(child, element);
        const { switches: ____, ...rest } = child;
        return rest;
      }),
    };
  };
  const { bytes } = encodeWbxml({ header: document.header, root: copy(document.root, undefined) });
  return bytes && [{ kind: "set-body", body: bytes }];
}
