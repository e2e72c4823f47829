import { childElement, type ElementNode, elementText } from "@easel/codec/document";

/** The text of a child, undefined when there is no such child. */
export function childText(parent: ElementNode, name: string, namespace: string): string | undefined {
  const child = childElement(parent, name, namespace);
  return child && elementText(child);
}

/**
 * The number in a child: undefined when there is no such child, NaN when it is no whole number or out of range.
 * Bounds are inclusive.
 */
export function childNumber(
  parent: ElementNode,
  name: string,
  namespace: string,
  low = 0,
  high = 0xffffffff,
): number | undefined {
  const text = childText(parent, name, namespace);
  if (text === undefined) return undefined;
  const number = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  return number >= low && number <= high ? number : Number.NaN;
}
