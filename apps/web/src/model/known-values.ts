import { childElement, type Document, type ElementNode, elementText } from "@easel/codec/document";
import type { KnownValue } from "@easel/doctor/language";

/** Values that answers have named, by the elements of a request they can go into. */
export type KnownValues = Readonly<Record<string, readonly KnownValue[]>>;

/** Values kept for one element; the newest come first. */
const MAX_VALUES = 200;
const MAX_LABEL = 48;

const FOLDER_IDS = ["CollectionId", "Id", "ParentId", "SrcFldId", "DstFldId", "FolderId"];
const ITEM_IDS = ["ServerId", "ItemId", "SrcMsgId"];
/** Children that tell what an item is, most telling first. */
const LABELS = ["Subject", "FileAs", "DisplayName", "Title"];

/** What is known once an answer has been read, too. Policy keys are secrets of the session and stay there. */
export function learnFrom(known: KnownValues, { root }: Document): KnownValues {
  if (!root) return known;
  const next = new Map(Object.entries(known).map(([name, values]) => [name, [...values]]));
  const add = (name: string, value: string, label: string) => {
    if (value === "") return;
    const others = (next.get(name) ?? []).filter((other) => other.value !== value && !isOlderKey(name, other, label));
    next.set(name, [{ value, ...(label && { label }) }, ...others].slice(0, MAX_VALUES));
  };
  // Newest first, and of one answer in its own order.
  const elements = elementsOf(root).reverse();
  for (const element of elements) learnElement(element, root, add);
  return Object.fromEntries(next);
}

/** A collection has one SyncKey at a time. */
const isOlderKey = (name: string, { label = "" }: KnownValue, newLabel: string): boolean =>
  name === "SyncKey" && label === newLabel;

function learnElement(
  element: ElementNode,
  root: ElementNode,
  add: (name: string, value: string, label: string) => void,
): void {
  const { name, namespace } = element;
  const isFolder = namespace === "FolderHierarchy" && (name === "Add" || name === "Update");
  const id = textOf(element, "ServerId");
  if (isFolder) for (const target of FOLDER_IDS) add(target, id, textOf(element, "DisplayName"));
  else if (namespace === "AirSync" && (name === "Add" || name === "Change"))
    for (const target of ITEM_IDS) add(target, id, labelOf(element));
  else if (name === "Collection" && root.name === "Sync")
    add("SyncKey", textOf(element, "SyncKey"), `of collection ${textOf(element, "CollectionId")}`);
  else if (element === root && namespace === "FolderHierarchy")
    add("SyncKey", textOf(element, "SyncKey"), "of the folder list");
  else if (name === "Result") add("LongId", textOf(element, "LongId"), labelOf(element));
}

function labelOf(element: ElementNode): string {
  const data = childElement(element, "ApplicationData") ?? childElement(element, "Properties") ?? element;
  for (const name of LABELS) {
    const text = textOf(data, name);
    if (text !== "") return text.length > MAX_LABEL ? `${text.slice(0, MAX_LABEL)}…` : text;
  }
  return "";
}

const textOf = (element: ElementNode, name: string): string => {
  const child = childElement(element, name);
  return child ? elementText(child).trim() : "";
};

function elementsOf(root: ElementNode): ElementNode[] {
  const found: ElementNode[] = [];
  const open: ElementNode[] = [root];
  for (let element = open.pop(); element; element = open.pop()) {
    found.push(element);
    for (const child of element.children.toReversed()) if (child.kind === "element") open.push(child);
  }
  return found;
}
