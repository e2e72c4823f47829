import { definePage } from "../code-page.ts";
import { all, legacy, until121 } from "../versions.ts";

export const folderHierarchy = definePage(
  { page: 0x07, namespace: "FolderHierarchy", prefix: "folderhierarchy", definedIn: "MS-ASCMD" },
  [
    0x05,
    [
      /* 05 */ ["Folders", until121],
      /* 06 */ ["Folder", until121],
      /* 07 */ ["DisplayName", all],
      /* 08 */ ["ServerId", all],
      /* 09 */ ["ParentId", all],
      /* 0a */ ["Type", all],
      /* 0b */ ["Response", legacy],
      /* 0c */ ["Status", all],
      /* 0d */ ["ContentClass", legacy],
      /* 0e */ ["Changes", all],
      /* 0f */ ["Add", all],
      /* 10 */ ["Delete", all],
      /* 11 */ ["Update", all],
      /* 12 */ ["SyncKey", all],
      /* 13 */ ["FolderCreate", all],
      /* 14 */ ["FolderDelete", all],
      /* 15 */ ["FolderUpdate", all],
      /* 16 */ ["FolderSync", all],
      /* 17 */ ["Count", all],
      /* 18 */ ["Version", legacy],
    ],
  ],
);
