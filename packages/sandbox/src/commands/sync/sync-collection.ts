import type { ElementNode } from "@easel/codec/document";
import { compareVersions } from "@easel/codec/protocol";
import {
  type AddedItems,
  afterChanges,
  type CollectionState,
  changesSince,
  type FolderChange,
  type KnownItems,
  newCollectionState,
} from "../../device/index.ts";
import { el } from "../../documents.ts";
import { itemClassOf, readSupported } from "../../items/index.ts";
import { MAX_SYNC_ANSWER_BYTES } from "../../limits.ts";
import { changedProperties, type Folder, type ItemOptions, sizeOf } from "../../mailbox/index.ts";
import { SyncStatus } from "../../statuses.ts";
import type { CommandContext } from "../command.ts";
import { propertiesOf } from "../item-properties.ts";
import { applyCommands } from "./client-commands.ts";
import type { CollectionRequest } from "./read-collection.ts";

const PAGE = "AirSync";

/** What is left of the bounds of one answer; collections take from it in turn. */
export interface Room {
  items: number;
  bytes: number;
}

/** The Collection of the answer; undefined when nothing changed and nothing needs saying. */
export function syncCollection(
  context: CommandContext,
  folder: Folder,
  request: CollectionRequest,
  room: Room,
): ElementNode | undefined {
  const { world, user, device, version } = context;
  if (request.syncKey === "0") {
    const state = newCollectionState(world.newSyncKey());
    if (request.options) state.options = request.options;
    if (request.supported && folder.class !== "Email") {
      const supported = readSupported(request.supported, itemClassOf(folder.class), version);
      if (!supported) return collection(context, folder, "0", SyncStatus.ProtocolError);
      state.supported = supported;
    }
    device.collections.set(folder.id, state);
    return collection(context, folder, state.key, SyncStatus.Success);
  }
  const state = device.collections.get(folder.id);
  const step = state && stepFor(state, request.syncKey);
  // Exchange hands back key 0 with Status 3: start anew from there.
  if (!state || !step) return collection(context, folder, "0", SyncStatus.InvalidSyncKey);

  const options = request.options ?? state.options;
  const mailbox = world.mailboxOf(user);
  const bench = { context, mailbox, folder, options, supported: state.supported };
  const { responses, known, added } = applyCommands(bench, request, step);
  const pending = request.getChanges ? changesSince(mailbox, folder.id, known, options.filterType, world.now()) : [];
  const sent = takeWhatFits(pending, Math.min(request.windowSize, room.items), room);
  state.options = options;
  if (request.commands.length === 0 && sent.length === 0 && pending.length === 0 && !step.repeated) return undefined;

  state.previous = { key: request.syncKey, known: step.known, added };
  state.known = afterChanges(known, sent);
  state.key = world.newSyncKey();
  return collection(context, folder, state.key, SyncStatus.Success, [
    sent.length < pending.length ? el(PAGE, "MoreAvailable") : undefined,
    responses.length > 0 ? el(PAGE, "Responses", ...responses) : undefined,
    sent.length > 0 ? el(PAGE, "Commands", ...sent.map((change) => command(change, version, options))) : undefined,
  ]);
}

interface Step {
  known: KnownItems;
  /** What a repeated step has added before, so that it is not there twice. */
  added: AddedItems;
  repeated: boolean;
}

/** Where a key takes up: the newest step, or the one before it again when the client never saw the answer. */
function stepFor({ key: newest, known, previous }: CollectionState, key: string): Step | undefined {
  if (key === newest) return { known, added: new Map(), repeated: false };
  return key === previous?.key ? { ...previous, repeated: true } : undefined;
}

function takeWhatFits(changes: readonly FolderChange[], count: number, room: Room): FolderChange[] {
  const taken: FolderChange[] = [];
  for (const change of changes) {
    const size = "item" in change && !isMark(change) ? sizeOf(change.item) : 0;
    const fits = taken.length < count && (size <= room.bytes || room.bytes === MAX_SYNC_ANSWER_BYTES);
    if (!fits) break;
    room.items--;
    room.bytes -= size;
    taken.push(change);
  }
  return taken;
}

/** A change of mail that was sent: Read and Flag, never its text. */
const isMark = (change: FolderChange): boolean =>
  change.kind === "Change" && change.item.kind === "mail" && !change.item.draft;

function command(change: FolderChange, version: string, options: ItemOptions): ElementNode {
  if (!("item" in change)) return el(PAGE, change.kind, el(PAGE, "ServerId", change.serverId));
  const { item, kind } = change;
  const properties =
    item.kind === "mail" && isMark(change) ? changedProperties(item, version) : propertiesOf(item, version, options);
  return el(PAGE, kind, el(PAGE, "ServerId", item.serverId), el(PAGE, "ApplicationData", ...properties));
}

function collection(
  { version }: CommandContext,
  folder: Folder,
  key: string,
  status: string,
  rest: (ElementNode | undefined)[] = [],
): ElementNode {
  return el(
    PAGE,
    "Collection",
    compareVersions(version, "12.1") < 0 ? el(PAGE, "Class", folder.class) : undefined,
    el(PAGE, "SyncKey", key),
    el(PAGE, "CollectionId", folder.id),
    el(PAGE, "Status", status),
    ...rest,
  );
}
