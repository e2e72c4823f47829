import {
  childElements,
  type Document,
  type DocumentNode,
  defaultHeader,
  type ElementNode,
} from "@easel/codec/document";
import { element } from "@easel/codec/protocol";

/** Text becomes an inline string, bytes become opaque data, undefined is left out. */
export type Content = DocumentNode | string | Uint8Array | undefined;

/**
 * Builds an element: `el("AirSync", "Status", "1")`. Without content it is an empty tag.
 * Throws TypeError for a name no code page has: that is a slip in this package, never in a request.
 */
export function el(namespace: string, name: string, ...content: Content[]): ElementNode {
  const kept = content.filter((item) => item !== undefined);
  return element(namespace, name, ...kept.map((item) => (typeof item === "string" ? sendableText(item) : item)));
}

export const documentOf = (root: ElementNode): Document => ({ header: defaultHeader(), root });

/** An inline string ends at its first NUL and is UTF-8 (MS-ASWBXML 2.1.1): neither NUL nor half a surrogate pair. */
export const sendableText = (text: string): string => text.replaceAll("\0", "").replace(/\p{Surrogate}/gu, "\uFFFD");

/** The child elements' names when every one is of the namespace and in the list, each at most once; else undefined. */
export function namesWithin(parent: ElementNode, namespace: string, allowed: readonly string[]): string[] | undefined {
  const names: string[] = [];
  for (const child of childElements(parent)) {
    if (child.namespace !== namespace || !allowed.includes(child.name) || names.includes(child.name)) return undefined;
    names.push(child.name);
  }
  return names;
}

/** Whether the names stand in the order of the list (gaps allowed). */
export const inOrder = (names: readonly string[], order: readonly string[]): boolean =>
  names.every((name, at) => at === 0 || order.indexOf(names[at - 1] ?? "") < order.indexOf(name));
