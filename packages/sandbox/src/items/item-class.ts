import type { User } from "../directory.ts";
import type { ItemData } from "../mailbox/index.ts";
import type { Shape } from "./rules.ts";

/** Who writes, when, and in which version: what completing and checking an item may depend on. */
export interface Writing {
  version: string;
  now: Date;
  user: User;
}

/** The rules of one class of items, mail apart (MS-ASCAL, MS-ASCNTC, MS-ASTASK, MS-ASNOTE). */
export interface ItemClass {
  /** As the folder's class names it, and as its namespace is called. */
  name: "Calendar" | "Contacts" | "Tasks" | "Notes";
  /** What a client may send, and the order of answers; `AirSyncBase:Body` marks where the body stands in them. */
  shape: Shape;
  /** Names a client must not send at the version, though the version has them. */
  serverOnly: (version: string) => readonly string[];
  /** Names that a Change takes away by leaving them out, unless they are ghosted (MS-ASCMD 2.2.3.179). */
  canBeGhosted: (name: string, version: string) => boolean;
  /** Rules between the properties: those sent, and what the item becomes with them; false is item Status 6. */
  fits: (given: ItemData, merged: ItemData, version: string) => boolean;
  /** What the server puts in by itself; undefined where it cannot make sense of the item (Status 6). */
  complete: (data: ItemData, given: ReadonlySet<string>, writing: Writing) => ItemData | undefined;
}
