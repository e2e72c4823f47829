import type { ElementNode } from "@easel/codec/document";
import { compareVersions } from "@easel/codec/protocol";
import { addedFiles, changedDraft, itemClassOf, newItem, readDraft, readItem } from "../../items/index.ts";
import { DRAFTS, draftMime, type Item, JOURNAL } from "../../mailbox/index.ts";
import { SyncStatus } from "../../statuses.ts";
import type { CommandContext } from "../command.ts";
import type { Bench } from "./client-commands.ts";
import type { AddCommand } from "./read-commands.ts";
import { sendDraft } from "./send-draft.ts";

/** A new item with what the answer says of it, "sent" for a draft that went out at once, or a Status. */
export type Added = { item: Item; data?: ElementNode } | "sent" | { status: string };

export function addItem({ context, mailbox, folder }: Bench, command: AddCommand): Added {
  const { version, user, world } = context;
  const refused = { status: SyncStatus.ConversionError };
  if (command.className !== undefined && command.className !== folder.class) return refused;
  if (folder.class === "Email") return folder.id === DRAFTS ? addDraft(context, command) : refused;
  // No class of items goes into the journal any more.
  if (command.send || folder.id === JOURNAL) return refused;
  const itemClass = itemClassOf(folder.class);
  const edit = readItem(command.data, itemClass, version, true);
  const data = edit && newItem(edit, itemClass, { version, now: world.now(), user });
  if (!data) return refused;
  const item = mailbox.addData(folder.id, folder.class, data);
  // From 16.0 on the server names an event, and tells the client how (MS-ASCAL 2.2.2.46).
  const uid = compareVersions(version, "16.0") >= 0 ? data.properties.find(({ name }) => name === "UID") : undefined;
  return { item, ...(uid ? { data: uid } : {}) };
}

function addDraft(context: CommandContext, { data, send }: AddCommand): Added {
  const { version, user, world } = context;
  const edit = readDraft(data, version);
  const draft = edit && changedDraft({ fields: {} }, edit);
  if (!draft) return { status: SyncStatus.ConversionError };
  if (send) {
    const fault = sendDraft(context, draft);
    return fault === undefined ? "sent" : { status: fault };
  }
  const now = world.now();
  const item = world.mailboxOf(user).add(DRAFTS, draftMime(draft, user, now), now, edit.read ?? true, draft);
  const files = edit.files && addedFiles(draft, edit.files, item.serverId);
  return { item, ...(files ? { data: files } : {}) };
}
