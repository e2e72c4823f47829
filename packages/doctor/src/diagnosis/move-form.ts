import { descend, textOf } from "./elements.ts";
import type { Facts } from "./facts.ts";
import type { Finding } from "./finding.ts";
import { tell } from "./topic.ts";

const MAX_MOVES = 300;

/** An item is moved to another folder (MS-ASCMD 2.2.3.177.10, Status 4). */
export function moveForm({ request, reply }: Facts): Finding[] {
  const root = request.document?.root;
  if (request.kind !== "wbxml" || root?.name !== "MoveItems" || reply?.succeeded) return [];
  const idle = descend(root, ["Move"], MAX_MOVES).filter(({ element }) => {
    const from = textOf(element, "SrcFldId");
    return from !== undefined && from !== "" && from === textOf(element, "DstFldId");
  });
  return tell(
    {
      rule: "move-to-same-folder",
      title: "An item is moved to the folder it is in",
      explanation: "SrcFldId and DstFldId are the same; the server answers Status 4 for this item.",
      advice: "Name another folder in DstFldId, or leave the Move out.",
      spec: ["MS-ASCMD", "2.2.3.177.10"],
    },
    idle,
  );
}
