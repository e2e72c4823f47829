import { type ElementNode, elementText } from "@easel/codec/document";
import { el } from "../documents.ts";
import type { ItemData } from "../mailbox/index.ts";

/** The text of an item's own property, undefined when it has none. */
export function propertyText({ properties }: ItemData, namespace: string, name: string): string | undefined {
  const found = properties.find((each) => each.namespace === namespace && each.name === name);
  return found && elementText(found);
}

/** The item with a property set, in whatever place: answers have an order of their own. */
export function withProperty(data: ItemData, namespace: string, name: string, value: string): ItemData {
  return {
    ...withoutProperty(data, namespace, name),
    properties: [...othersOf(data, namespace, name), el(namespace, name, value)],
  };
}

export const withoutProperty = (data: ItemData, namespace: string, name: string): ItemData => ({
  ...data,
  properties: othersOf(data, namespace, name),
});

/** The item with those of the defaults it has no value for. */
export function withDefaults(data: ItemData, namespace: string, defaults: Readonly<Record<string, string>>): ItemData {
  return Object.entries(defaults).reduce(
    (kept, [name, value]) =>
      propertyText(kept, namespace, name) === undefined ? withProperty(kept, namespace, name, value) : kept,
    data,
  );
}

const othersOf = ({ properties }: ItemData, namespace: string, name: string): ElementNode[] =>
  properties.filter((each) => each.namespace !== namespace || each.name !== name);
