import { childElement, childElements, type ElementNode } from "@easel/codec/document";
import { compareVersions } from "@easel/codec/protocol";
import { inOrder } from "../../documents.ts";
import { DEFAULT_WINDOW_SIZE, MAX_WINDOW_SIZE } from "../../limits.ts";
import type { ItemOptions } from "../../mailbox/index.ts";
import { childNumber, childText } from "../numbers.ts";
import { type ClientCommand, readCommands } from "./read-commands.ts";
import { readOptions } from "./read-options.ts";

const PAGE = "AirSync";

/** One Collection of a Sync request, checked. */
export interface CollectionRequest {
  syncKey: string;
  collectionId: string;
  /** The Class sent, which 2.5 and 12.0 require and 14.0 has no more. */
  className?: string;
  getChanges: boolean;
  /** 1-512 */
  windowSize: number;
  deletesAsMoves: boolean;
  /** The properties the client manages, from its first Sync on. */
  supported?: ElementNode;
  /** Absent: the ones sent before stay in force. */
  options?: ItemOptions;
  commands: ClientCommand[];
}

/** The order Exchange insists on (MS-ASCMD 2.2.3.29.2); anything else in it is a protocol error. */
const order = [
  "Class",
  "SyncKey",
  "CollectionId",
  "Supported",
  "DeletesAsMoves",
  "GetChanges",
  "WindowSize",
  "ConversationMode",
  "Options",
  "Commands",
];

/** Undefined for what breaks the rules of the version: Status 4. */
export function readCollection(element: ElementNode, version: string): CollectionRequest | undefined {
  const children = childElements(element);
  const names = children.map(({ name }) => name).filter((name, at, all) => name !== "Options" || all[at - 1] !== name);
  if (children.some(({ namespace }) => namespace !== PAGE) || !names.every((name) => order.includes(name))) return;
  if (!inOrder(names, order)) return;

  const className = childText(element, "Class", PAGE);
  const syncKey = childText(element, "SyncKey", PAGE);
  const collectionId = childText(element, "CollectionId", PAGE);
  if (!syncKey || !collectionId || !classFits(className, version)) return;

  const getChanges = readGetChanges(element, syncKey, version);
  const windowSize = childNumber(element, "WindowSize", PAGE) ?? DEFAULT_WINDOW_SIZE;
  const optionElements = childElements(element, "Options", PAGE);
  const options = optionElements.length > 0 ? readOptions(optionElements, version) : undefined;
  const supported = childElement(element, "Supported", PAGE);
  const commands = readCommands(childElement(element, "Commands", PAGE), version);
  if (getChanges === undefined || Number.isNaN(windowSize) || !commands) return;
  if (optionElements.length > 0 && !options) return;
  if (syncKey === "0" && commands.length > 0) return;
  return {
    syncKey,
    collectionId,
    getChanges,
    windowSize: windowSize === 0 ? MAX_WINDOW_SIZE : Math.min(windowSize, MAX_WINDOW_SIZE),
    deletesAsMoves: childText(element, "DeletesAsMoves", PAGE) !== "0",
    commands,
    ...(className === undefined ? {} : { className }),
    ...(options === undefined ? {} : { options }),
    ...(supported === undefined ? {} : { supported }),
  };
}

/** Required at 2.5 and 12.0, allowed at 12.1 (clients of 2007 SP1 leave it out), gone from 14.0. */
function classFits(className: string | undefined, version: string): boolean {
  if (className === undefined) return compareVersions(version, "12.1") >= 0;
  return compareVersions(version, "12.1") <= 0;
}

/**
 * Absent, it means yes for every key but 0; 2.5 wants it said. Asked for with key 0 it is a protocol error
 * (MS-ASCMD 2.2.3.84): undefined.
 */
function readGetChanges(element: ElementNode, syncKey: string, version: string): boolean | undefined {
  const text = childText(element, "GetChanges", PAGE);
  if (text !== undefined && !["", "0", "1"].includes(text)) return undefined;
  const asked = text === undefined ? undefined : text !== "0";
  if (syncKey === "0") return asked ? undefined : false;
  return asked ?? compareVersions(version, "12.0") >= 0;
}
