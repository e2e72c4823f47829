import { childElement, childElements, type ElementNode, elementText } from "@easel/codec/document";
import { decodeDateTime } from "@easel/codec/values";
import { conversationOf, type Item } from "../../mailbox/index.ts";
import { StoreStatus } from "../../statuses.ts";
import { type CommandContext, knownFolder } from "../command.ts";
import { childText } from "../numbers.ts";
import { hasWords } from "./free-text.ts";

const PAGE = "Search";

export type Condition = (item: Item) => boolean;

/** A Query of the mailbox as one condition, or the Status of why it is none (MS-ASCMD 2.2.3.142.2). */
export function readQuery(context: CommandContext, query: ElementNode, deep: boolean): Condition | string {
  const [only, ...rest] = childElements(query);
  if (!only || rest.length > 0) return StoreStatus.InvalidRequest;
  if (only.name === "Or") return StoreStatus.TooComplex;
  const parts = only.name === "And" && only.namespace === PAGE ? childElements(only) : [only];
  const folders = parts.filter(isFolder).map(elementText);
  if (folders.some((id) => !knownFolder(context, id))) return StoreStatus.FolderSyncRequired;
  const classes = parts.filter(isClass).map(elementText);
  const conditions = parts.filter((part) => !isFolder(part) && !isClass(part)).map(readCondition);
  if (parts.length === 0 || conditions.includes(undefined)) return StoreStatus.InvalidRequest;
  return (item) =>
    (classes.length === 0 || classes.includes(item.kind === "mail" ? "Email" : item.class)) &&
    (folders.length === 0 || folders.some((id) => liesIn(context, item, id, deep))) &&
    conditions.every((fits) => fits?.(item) ?? false);
}

const isFolder = ({ namespace, name }: ElementNode): boolean => namespace === "AirSync" && name === "CollectionId";
const isClass = ({ namespace, name }: ElementNode): boolean => namespace === "AirSync" && name === "Class";

export function liesIn({ world, user }: CommandContext, item: Item, folderId: string, deep: boolean): boolean {
  return item.folderId === folderId || (deep && world.mailboxOf(user).folders.isWithin(item.folderId, folderId));
}

function readCondition(element: ElementNode): Condition | undefined {
  if (element.namespace !== PAGE) return undefined;
  switch (element.name) {
    case "FreeText":
      return elementText(element).trim() === "" ? undefined : hasWords(elementText(element));
    case "ConversationId": {
      const [content] = element.children;
      const id = content?.kind === "opaque" ? content.bytes : undefined;
      return id && ((item) => item.kind === "mail" && conversationOf(item.mime).every((byte, at) => byte === id[at]));
    }
    case "GreaterThan":
    case "LessThan": {
      const time = decodeDateTime(childText(element, "Value", PAGE) ?? "").value;
      if (time === undefined || !childElement(element, "DateReceived", "Email")) return undefined;
      const after = element.name === "GreaterThan";
      return (item) =>
        item.kind === "mail" && (after ? item.received.getTime() > time : item.received.getTime() < time);
    }
    default:
      return undefined;
  }
}
