import { definePage } from "../code-page.ts";
import { all } from "../versions.ts";

export const move = definePage({ page: 0x05, namespace: "Move", prefix: "move", definedIn: "MS-ASCMD" }, [
  0x05,
  [
    /* 05 */ ["MoveItems", all],
    /* 06 */ ["Move", all],
    /* 07 */ ["SrcMsgId", all],
    /* 08 */ ["SrcFldId", all],
    /* 09 */ ["DstFldId", all],
    /* 0a */ ["Response", all],
    /* 0b */ ["Status", all],
    /* 0c */ ["DstMsgId", all],
  ],
]);
