import { definePage } from "../code-page.ts";
import { all, legacy, until121 } from "../versions.ts";

export const getItemEstimate = definePage(
  { page: 0x06, namespace: "GetItemEstimate", prefix: "getitemestimate", definedIn: "MS-ASCMD" },
  [
    [0x05, "GetItemEstimate", all],
    [0x06, "Version", legacy],
    [0x07, "Collections", all],
    [0x08, "Collection", all],
    [0x09, "Class", until121, { replacedBy: "AirSync:Class" }],
    [0x0a, "CollectionId", all],
    [0x0b, "DateTime", legacy],
    [0x0c, "Estimate", all],
    [0x0d, "Response", all],
    [0x0e, "Status", all],
  ],
);
