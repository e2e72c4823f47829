import { definePage } from "../code-page.ts";
import { all } from "../versions.ts";

export const contacts2 = definePage(
  { page: 0x0c, namespace: "Contacts2", prefix: "contacts2", definedIn: "MS-ASCNTC" },
  [
    0x05,
    [
      /* 05 */ ["CustomerId", all],
      /* 06 */ ["GovernmentId", all],
      /* 07 */ ["IMAddress", all],
      /* 08 */ ["IMAddress2", all],
      /* 09 */ ["IMAddress3", all],
      /* 0a */ ["ManagerName", all],
      /* 0b */ ["CompanyMainPhone", all],
      /* 0c */ ["AccountName", all],
      /* 0d */ ["NickName", all],
      /* 0e */ ["MMS", all],
    ],
  ],
);
