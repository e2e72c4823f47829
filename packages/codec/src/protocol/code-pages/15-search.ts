import { definePage } from "../code-page.ts";
import { all, legacy, since120, since121, since140, since141 } from "../versions.ts";

export const search = definePage(
  { page: 0x0f, namespace: "Search", prefix: "search", definedIn: "MS-ASCMD" },
  [0x05, [/* 05 */ ["Search", all]]],
  [
    0x07,
    [
      /* 07 */ ["Store", all],
      /* 08 */ ["Name", all],
      /* 09 */ ["Query", all],
      /* 0a */ ["Options", all],
      /* 0b */ ["Range", all],
      /* 0c */ ["Status", all],
      /* 0d */ ["Response", all],
      /* 0e */ ["Result", all],
      /* 0f */ ["Properties", all],
      /* 10 */ ["Total", all],
      /* 11 */ ["EqualTo", since120],
      /* 12 */ ["Value", since120],
      /* 13 */ ["And", since120],
      /* 14 */ ["Or", since120],
      /* 15 */ ["FreeText", since120],
    ],
  ],
  [
    0x17,
    [
      /* 17 */ ["DeepTraversal", since120],
      /* 18 */ ["LongId", since120],
      /* 19 */ ["RebuildResults", since120],
      /* 1a */ ["LessThan", since120],
      /* 1b */ ["GreaterThan", since120],
      /* 1c */ ["Schema", legacy],
      /* 1d */ ["Supported", legacy],
      /* 1e */ ["UserName", since121],
      /* 1f */ ["Password", since121],
      /* 20 */ ["ConversationId", since140],
      /* 21 */ ["Picture", since141],
      /* 22 */ ["MaxSize", since141],
      /* 23 */ ["MaxPictures", since141],
    ],
  ],
);
