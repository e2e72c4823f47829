import { childElements, type ElementNode, elementText } from "@easel/codec/document";
import { changedDraft, changedInstance, changedItem, itemClassOf, readDraft, readItem } from "../../items/index.ts";
import { type DataItem, type Draft, draftMime, type Item, type MailItem } from "../../mailbox/index.ts";
import { SyncStatus } from "../../statuses.ts";
import { childText } from "../numbers.ts";
import type { Bench } from "./client-commands.ts";
import type { ChangeCommand } from "./read-commands.ts";
import { sendDraft } from "./send-draft.ts";

/** Changes an item as a client says, or answers the Status of why not. */
export function changeItem(bench: Bench, command: ChangeCommand, item: Item): string {
  if (item.kind === "data")
    return command.send || !command.data ? SyncStatus.ConversionError : changeData(bench, command, item);
  if (item.draft && command.instanceId === undefined) return changeDraft(bench, command, item, item.draft);
  const change =
    command.data && !command.send && command.instanceId === undefined ? readMailChange(command.data) : undefined;
  if (!change) return SyncStatus.ConversionError;
  bench.mailbox.update(item, change);
  return SyncStatus.Success;
}

function changeData(
  { context, mailbox, supported }: Bench,
  { data, instanceId }: ChangeCommand,
  item: DataItem,
): string {
  const { version, user, world } = context;
  const itemClass = itemClassOf(item.class);
  let changed: DataItem["data"] | undefined;
  if (instanceId !== undefined) {
    changed = item.class === "Calendar" ? changedInstance(item.data, instanceId, data, version) : undefined;
  } else {
    const edit = data && readItem(data, itemClass, version, false);
    changed = edit && changedItem(item.data, edit, itemClass, supported, { version, user, now: world.now() });
  }
  if (!changed) return SyncStatus.ConversionError;
  mailbox.updateData(item, changed);
  return SyncStatus.Success;
}

function changeDraft({ context, mailbox }: Bench, command: ChangeCommand, item: MailItem, before: Draft): string {
  const mark = command.data && !command.send ? readMailChange(command.data) : undefined;
  if (mark) {
    mailbox.update(item, mark);
    return SyncStatus.Success;
  }
  const edit = command.data ? readDraft(command.data, context.version) : { fields: {} };
  if (!edit) return SyncStatus.ConversionError;
  const draft = changedDraft(before, edit);
  if (command.send) {
    const fault = sendDraft(context, draft);
    // What is sent is a draft no more: every device is told that it is gone.
    if (fault === undefined) mailbox.delete(item, false);
    return fault ?? SyncStatus.Success;
  }
  const mime = draftMime(draft, context.user, context.world.now());
  mailbox.update(item, { draft, mime, ...(edit.read === undefined ? {} : { read: edit.read }) });
  return SyncStatus.Success;
}

/** Read and Flag are what a client may change in received mail; undefined for anything else, or for bad values. */
function readMailChange(data: ElementNode): { read?: boolean; flagStatus?: string } | undefined {
  const change: { read?: boolean; flagStatus?: string } = {};
  for (const property of childElements(data)) {
    if (property.namespace !== "Email") return undefined;
    if (property.name === "Read") {
      const text = elementText(property);
      if (text !== "0" && text !== "1") return undefined;
      change.read = text === "1";
    } else if (property.name === "Flag") {
      const status = childText(property, "Status", "Email") ?? "0";
      if (!["0", "1", "2"].includes(status)) return undefined;
      change.flagStatus = status;
    } else return undefined;
  }
  return Object.keys(change).length > 0 ? change : undefined;
}
