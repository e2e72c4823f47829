import { definePage } from "../code-page.ts";
import { all } from "../versions.ts";

export const contacts2 = definePage(
  { page: 0x0c, namespace: "Contacts2", prefix: "contacts2", definedIn: "MS-ASCNTC" },
  [
    [0x05, "CustomerId", all],
    [0x06, "GovernmentId", all],
    [0x07, "IMAddress", all],
    [0x08, "IMAddress2", all],
    [0x09, "IMAddress3", all],
    [0x0a, "ManagerName", all],
    [0x0b, "CompanyMainPhone", all],
    [0x0c, "AccountName", all],
    [0x0d, "NickName", all],
    [0x0e, "MMS", all],
  ],
);
