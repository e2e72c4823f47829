import { definePage } from "../code-page.ts";
import { all, legacy, until121 } from "../versions.ts";

export const folderHierarchy = definePage(
  { page: 0x07, namespace: "FolderHierarchy", prefix: "folderhierarchy", definedIn: "MS-ASCMD" },
  [
    [0x05, "Folders", until121],
    [0x06, "Folder", until121],
    [0x07, "DisplayName", all],
    [0x08, "ServerId", all],
    [0x09, "ParentId", all],
    [0x0a, "Type", all],
    [0x0b, "Response", legacy],
    [0x0c, "Status", all],
    [0x0d, "ContentClass", legacy],
    [0x0e, "Changes", all],
    [0x0f, "Add", all],
    [0x10, "Delete", all],
    [0x11, "Update", all],
    [0x12, "SyncKey", all],
    [0x13, "FolderCreate", all],
    [0x14, "FolderDelete", all],
    [0x15, "FolderUpdate", all],
    [0x16, "FolderSync", all],
    [0x17, "Count", all],
    [0x18, "Version", legacy],
  ],
);
