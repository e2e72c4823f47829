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
  const next = new Map<string, KnownValue[]>();
  const seen = new Map<string, Set<string>>();
  /** What comes first in the answer is kept, and all of it stands before what was known. */
  const add = (name: string, value: string, label: string) => {
    const values = next.get(name) ?? [];
    const met = seen.get(name) ?? new Set();
    const marks = name === "SyncKey" ? [value, `\0${label}`] : [value];
    if (value === "" || values.length === MAX_VALUES || marks.some((mark) => met.has(mark))) return;
    next.set(name, [...values, { value, ...(label && { label }) }]);
    seen.set(name, new Set([...met, ...marks]));
  };
  walk(root, (element) => learnElement(element, root, add));
  const names = new Set([...Object.keys(known), ...next.keys()]);
  return Object.fromEntries([...names].map((name) => [name, joined(name, next.get(name) ?? [], known[name] ?? [])]));
}

function joined(name: string, values: readonly KnownValue[], before: readonly KnownValue[]): KnownValue[] {
  // A collection has one SyncKey at a time.
  const isOld = ({ value, label = "" }: KnownValue) =>
    values.some((other) => other.value === value || (name === "SyncKey" && (other.label ?? "") === label));
  return [...values, ...before.filter((other) => !isOld(other))].slice(0, MAX_VALUES);
}

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

/** Visits the elements in the order of the document. */
function walk(root: ElementNode, visit: (element: ElementNode) => void): void {
  const open: ElementNode[] = [root];
  for (let element = open.pop(); element; element = open.pop()) {
    visit(element);
    for (let index = element.children.length - 1; index >= 0; index--) {
      const child = element.children[index];
      if (child?.kind === "element") open.push(child);
    }
  }
}
