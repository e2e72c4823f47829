import type { ElementNode } from "@easel/codec/document";
import { compareVersions } from "@easel/codec/protocol";
import type { AddedItems } from "../../device/index.ts";
import { el } from "../../documents.ts";
import { changedInstance } from "../../items/index.ts";
import { type Folder, type Item, type ItemOptions, type Mailbox, wholeOptions } from "../../mailbox/index.ts";
import { SyncStatus } from "../../statuses.ts";
import type { CommandContext } from "../command.ts";
import { propertiesOf } from "../item-properties.ts";
import { addItem } from "./add-item.ts";
import { changeItem } from "./change-item.ts";
import type { CollectionRequest } from "./read-collection.ts";
import type { ClientCommand, DeleteCommand } from "./read-commands.ts";

const PAGE = "AirSync";

/** Where a client's commands are carried out. */
export interface Bench {
  context: CommandContext;
  mailbox: Mailbox;
  folder: Folder;
  options: ItemOptions;
  /** The properties the client manages; undefined for all. */
  supported: ReadonlySet<string> | undefined;
}

export interface CommandOutcome {
  /** Children of Responses: new items, what failed, and what was fetched (MS-ASCMD 2.2.3.154). */
  responses: ElementNode[];
  /** What the device holds of the folder after its own commands. */
  known: Map<string, number>;
  added: AddedItems;
}

/** A step as the device begins it; `added` is what it got the last time it sent the same step. */
export interface CommandStart {
  known: ReadonlyMap<string, number>;
  added: AddedItems;
}

/**
 * Carries out a client's commands on its folder. Changes and deletions that went well are not reported, as Exchange
 * does not either; a new item is, for its ServerId.
 */
export function applyCommands(bench: Bench, request: CollectionRequest, start: CommandStart): CommandOutcome {
  const { mailbox, folder, context } = bench;
  const known = new Map(start.known);
  const added = new Map<string, string>();
  const clientIds = new Set<string>();
  const responses: ElementNode[] = [];
  for (const command of request.commands) {
    if (command.kind === "Add") {
      // Each Add needs a name of its own, or its answer would be anybody's (MS-ASCMD 2.2.3.28.2).
      const again = mailbox.get(start.added.get(command.clientId) ?? "");
      const outcome = clientIds.has(command.clientId)
        ? { status: SyncStatus.ConversionError }
        : (again ?? addItem(bench, command));
      clientIds.add(command.clientId);
      if (outcome !== "sent" && "status" in outcome) responses.push(failed(command, outcome.status));
      else responses.push(isAdded(command.clientId, outcome, context.version));
      if (outcome !== "sent" && "serverId" in outcome) {
        added.set(command.clientId, outcome.serverId);
        known.set(outcome.serverId, outcome.changeNumber);
      }
      continue;
    }
    const found = mailbox.get(command.serverId);
    const item = found?.folderId === folder.id ? found : undefined;
    // A change made elsewhere that the device has not seen is still to be told, so its number stays old.
    const upToDate = item !== undefined && known.get(item.serverId) === item.changeNumber;
    const unseen = item !== undefined && known.has(item.serverId) && !upToDate;
    const status = !item
      ? missing(command)
      : command.kind === "Change" && unseen && serverWins(bench, item)
        ? SyncStatus.Conflict
        : carryOut(bench, request, command, item);
    if (command.kind === "Delete" && command.instanceId === undefined) known.delete(command.serverId);
    else if (upToDate) known.set(item.serverId, item.changeNumber);
    if (status !== SyncStatus.Success) responses.push(failed(command, status));
    else if (command.kind === "Fetch" && item) responses.push(fetched(item, bench.options, context.version));
  }
  return { responses, known, added };
}

/** Read and Flag of mail conflict with nothing; elsewhere the change the device has not seen stands, and is told. */
const serverWins = ({ options }: Bench, item: Item): boolean =>
  !options.clientWins && (item.kind === "data" || item.draft !== undefined);

/** Gone already is what a Delete wants. */
const missing = ({ kind }: ClientCommand): string =>
  kind === "Delete" ? SyncStatus.Success : SyncStatus.ObjectNotFound;

function carryOut(bench: Bench, request: CollectionRequest, command: ClientCommand, item: Item): string {
  if (command.kind === "Change") return changeItem(bench, command, item);
  if (command.kind !== "Delete") return SyncStatus.Success;
  if (command.instanceId !== undefined) return deleteInstance(bench, command, item);
  bench.mailbox.delete(item, request.deletesAsMoves);
  return SyncStatus.Success;
}

function deleteInstance({ mailbox, context }: Bench, { instanceId = "" }: DeleteCommand, item: Item): string {
  if (item.kind !== "data" || item.class !== "Calendar") return SyncStatus.ConversionError;
  const series = changedInstance(item.data, instanceId, undefined, context.version);
  if (!series) return SyncStatus.ConversionError;
  mailbox.updateData(item, series);
  return SyncStatus.Success;
}

/** From 16.0 on the server names an event, and tells the client how (MS-ASCAL 2.2.2.46). A sent draft is nowhere. */
function isAdded(clientId: string, item: Item | "sent", version: string): ElementNode {
  const uid =
    item !== "sent" && item.kind === "data" && item.class === "Calendar" && compareVersions(version, "16.0") >= 0
      ? item.data.properties.find(({ name }) => name === "UID")
      : undefined;
  return el(
    PAGE,
    "Add",
    el(PAGE, "ClientId", clientId),
    item === "sent" ? undefined : el(PAGE, "ServerId", item.serverId),
    el(PAGE, "Status", SyncStatus.Success),
    uid && el(PAGE, "ApplicationData", uid),
  );
}

/** Fetch brings the whole item, whatever Options cut before. */
const fetched = (item: Item, options: ItemOptions, version: string): ElementNode =>
  el(
    PAGE,
    "Fetch",
    el(PAGE, "ServerId", item.serverId),
    el(PAGE, "Status", SyncStatus.Success),
    el(PAGE, "ApplicationData", ...propertiesOf(item, version, wholeOptions(options))),
  );

function failed(command: ClientCommand, status: string): ElementNode {
  const id = command.kind === "Add" ? el(PAGE, "ClientId", command.clientId) : el(PAGE, "ServerId", command.serverId);
  const instanceId = "instanceId" in command ? command.instanceId : undefined;
  const instance = instanceId === undefined ? undefined : el("AirSyncBase", "InstanceId", instanceId);
  return el(PAGE, command.kind, id, instance, el(PAGE, "Status", status));
}
