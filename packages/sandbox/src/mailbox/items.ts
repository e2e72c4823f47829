import type { ElementNode } from "@easel/codec/document";
import type { BodyText } from "./body-text.ts";
import type { Draft } from "./draft.ts";
import type { FolderClass } from "./folders.ts";

interface StoredItem {
  /** `5:12`: folder and number, as Exchange writes it; changes when the item moves. */
  serverId: string;
  folderId: string;
  /** Goes up with every change, so that a device's copy can be compared. */
  changeNumber: number;
}

/** A message in a folder. `mime` is what was sent, byte for byte, and changed only while it is a draft. */
export interface MailItem extends StoredItem {
  kind: "mail";
  mime: Uint8Array;
  received: Date;
  read: boolean;
  /** Status of Flag: 0 none, 1 complete, 2 active (MS-ASEMAIL 2.2.2). */
  flagStatus: string;
  /** What the user last did with it: LastVerbExecuted, and when (MS-ASEMAIL 2.2.2.44). */
  lastVerb?: { code: string; at: Date };
  /** What a client wrote, from which `mime` is made; absent in mail that was sent. */
  draft?: Draft;
}

/** The content of an event, contact, task or note. */
export interface ItemData {
  /** As 16.1 has them, the body apart. */
  properties: readonly ElementNode[];
  body?: BodyText;
}

export interface DataItem extends StoredItem {
  kind: "data";
  class: Exclude<FolderClass, "Email">;
  data: ItemData;
}

export type Item = MailItem | DataItem;

/** Bytes an item takes of its mailbox and of an answer. */
export const sizeOf = (item: Item): number =>
  item.kind === "mail"
    ? item.mime.length
    : item.data.properties.reduce((sum, element) => sum + weigh(element), 2 * (item.data.body?.text.length ?? 0));

/** Roughly what an element is on the wire. */
function weigh({ children }: ElementNode): number {
  let sum = 4;
  for (const child of children) {
    if (child.kind === "element") sum += weigh(child);
    else sum += child.kind === "text" ? 2 * child.text.length : child.bytes.length;
  }
  return sum;
}
