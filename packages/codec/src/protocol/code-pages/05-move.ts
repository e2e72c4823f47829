import { definePage } from "../code-page.ts";
import { all } from "../versions.ts";

export const move = definePage({ page: 0x05, namespace: "Move", prefix: "move", definedIn: "MS-ASCMD" }, [
  [0x05, "MoveItems", all],
  [0x06, "Move", all],
  [0x07, "SrcMsgId", all],
  [0x08, "SrcFldId", all],
  [0x09, "DstFldId", all],
  [0x0a, "Response", all],
  [0x0b, "Status", all],
  [0x0c, "DstMsgId", all],
]);
