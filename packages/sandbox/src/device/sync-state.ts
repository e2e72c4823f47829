import { passesFilter } from "../items/index.ts";
import { defaultOptions, type Item, type ItemOptions, type Mailbox } from "../mailbox/index.ts";

/** What a device holds of a folder: each item's ServerId with the change number it has seen. */
export type KnownItems = ReadonlyMap<string, number>;

/** ServerIds of the items a device added in one step, by its ClientIds; empty for a draft that was sent. */
export type AddedItems = ReadonlyMap<string, string>;

/** The state behind one collection's SyncKey. */
export interface CollectionState {
  key: string;
  known: KnownItems;
  /** The step before: a client whose answer was lost sends the old key again and gets the step anew. */
  previous?: { key: string; known: KnownItems; added: AddedItems };
  /** Options stay in force until other ones are sent (MS-ASCMD 2.2.3.125.6). */
  options: ItemOptions;
  /** The properties the client said to manage in its first Sync; absent means all (MS-ASCMD 2.2.3.179). */
  supported?: ReadonlySet<string>;
}

export const newCollectionState = (key: string): CollectionState => ({
  key,
  known: new Map(),
  options: defaultOptions(),
});

export type FolderChange =
  | { kind: "Add" | "Change"; item: Item }
  /** SoftDelete: still on the server, but past the filter (MS-ASCMD 2.2.3.172). */
  | { kind: "Delete" | "SoftDelete"; serverId: string };

/** What happened in a folder since `known`: what goes first, then changes, then new items, newest first. */
export function changesSince(
  mailbox: Mailbox,
  folderId: string,
  known: KnownItems,
  filterType: number,
  now: Date,
): FolderChange[] {
  const items = mailbox.inFolder(folderId);
  const visible = items.filter((item) => passesFilter(item, filterType, now));
  const visibleIds = new Set(visible.map((item) => item.serverId));
  const gone = [...known.keys()].filter((serverId) => !visibleIds.has(serverId));
  return [
    ...gone.map((serverId): FolderChange => ({ kind: mailbox.get(serverId) ? "SoftDelete" : "Delete", serverId })),
    ...visible
      .filter((item) => known.has(item.serverId) && known.get(item.serverId) !== item.changeNumber)
      .map((item): FolderChange => ({ kind: "Change", item })),
    ...visible.filter((item) => !known.has(item.serverId)).map((item): FolderChange => ({ kind: "Add", item })),
  ];
}

/** `known` after the device has taken the changes. */
export function afterChanges(known: KnownItems, changes: readonly FolderChange[]): KnownItems {
  const next = new Map(known);
  for (const change of changes) {
    if ("item" in change) next.set(change.item.serverId, change.item.changeNumber);
    else next.delete(change.serverId);
  }
  return next;
}
