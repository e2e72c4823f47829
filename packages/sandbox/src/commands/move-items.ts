import { childElements, type ElementNode } from "@easel/codec/document";
import { el, namesWithin } from "../documents.ts";
import { type Answer, answer, refusal } from "../http/index.ts";
import { MAX_OPERATIONS } from "../limits.ts";
import { CommonStatus, MoveStatus } from "../statuses.ts";
import { type CommandContext, knownFolder, type SandboxCommand } from "./command.ts";
import { childText } from "./numbers.ts";

const PAGE = "Move";

/** MS-ASCMD 2.2.1.12: puts items into other folders, where each has a ServerId of its own. */
export const moveItems: SandboxCommand = {
  name: "MoveItems",
  run(context, root): Answer {
    const moves = root ? childElements(root) : [];
    const wellFormed = moves.every(
      (move) =>
        move.namespace === PAGE &&
        move.name === "Move" &&
        namesWithin(move, PAGE, ["SrcMsgId", "SrcFldId", "DstFldId"])?.length === 3,
    );
    if (moves.length === 0 || moves.length > MAX_OPERATIONS || !wellFormed) {
      return refusal(context.version, { namespace: PAGE, name: "MoveItems" }, CommonStatus.InvalidXML);
    }
    return answer(el(PAGE, "MoveItems", ...moves.map((move) => moveOne(context, move))));
  },
};

function moveOne(context: CommandContext, move: ElementNode): ElementNode {
  const [itemId = "", from = "", to = ""] = ["SrcMsgId", "SrcFldId", "DstFldId"].map((name) =>
    childText(move, name, PAGE),
  );
  const response = (status: string, moved?: string) =>
    el(
      PAGE,
      "Response",
      el(PAGE, "SrcMsgId", itemId),
      el(PAGE, "Status", status),
      moved === undefined ? undefined : el(PAGE, "DstMsgId", moved),
    );
  const mailbox = context.world.mailboxOf(context.user);
  const item = mailbox.get(itemId);
  const [source, destination] = [knownFolder(context, from), knownFolder(context, to)];
  if (!source || item?.folderId !== source.id) return response(MoveStatus.InvalidSource);
  if (!destination || !mailbox.fits(item, destination)) return response(MoveStatus.InvalidDestination);
  if (destination.id === source.id) return response(MoveStatus.SameFolder);
  return response(MoveStatus.Success, mailbox.move(item, destination).serverId);
}
