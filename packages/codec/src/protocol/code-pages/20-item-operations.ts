import { definePage } from "../code-page.ts";
import { since120, since121, since140 } from "../versions.ts";

export const itemOperations = definePage(
  { page: 0x14, namespace: "ItemOperations", prefix: "itemoperations", definedIn: "MS-ASCMD" },
  [
    [0x05, "ItemOperations", since120],
    [0x06, "Fetch", since120],
    [0x07, "Store", since120],
    [0x08, "Options", since120],
    [0x09, "Range", since120],
    [0x0a, "Total", since120],
    [0x0b, "Properties", since120],
    [0x0c, "Data", since120],
    [0x0d, "Status", since120],
    [0x0e, "Response", since120],
    [0x0f, "Version", since120],
    [0x10, "Schema", since120],
    [0x11, "Part", since120],
    [0x12, "EmptyFolderContents", since120],
    [0x13, "DeleteSubFolders", since120],
    [0x14, "UserName", since121],
    [0x15, "Password", since121],
    [0x16, "Move", since140],
    [0x17, "DstFldId", since140],
    [0x18, "ConversationId", since140],
    [0x19, "MoveAlways", since140],
  ],
);
