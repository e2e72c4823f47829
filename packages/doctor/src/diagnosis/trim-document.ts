import type { Document, DocumentNode, ElementNode } from "@easel/codec/document";
import { encodeWbxml } from "@easel/codec/wbxml";
import type { Edit } from "./finding.ts";

/**
 * The edit that sends the same document without some elements; none when the root is one of them or the rest
 * does not encode. Works on a copy. Depth is bounded by what the decoder accepts.
 */
export function withoutElements(
  document: Document | undefined,
  isUnwanted: (element: ElementNode, parent: ElementNode) => boolean,
): Edit[] | undefined {
  if (!document?.root) return undefined;
  const root = copyWithout(document.root, isUnwanted);
  const { bytes } = encodeWbxml({ header: document.header, root });
  return bytes && [{ kind: "set-body", body: bytes }];
}

function copyWithout(
  element: ElementNode,
  isUnwanted: (element: ElementNode, parent: ElementNode) => boolean,
): ElementNode {
  const children: DocumentNode[] = [];
  for (const child of element.children) {
    if (child.kind !== "element") children.push(withoutSwitches(child));
    else if (!isUnwanted(child, element)) children.push(copyWithout(child, isUnwanted));
  }
  const { endSwitches: _, ...copy } = withoutSwitches(element);
  return { ...copy, children, selfClosed: copy.selfClosed || children.length === 0 };
}

/** Recorded page switches fit the tree they were read from; the encoder finds the right ones anew. */
function withoutSwitches<Node extends DocumentNode>(node: Node): Node {
  const { switches: _, ...rest } = node;
  return rest as Node;
}
