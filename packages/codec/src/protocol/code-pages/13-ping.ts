import { definePage } from "../code-page.ts";
import { all, legacy } from "../versions.ts";

export const ping = definePage({ page: 0x0d, namespace: "Ping", prefix: "ping", definedIn: "MS-ASCMD" }, [
  0x05,
  [
    /* 05 */ ["Ping", all],
    /* 06 */ ["AutdState", legacy],
    /* 07 */ ["Status", all],
    /* 08 */ ["HeartbeatInterval", all],
    /* 09 */ ["Folders", all],
    /* 0a */ ["Folder", all],
    /* 0b */ ["Id", all],
    /* 0c */ ["Class", all],
    /* 0d */ ["MaxFolders", all],
  ],
]);
