import { definePage } from "../code-page.ts";
import { since161 } from "../versions.ts";

export const find = definePage(
  { page: 0x19, namespace: "Find", prefix: "find", definedIn: "MS-ASCMD" },
  [
    0x05,
    [
      /* 05 */ ["Find", since161],
      /* 06 */ ["SearchId", since161],
      /* 07 */ ["ExecuteSearch", since161],
      /* 08 */ ["MailBoxSearchCriterion", since161],
      /* 09 */ ["Query", since161],
      /* 0a */ ["Status", since161],
      /* 0b */ ["FreeText", since161],
      /* 0c */ ["Options", since161],
      /* 0d */ ["Range", since161],
      /* 0e */ ["DeepTraversal", since161],
    ],
  ],
  [
    0x11,
    [
      /* 11 */ ["Response", since161],
      /* 12 */ ["Result", since161],
      /* 13 */ ["Properties", since161],
      /* 14 */ ["Preview", since161],
      /* 15 */ ["HasAttachments", since161],
      /* 16 */ ["Total", since161],
      /* 17 */ ["DisplayCc", since161],
      /* 18 */ ["DisplayBcc", since161],
      /* 19 */ ["GalSearchCriterion", since161, { aliases: ["GALSearchCriterion"] }],
    ],
  ],
  [
    0x20,
    [
      /* 20 */ ["MaxPictures", since161],
      /* 21 */ ["MaxSize", since161],
      /* 22 */ ["Picture", since161],
    ],
  ],
);
