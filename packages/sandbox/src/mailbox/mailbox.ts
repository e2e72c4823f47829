import { MAX_ITEMS_PER_MAILBOX, MAX_MAILBOX_BYTES, MAX_MESSAGES_PER_MAILBOX } from "../limits.ts";
import type { Draft } from "./draft.ts";
import { FolderTree } from "./folder-tree.ts";
import { DELETED_ITEMS, type Folder, JOURNAL } from "./folders.ts";
import { type DataItem, type Item, type ItemData, type MailItem, sizeOf } from "./items.ts";

export type MailChange = Partial<Pick<MailItem, "read" | "flagStatus" | "draft" | "mime" | "lastVerb">>;

/** One user's items, in memory and bounded: the oldest of its kind makes room for a new one. */
export class Mailbox {
  readonly folders = new FolderTree();
  #items = new Map<string, Item>();
  #nextNumber = 1;
  #listeners = new Set<() => void>();
  #bytes = { mail: 0, data: 0 };
  #counts = { mail: 0, data: 0 };

  add(folderId: string, mime: Uint8Array, received: Date, read: boolean, draft?: Draft): MailItem {
    const item: MailItem = {
      ...this.#place(folderId),
      kind: "mail",
      mime,
      received,
      read,
      flagStatus: "0",
      ...(draft ? { draft } : {}),
    };
    this.#keep(item);
    return item;
  }

  addData(folderId: string, itemClass: DataItem["class"], data: ItemData): DataItem {
    const item: DataItem = { ...this.#place(folderId), kind: "data", class: itemClass, data };
    this.#keep(item);
    return item;
  }

  get(serverId: string): Item | undefined {
    return this.#items.get(serverId);
  }

  all(): Item[] {
    return [...this.#items.values()];
  }

  /** Newest first, as Exchange hands them out. */
  inFolder(folderId: string): Item[] {
    return [...this.#items.values()].filter((item) => item.folderId === folderId).reverse();
  }

  /** Sets what is given and counts it as one change, even when the value stays the same. */
  update(item: MailItem, change: MailChange): void {
    this.#change(item, () => Object.assign(item, change));
  }

  updateData(item: DataItem, data: ItemData): void {
    this.#change(item, () => Object.assign(item, { data }));
  }

  /**
   * Moves to Deleted Items, or removes for good what lies there already, is not to be kept, or is no mail: Deleted
   * Items shows mail only.
   */
  delete(item: Item, keep: boolean): void {
    if (keep && item.kind === "mail" && item.folderId !== DELETED_ITEMS) {
      this.#remove(item);
      this.add(DELETED_ITEMS, item.mime, item.received, item.read);
      return;
    }
    this.#remove(item);
    this.#changed();
  }

  /** Whether a folder holds items of this kind; the journal's class of items is nobody's any more. */
  fits(item: Item, folder: Folder): boolean {
    return folder.id !== JOURNAL && folder.class === (item.kind === "mail" ? "Email" : item.class);
  }

  /** Puts an item into another folder of its class, under a new ServerId. */
  move<Kind extends Item>(item: Kind, folder: Folder): Kind {
    this.#remove(item);
    const moved: Kind = { ...item, ...this.#place(folder.id) };
    this.#keep(moved);
    return moved;
  }

  /** Takes a folder away for good, with the folders in it and all their items; gives the ids of these folders. */
  deleteFolder(id: string): ReadonlySet<string> {
    const gone = new Set(this.folders.remove(id));
    for (const item of this.all()) if (gone.has(item.folderId)) this.#remove(item);
    this.#changed();
    return gone;
  }

  /** Tells watchers that the folders have changed. */
  foldersChanged(): void {
    this.#changed();
  }

  /** Calls `listener` after every change until the returned function is called. */
  watch(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #place(folderId: string): { serverId: string; folderId: string; changeNumber: number } {
    const number = this.#nextNumber++;
    return { serverId: `${folderId}:${number}`, folderId, changeNumber: number };
  }

  #keep(item: Item): void {
    this.#items.set(item.serverId, item);
    this.#bytes[item.kind] += sizeOf(item);
    this.#counts[item.kind]++;
    this.#makeRoom(item);
    this.#changed();
  }

  #change(item: Item, change: () => void): void {
    this.#bytes[item.kind] -= sizeOf(item);
    change();
    this.#bytes[item.kind] += sizeOf(item);
    item.changeNumber = this.#nextNumber++;
    this.#makeRoom(item);
    this.#changed();
  }

  #remove(item: Item): void {
    if (!this.#items.delete(item.serverId)) return;
    this.#bytes[item.kind] -= sizeOf(item);
    this.#counts[item.kind]--;
  }

  #makeRoom(newest: Item): void {
    const { kind } = newest;
    const most = kind === "mail" ? MAX_MESSAGES_PER_MAILBOX : MAX_ITEMS_PER_MAILBOX;
    for (const oldest of this.#items.values()) {
      if (this.#counts[kind] <= most && this.#bytes[kind] <= MAX_MAILBOX_BYTES) return;
      if (oldest !== newest && oldest.kind === kind) this.#remove(oldest);
    }
  }

  #changed(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}
