import { childElement, childElements, type ElementNode } from "@easel/codec/document";
import { compareVersions } from "@easel/codec/protocol";
import { MAX_COMMANDS } from "../../limits.ts";
import { childText } from "../numbers.ts";

const PAGE = "AirSync";
/** Characters of a ClientId or ServerId (MS-ASCMD 2.2.3.28.2, 2.2.3.166.8). */
const MOST_ID = 64;

export interface AddCommand {
  kind: "Add";
  clientId: string;
  /** Class of the item, where it is said. */
  className?: string;
  data: ElementNode;
  /** True for a draft that shall go out. */
  send: boolean;
}

export interface ChangeCommand {
  kind: "Change";
  serverId: string;
  /** Original start of the one occurrence that is meant (16.0 and later). */
  instanceId?: string;
  /** Absent only where the draft is sent as it is. */
  data?: ElementNode;
  send: boolean;
}

export interface DeleteCommand {
  kind: "Delete";
  serverId: string;
  instanceId?: string;
}

export type ClientCommand = AddCommand | ChangeCommand | DeleteCommand | { kind: "Fetch"; serverId: string };

/** The client's commands on a folder; undefined for what is no command of the version (Status 4). */
export function readCommands(element: ElementNode | undefined, version: string): ClientCommand[] | undefined {
  const children = element ? childElements(element) : [];
  if (children.length > MAX_COMMANDS) return undefined;
  const commands = children.map((child) => readCommand(child, version));
  return commands.every((command) => command !== undefined) ? commands : undefined;
}

function readCommand(element: ElementNode, version: string): ClientCommand | undefined {
  if (element.namespace !== PAGE) return undefined;
  const data = childElement(element, "ApplicationData", PAGE);
  const instanceId = childText(element, "InstanceId", "AirSyncBase");
  const send = childElement(element, "Send", "Email2") !== undefined;
  // One occurrence by its name, and drafts that are sent, came with 16.0.
  if ((send || instanceId !== undefined) && compareVersions(version, "16.0") < 0) return undefined;
  const occurrence = instanceId === undefined ? {} : { instanceId };
  const id = childText(element, element.name === "Add" ? "ClientId" : "ServerId", PAGE);
  if (!id || id.length > MOST_ID) return undefined;
  switch (element.name) {
    case "Add": {
      const className = childText(element, "Class", PAGE);
      return data && { kind: "Add", clientId: id, data, send, ...(className === undefined ? {} : { className }) };
    }
    case "Change":
      return data || send
        ? { kind: "Change", serverId: id, send, ...(data ? { data } : {}), ...occurrence }
        : undefined;
    case "Delete":
      return { kind: "Delete", serverId: id, ...occurrence };
    default:
      return element.name === "Fetch" ? { kind: "Fetch", serverId: id } : undefined;
  }
}
