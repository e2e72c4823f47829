import { definePage } from "../code-page.ts";
import { all, legacy, until121 } from "../versions.ts";

export const getItemEstimate = definePage(
  { page: 0x06, namespace: "GetItemEstimate", prefix: "getitemestimate", definedIn: "MS-ASCMD" },
  [
    0x05,
    [
      /* 05 */ ["GetItemEstimate", all],
      /* 06 */ ["Version", legacy],
      /* 07 */ ["Collections", all],
      /* 08 */ ["Collection", all],
      /* 09 */ ["Class", until121, { replacedBy: "AirSync:Class" }],
      /* 0a */ ["CollectionId", all],
      /* 0b */ ["DateTime", legacy],
      /* 0c */ ["Estimate", all],
      /* 0d */ ["Response", all],
      /* 0e */ ["Status", all],
    ],
  ],
);
