import { childElement, childElements, type ElementNode, walkElements } from "@easel/codec/document";
import type { Placed } from "./elements.ts";
import type { Facts } from "./facts.ts";

/** Items looked at in one diagnosis. */
const MAX_ITEMS = 500;

/** One item that a Sync request adds or changes. */
export interface Item extends Placed {
  command: "Add" | "Change";
  /** The ApplicationData. */
  data: ElementNode;
  dataPath: string;
}

/** The items of a Sync request's Add and Change commands. */
export function itemsOf(facts: Facts): Item[] {
  const root = facts.request.document?.root;
  if (facts.request.kind !== "wbxml" || root?.name !== "Sync") return [];
  if (facts.request.problems.some(({ severity }) => severity === "error")) return [];
  const items: Item[] = [];
  walkElements(root, (element, path) => {
    const { name, namespace } = element;
    if (items.length >= MAX_ITEMS || namespace !== "AirSync" || (name !== "Add" && name !== "Change")) return;
    const data = childElement(element, "ApplicationData", "AirSync");
    if (data) items.push({ element, path, command: name, data, dataPath: `${path}/ApplicationData` });
  });
  return items;
}

/** The children of an item's data, with their paths. */
export const fieldsOf = ({ data, dataPath }: Item): Placed[] =>
  childElements(data).map((element) => ({ element, path: `${dataPath}/${element.name}` }));
