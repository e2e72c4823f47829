import { childElement, childElements, type ElementNode } from "@easel/codec/document";
import { descend, type Placed } from "./elements.ts";
import type { Facts } from "./facts.ts";

/** Items of each command looked at in one diagnosis. */
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
  const places = (command: Item["command"]) =>
    descend(root, ["Collections", "Collection", "Commands", command], MAX_ITEMS).flatMap((place): Item[] => {
      const data = childElement(place.element, "ApplicationData", "AirSync");
      return data ? [{ ...place, command, data, dataPath: `${place.path}/ApplicationData` }] : [];
    });
  return [...places("Add"), ...places("Change")];
}

/** The children of an item's data, with their paths. */
export const fieldsOf = ({ data, dataPath }: Item): Placed[] =>
  childElements(data).map((element) => ({ element, path: `${dataPath}/${element.name}` }));
