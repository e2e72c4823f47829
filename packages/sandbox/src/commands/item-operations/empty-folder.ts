import type { ElementNode } from "@easel/codec/document";
import { el } from "../../documents.ts";
import { OperationStatus } from "../../statuses.ts";
import { type CommandContext, knownFolder } from "../command.ts";
import { childText } from "../numbers.ts";

const PAGE = "ItemOperations";

/** MS-ASCMD 2.2.3.58: deletes for good all that is in a folder. */
export function emptyFolder(context: CommandContext, element: ElementNode): ElementNode {
  const id = childText(element, "CollectionId", "AirSync");
  const folder = knownFolder(context, id ?? "");
  const mailbox = context.world.mailboxOf(context.user);
  if (folder) for (const item of mailbox.inFolder(folder.id)) mailbox.delete(item, false);
  const status = folder ? OperationStatus.Success : id ? OperationStatus.NotFound : OperationStatus.ProtocolError;
  return el(
    PAGE,
    "EmptyFolderContents",
    el(PAGE, "Status", status),
    id === undefined ? undefined : el("AirSync", "CollectionId", id),
  );
}
