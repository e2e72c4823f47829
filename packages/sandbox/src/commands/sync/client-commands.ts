import { childElements, type ElementNode, elementText } from "@easel/codec/document";
import { el } from "../../documents.ts";
import { defaultOptions, emailProperties, type ItemOptions, type Mailbox, type MailItem } from "../../mailbox/index.ts";
import { SyncStatus } from "../../statuses.ts";
import { childText } from "../numbers.ts";
import type { ClientCommand, CollectionRequest } from "./read-collection.ts";

const PAGE = "AirSync";

export interface CommandOutcome {
  /** Children of Responses: what failed, and what was fetched (MS-ASCMD 2.2.3.154). */
  responses: ElementNode[];
  /** What the device holds of the folder after its own commands. */
  known: Map<string, number>;
}

/** Carries out a client's commands on its folder. What went well is not reported, as Exchange does not either. */
export function applyCommands(
  mailbox: Mailbox,
  request: CollectionRequest,
  before: ReadonlyMap<string, number>,
  options: ItemOptions,
  version: string,
): CommandOutcome {
  const known = new Map(before);
  const responses: ElementNode[] = [];
  for (const command of request.commands) {
    // Received mail and the empty folders take no new items from a client.
    const found = command.kind === "Add" ? undefined : mailbox.get(command.serverId);
    const item = found?.folderId === request.collectionId ? found : undefined;
    if (command.kind === "Add") responses.push(failed(command, SyncStatus.ConversionError));
    else if (command.kind === "Delete") {
      // Gone already is what the client wants: no report.
      if (item) mailbox.delete(item, request.deletesAsMoves);
      known.delete(command.serverId);
    } else if (!item) responses.push(failed(command, SyncStatus.ObjectNotFound));
    else if (command.kind === "Fetch") responses.push(fetched(item, options, version));
    else {
      const change = readChange(command.data);
      // A change made elsewhere that the device has not seen is still to be told, so its number stays old.
      const upToDate = known.get(item.serverId) === item.changeNumber;
      if (change) mailbox.update(item, change);
      else responses.push(failed(command, SyncStatus.ConversionError));
      if (upToDate) known.set(item.serverId, item.changeNumber);
    }
  }
  return { responses, known };
}

/** Read and Flag are what a client may change in received mail; undefined for anything else, or for bad values. */
function readChange(data: ElementNode): { read?: boolean; flagStatus?: string } | undefined {
  const change: { read?: boolean; flagStatus?: string } = {};
  for (const property of childElements(data)) {
    if (property.namespace !== "Email") return undefined;
    if (property.name === "Read") {
      const text = elementText(property);
      if (text !== "0" && text !== "1") return undefined;
      change.read = text === "1";
    } else if (property.name === "Flag") {
      const status = childText(property, "Status", "Email") ?? "0";
      if (!["0", "1", "2"].includes(status)) return undefined;
      change.flagStatus = status;
    } else return undefined;
  }
  return Object.keys(change).length > 0 ? change : undefined;
}

/** Fetch brings the whole item, whatever Options cut before. */
function fetched(item: MailItem, options: ItemOptions, version: string): ElementNode {
  const whole: ItemOptions = {
    ...defaultOptions(),
    ...(options.mimeSupport === undefined ? {} : { mimeSupport: options.mimeSupport }),
    preferences: options.preferences.map(({ type }) => ({ type, allOrNone: false })),
  };
  return el(
    PAGE,
    "Fetch",
    el(PAGE, "ServerId", item.serverId),
    el(PAGE, "Status", SyncStatus.Success),
    el(PAGE, "ApplicationData", ...emailProperties(item, version, whole)),
  );
}

function failed(command: ClientCommand, status: string): ElementNode {
  const id = command.kind === "Add" ? el(PAGE, "ClientId", command.clientId) : el(PAGE, "ServerId", command.serverId);
  return el(PAGE, command.kind, id, el(PAGE, "Status", status));
}
