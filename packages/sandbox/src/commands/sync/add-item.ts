import { itemClassOf, newItem, readDraft, readItem } from "../../items/index.ts";
import { DRAFTS, draftMime, type Item, JOURNAL } from "../../mailbox/index.ts";
import { SyncStatus } from "../../statuses.ts";
import type { Bench } from "./client-commands.ts";
import type { AddCommand } from "./read-commands.ts";
import { sendDraft } from "./send-draft.ts";

/** The new item, "sent" for a draft that went out at once, or a Status. */
export function addItem({ context, mailbox, folder }: Bench, command: AddCommand): Item | "sent" | { status: string } {
  const { version, user, world } = context;
  const refused = { status: SyncStatus.ConversionError };
  if (command.className !== undefined && command.className !== folder.class) return refused;
  const now = world.now();
  if (folder.class === "Email") {
    const draft = folder.id === DRAFTS ? readDraft(command.data, version) : undefined;
    if (!draft) return refused;
    const { read = true, ...content } = draft;
    if (!command.send) return mailbox.add(DRAFTS, draftMime(content, user, now), now, read, content);
    const fault = sendDraft(context, content);
    return fault === undefined ? "sent" : { status: fault };
  }
  // No class of items goes into the journal any more.
  if (command.send || folder.id === JOURNAL) return refused;
  const itemClass = itemClassOf(folder.class);
  const edit = readItem(command.data, itemClass, version, true);
  const data = edit && newItem(edit, itemClass, { version, now, user });
  return data ? mailbox.addData(folder.id, folder.class, data) : refused;
}
