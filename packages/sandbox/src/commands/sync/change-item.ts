import { childElements, type ElementNode, elementText } from "@easel/codec/document";
import {
  addedFiles,
  changedDraft,
  changedInstance,
  changedItem,
  type DraftEdit,
  itemClassOf,
  readDraft,
  readItem,
} from "../../items/index.ts";
import { type DataItem, type Draft, draftMime, type Item, type MailItem } from "../../mailbox/index.ts";
import { SyncStatus } from "../../statuses.ts";
import { childText } from "../numbers.ts";
import type { Bench } from "./client-commands.ts";
import type { ChangeCommand } from "./read-commands.ts";
import { sendDraft } from "./send-draft.ts";

/** How a command went; only what has `data` is reported when it went well. */
export interface Outcome {
  status: string;
  data?: ElementNode | undefined;
  /** True where the device has to be told what the item is now. */
  retell?: boolean;
}

const refused: Outcome = { status: SyncStatus.ConversionError };
const done: Outcome = { status: SyncStatus.Success };

/** Changes an item as a client says, or answers the Status of why not. */
export function changeItem(bench: Bench, command: ChangeCommand, item: Item): Outcome {
  if (item.kind === "data") return command.send || !command.data ? refused : changeData(bench, command, item);
  if (item.draft && command.instanceId === undefined) return changeDraft(bench, command, item, item.draft);
  const change =
    command.data && !command.send && command.instanceId === undefined ? readMailChange(command.data) : undefined;
  if (!change) return refused;
  bench.mailbox.update(item, change);
  return done;
}

function changeData(
  { context, mailbox, supported }: Bench,
  { data, instanceId }: ChangeCommand,
  item: DataItem,
): Outcome {
  const { version, user, world } = context;
  const itemClass = itemClassOf(item.class);
  let changed: DataItem["data"] | undefined;
  if (instanceId !== undefined) {
    changed = item.class === "Calendar" ? changedInstance(item.data, instanceId, data, version) : undefined;
  } else {
    const edit = data && readItem(data, itemClass, version, false);
    changed = edit && changedItem(item.data, edit, itemClass, supported, { version, user, now: world.now() });
  }
  if (!changed) return refused;
  mailbox.updateData(item, changed);
  return done;
}

function changeDraft({ context, mailbox }: Bench, command: ChangeCommand, item: MailItem, before: Draft): Outcome {
  const mark = command.data && !command.send ? readMailChange(command.data) : undefined;
  if (mark) {
    mailbox.update(item, mark);
    return done;
  }
  const edit: DraftEdit | undefined = command.data ? readDraft(command.data, context.version) : { fields: {} };
  const draft = edit && changedDraft(before, edit, item.serverId);
  if (!draft) return refused;
  if (command.send) {
    const fault = sendDraft(context, draft);
    // What is sent is a draft no more: every device is told that it is gone.
    if (fault === undefined) mailbox.delete(item, false);
    return fault === undefined ? done : { status: fault };
  }
  const mime = draftMime(draft, context.user, context.world.now());
  mailbox.update(item, { draft, mime, ...(edit.read === undefined ? {} : { read: edit.read }) });
  // A file that goes renumbers those behind it, so the references the client keeps are told anew.
  return {
    ...done,
    data: edit.files && addedFiles(draft, edit.files, item.serverId),
    retell: (edit.files?.removed.length ?? 0) > 0,
  };
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
