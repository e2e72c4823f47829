import { definePage } from "../code-page.ts";
import { all, legacy } from "../versions.ts";

export const ping = definePage({ page: 0x0d, namespace: "Ping", prefix: "ping", definedIn: "MS-ASCMD" }, [
  [0x05, "Ping", all],
  [0x06, "AutdState", legacy],
  [0x07, "Status", all],
  [0x08, "HeartbeatInterval", all],
  [0x09, "Folders", all],
  [0x0a, "Folder", all],
  [0x0b, "Id", all],
  [0x0c, "Class", all],
  [0x0d, "MaxFolders", all],
]);
