import { childElement, type ElementNode } from "@easel/codec/document";
import { el } from "../../documents.ts";
import { conversationOf } from "../../mailbox/index.ts";
import { CommonStatus, OperationStatus } from "../../statuses.ts";
import { type CommandContext, isSince, knownFolder } from "../command.ts";
import { childText } from "../numbers.ts";

const PAGE = "ItemOperations";

/** MS-ASCMD 2.2.3.117.1: moves the mail of a conversation, from 14.0 on. What comes later is not followed. */
export function moveConversation(context: CommandContext, element: ElementNode): ElementNode {
  const conversation = childElement(element, "ConversationId", PAGE);
  const [content] = conversation?.children ?? [];
  const bytes = content?.kind === "opaque" ? content.bytes : undefined;
  const status = bytes && isSince(context, "14.0") ? moveAll(context, element, bytes) : OperationStatus.ProtocolError;
  return el(PAGE, "Move", el(PAGE, "Status", status), bytes ? el(PAGE, "ConversationId", bytes) : undefined);
}

function moveAll(context: CommandContext, element: ElementNode, id: Uint8Array): string {
  const options = childElement(element, "Options", PAGE);
  if (!options || !childElement(options, "MoveAlways", PAGE)) {
    return String(CommonStatus.MoveCommandDisallowedForNonPersistentMoveAction);
  }
  const folder = knownFolder(context, childText(element, "DstFldId", PAGE) ?? "");
  if (folder?.class !== "Email") return String(CommonStatus.MoveCommandInvalidDestinationFolder);
  const mailbox = context.world.mailboxOf(context.user);
  const items = mailbox
    .all()
    .filter((item) => item.kind === "mail" && conversationOf(item.mime).every((byte, at) => byte === id[at]));
  for (const item of items) if (item.folderId !== folder.id) mailbox.move(item, folder);
  return items.length > 0 ? OperationStatus.Success : OperationStatus.NotFound;
}
