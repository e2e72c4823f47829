import type { ElementNode } from "@easel/codec/document";
import { itemClassOf, itemElements } from "../items/index.ts";
import { emailProperties, type Item, type ItemOptions } from "../mailbox/index.ts";

/** The whole of an item, of whatever class, as ApplicationData or Properties hold it. */
export const propertiesOf = (item: Item, version: string, options: ItemOptions): ElementNode[] =>
  item.kind === "mail"
    ? emailProperties(item, version, options)
    : itemElements(item.data, itemClassOf(item.class), version, options);
