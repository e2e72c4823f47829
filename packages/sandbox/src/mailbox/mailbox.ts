import { MAX_MAILBOX_BYTES, MAX_MESSAGES_PER_MAILBOX } from "../limits.ts";
import { DELETED_ITEMS } from "./folders.ts";

/** A message in a folder. `mime` is what was sent, byte for byte, and never changed. */
export interface MailItem {
  /** `5:12`: folder and number, as Exchange writes it; changes when the item moves. */
  serverId: string;
  folderId: string;
  mime: Uint8Array;
  received: Date;
  read: boolean;
  /** Status of Flag: 0 none, 1 complete, 2 active (MS-ASEMAIL 2.2.2). */
  flagStatus: string;
  /** Goes up with every change, so that a device's copy can be compared. */
  changeNumber: number;
}

/** One user's mail, in memory and bounded: the oldest item makes room for a new one. */
export class Mailbox {
  #items = new Map<string, MailItem>();
  #nextNumber = 1;
  #bytes = 0;
  #listeners = new Set<() => void>();

  add(folderId: string, mime: Uint8Array, received: Date, read: boolean): MailItem {
    const number = this.#nextNumber++;
    const item: MailItem = {
      serverId: `${folderId}:${number}`,
      folderId,
      mime,
      received,
      read,
      flagStatus: "0",
      changeNumber: number,
    };
    this.#items.set(item.serverId, item);
    this.#bytes += mime.length;
    this.#makeRoom(item);
    this.#changed();
    return item;
  }

  get(serverId: string): MailItem | undefined {
    return this.#items.get(serverId);
  }

  /** Newest first, as Exchange hands them out. */
  inFolder(folderId: string): MailItem[] {
    return [...this.#items.values()].filter((item) => item.folderId === folderId).reverse();
  }

  /** Sets what is given and counts it as one change, even when the value stays the same. */
  update(item: MailItem, change: { read?: boolean; flagStatus?: string }): void {
    Object.assign(item, change);
    item.changeNumber = this.#nextNumber++;
    this.#changed();
  }

  /** Moves to Deleted Items, or removes for good what lies there already or is not to be kept. */
  delete(item: MailItem, keep: boolean): void {
    this.#remove(item);
    if (keep && item.folderId !== DELETED_ITEMS) this.add(DELETED_ITEMS, item.mime, item.received, item.read);
    else this.#changed();
  }

  /** Calls `listener` after every change until the returned function is called. */
  watch(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #remove(item: MailItem): void {
    if (this.#items.delete(item.serverId)) this.#bytes -= item.mime.length;
  }

  #makeRoom(newest: MailItem): void {
    for (const oldest of this.#items.values()) {
      if (this.#items.size <= MAX_MESSAGES_PER_MAILBOX && this.#bytes <= MAX_MAILBOX_BYTES) return;
      if (oldest !== newest) this.#remove(oldest);
    }
  }

  #changed(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}
