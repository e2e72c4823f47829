import type { Document, DocumentNode, ElementNode } from "@easel/codec/document";
import { resolveTag } from "@easel/codec/protocol";
import { encodeWbxml } from "@easel/codec/wbxml";

/**
 * Bytes to show for a document that cannot be encoded: what no byte stands for is left out of the tree
 * (which is changed) and the rest encoded. Empty when nothing is left.
 */
export function pruneForPreview(document: Document): Uint8Array {
  const root = document.root;
  if (!root || !isEncodable(root)) return new Uint8Array(0);
  const stack: ElementNode[] = [root];
  for (let element = stack.pop(); element; element = stack.pop()) {
    element.children = element.children.filter(isEncodable);
    for (const child of element.children) {
      if (child.kind === "element") stack.push(child);
      // An inline string ends at its first NUL, and half a surrogate pair has no UTF-8.
      else if (child.kind === "text") {
        child.text = child.text.toWellFormed().replaceAll("\u0000", "");
        // Bytes kept for another text than the one that stands there now.
        delete child.wire;
      }
    }
  }
  return encodeWbxml(document).bytes ?? new Uint8Array(0);
}

function isEncodable(node: DocumentNode): boolean {
  return node.kind !== "element" || resolveTag(node.namespace, node.name) !== undefined;
}
