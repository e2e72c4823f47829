import type { SandboxCommand } from "./command.ts";
import { folderCreate, folderDelete, folderUpdate } from "./folder-changes.ts";
import { folderSync } from "./folder-sync.ts";
import { getAttachment } from "./get-attachment.ts";
import { getItemEstimate } from "./get-item-estimate.ts";
import { itemOperations } from "./item-operations/index.ts";
import { moveItems } from "./move-items.ts";
import { ping } from "./ping.ts";
import { provision } from "./provision.ts";
import { find, search } from "./search/index.ts";
import { sendMail } from "./send-mail.ts";
import { settings } from "./settings.ts";
import { smartForward, smartReply } from "./smart.ts";
import { sync } from "./sync/index.ts";

/** What the sandbox can do, and all it advertises. */
export const sandboxCommands: readonly SandboxCommand[] = [
  sync,
  sendMail,
  smartForward,
  smartReply,
  getAttachment,
  folderSync,
  folderCreate,
  folderDelete,
  folderUpdate,
  moveItems,
  getItemEstimate,
  settings,
  ping,
  itemOperations,
  search,
  find,
  provision,
];
