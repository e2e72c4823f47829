import { definePage } from "../code-page.ts";
import { since161 } from "../versions.ts";

export const find = definePage({ page: 0x19, namespace: "Find", prefix: "find", definedIn: "MS-ASCMD" }, [
  [0x05, "Find", since161],
  [0x06, "SearchId", since161],
  [0x07, "ExecuteSearch", since161],
  [0x08, "MailBoxSearchCriterion", since161],
  [0x09, "Query", since161],
  [0x0a, "Status", since161],
  [0x0b, "FreeText", since161],
  [0x0c, "Options", since161],
  [0x0d, "Range", since161],
  [0x0e, "DeepTraversal", since161],
  [0x11, "Response", since161],
  [0x12, "Result", since161],
  [0x13, "Properties", since161],
  [0x14, "Preview", since161],
  [0x15, "HasAttachments", since161],
  [0x16, "Total", since161],
  [0x17, "DisplayCc", since161],
  [0x18, "DisplayBcc", since161],
  [0x19, "GalSearchCriterion", since161, { aliases: ["GALSearchCriterion"] }],
  [0x20, "MaxPictures", since161],
  [0x21, "MaxSize", since161],
  [0x22, "Picture", since161],
]);
