import { definePage } from "../code-page.ts";
import { since120, since121, since140 } from "../versions.ts";

export const itemOperations = definePage(
  { page: 0x14, namespace: "ItemOperations", prefix: "itemoperations", definedIn: "MS-ASCMD" },
  [
    0x05,
    [
      /* 05 */ ["ItemOperations", since120],
      /* 06 */ ["Fetch", since120],
      /* 07 */ ["Store", since120],
      /* 08 */ ["Options", since120],
      /* 09 */ ["Range", since120],
      /* 0a */ ["Total", since120],
      /* 0b */ ["Properties", since120],
      /* 0c */ ["Data", since120],
      /* 0d */ ["Status", since120],
      /* 0e */ ["Response", since120],
      /* 0f */ ["Version", since120],
      /* 10 */ ["Schema", since120],
      /* 11 */ ["Part", since120],
      /* 12 */ ["EmptyFolderContents", since120],
      /* 13 */ ["DeleteSubFolders", since120],
      /* 14 */ ["UserName", since121],
      /* 15 */ ["Password", since121],
      /* 16 */ ["Move", since140],
      /* 17 */ ["DstFldId", since140],
      /* 18 */ ["ConversationId", since140],
      /* 19 */ ["MoveAlways", since140],
    ],
  ],
);
