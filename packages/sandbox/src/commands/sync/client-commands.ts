import type { ElementNode } from "@easel/codec/document";
import type { AddedItems } from "../../device/index.ts";
import { el } from "../../documents.ts";
import { changedInstance } from "../../items/index.ts";
import { type Folder, type Item, type ItemOptions, type Mailbox, wholeOptions } from "../../mailbox/index.ts";
import { SyncStatus } from "../../statuses.ts";
import type { CommandContext } from "../command.ts";
import { propertiesOf } from "../item-properties.ts";
import { type Added, addItem } from "./add-item.ts";
import { changeItem, type Outcome } from "./change-item.ts";
import type { CollectionRequest } from "./read-collection.ts";
import type { AddCommand, ClientCommand, DeleteCommand } from "./read-commands.ts";

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
  repeated: boolean;
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
      const outcome = clientIds.has(command.clientId)
        ? { status: SyncStatus.ConversionError }
        : (addedBefore(bench, start, command.clientId) ?? addItem(bench, command));
      clientIds.add(command.clientId);
      responses.push(additionOf(command, outcome));
      if (outcome === "sent") added.set(command.clientId, "");
      else if ("item" in outcome) {
        added.set(command.clientId, outcome.item.serverId);
        known.set(outcome.item.serverId, outcome.item.changeNumber);
      }
      continue;
    }
    const found = mailbox.get(command.serverId);
    const item = found?.folderId === folder.id ? found : undefined;
    // A change made elsewhere that the device has not seen is still to be told, so its number stays old.
    const upToDate = item !== undefined && known.get(item.serverId) === item.changeNumber;
    // What a repeated step has not seen is its own doing.
    const unseen = item !== undefined && known.has(item.serverId) && !upToDate && !start.repeated;
    const outcome = !item
      ? { status: missing(command) }
      : command.kind === "Change" && unseen && serverWins(bench, item)
        ? { status: SyncStatus.Conflict }
        : carryOut(bench, request, command, item);
    if (command.kind === "Delete" && command.instanceId === undefined) known.delete(command.serverId);
    else if (upToDate && !outcome.retell) known.set(item.serverId, item.changeNumber);
    if (outcome.status !== SyncStatus.Success) responses.push(failed(command, outcome.status));
    else if (command.kind === "Fetch" && item) responses.push(fetched(item, bench.options, context.version));
    else if (outcome.data) responses.push(changed(command.serverId, outcome.data));
  }
  return { responses, known, added };
}

/** Read and Flag of mail conflict with nothing; elsewhere the change the device has not seen stands, and is told. */
const serverWins = ({ options }: Bench, item: Item): boolean =>
  !options.clientWins && (item.kind === "data" || item.draft !== undefined);

/** Gone already is what a Delete wants. */
const missing = ({ kind }: ClientCommand): string =>
  kind === "Delete" ? SyncStatus.Success : SyncStatus.ObjectNotFound;

function carryOut(bench: Bench, request: CollectionRequest, command: ClientCommand, item: Item): Outcome {
  if (command.kind === "Change") return changeItem(bench, command, item);
  if (command.kind !== "Delete") return { status: SyncStatus.Success };
  if (command.instanceId !== undefined) return { status: deleteInstance(bench, command, item) };
  bench.mailbox.delete(item, request.deletesAsMoves);
  return { status: SyncStatus.Success };
}

function deleteInstance({ mailbox, context }: Bench, { instanceId = "" }: DeleteCommand, item: Item): string {
  if (item.kind !== "data" || item.class !== "Calendar") return SyncStatus.ConversionError;
  const series = changedInstance(item.data, instanceId, undefined, context.version);
  if (!series) return SyncStatus.ConversionError;
  mailbox.updateData(item, series);
  return SyncStatus.Success;
}

/** What an Add of a repeated step has made before; what was sent then is not sent again. */
function addedBefore({ mailbox }: Bench, { added }: CommandStart, clientId: string): Added | undefined {
  const serverId = added.get(clientId);
  if (serverId === "") return "sent";
  const item = mailbox.get(serverId ?? "");
  return item && { item };
}

/** A draft that was sent is nowhere, so it has no ServerId. */
function additionOf(command: AddCommand, outcome: Added): ElementNode {
  if (outcome !== "sent" && "status" in outcome) return failed(command, outcome.status);
  return el(
    PAGE,
    "Add",
    el(PAGE, "ClientId", command.clientId),
    outcome === "sent" ? undefined : el(PAGE, "ServerId", outcome.item.serverId),
    el(PAGE, "Status", SyncStatus.Success),
    outcome !== "sent" && outcome.data ? el(PAGE, "ApplicationData", outcome.data) : undefined,
  );
}

const changed = (serverId: string, data: ElementNode): ElementNode =>
  el(
    PAGE,
    "Change",
    el(PAGE, "ServerId", serverId),
    el(PAGE, "Status", SyncStatus.Success),
    el(PAGE, "ApplicationData", data),
  );

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
