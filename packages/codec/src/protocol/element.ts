import type { DocumentNode, ElementNode } from "../document.ts";
import { nameOf, namespaceOf } from "./placeholder.ts";
import { resolveTag } from "./resolve.ts";

/** What can stand in an element: a string becomes inline text, bytes become opaque data. */
export type ElementContent = DocumentNode | string | Uint8Array;

/**
 * Builds an element by namespace and name: `element("AirSync", "Status", "1")`. Without content it is an
 * empty tag. Throws a TypeError for a name the code pages do not have.
 */
export function element(namespace: string, name: string, ...content: ElementContent[]): ElementNode {
  const resolved = resolveTag(namespace, name);
  if (!resolved) throw new TypeError(`The code pages have no element ${name} in ${namespace}.`);
  const { page, token } = resolved;
  return {
    kind: "element",
    page,
    token,
    namespace: namespaceOf(page),
    name: nameOf(page, token),
    children: content.map(toNode),
    selfClosed: content.length === 0,
  };
}

function toNode(content: ElementContent): DocumentNode {
  if (typeof content === "string") return { kind: "text", text: content };
  if (content instanceof Uint8Array) return { kind: "opaque", bytes: content };
  return content;
}
