import { statusTable } from "./status.ts";

export const syncStatuses = statusTable("MS-ASCMD", "2.2.3.177.17", [
  [1, "Done.", ""],
  [
    3,
    "The SyncKey is not the one this server gave out last for the collection.",
    "Begin again with SyncKey 0 for this collection, and match what you have with what comes.",
  ],
  [
    4,
    "The request breaks a rule of Sync: a child missing, twice or in the wrong place, or a value that does not fit.",
    "Compare the Collection with the order SyncKey, CollectionId, Supported, DeletesAsMoves, GetChanges, WindowSize, ConversationMode, Options, Commands.",
  ],
  [5, "The server failed, most often for a moment.", "Try again; if it stays, begin again with SyncKey 0."],
  [
    6,
    "The server cannot store this item: something in it is malformed or too large.",
    "Correct the item; the same one fails every time.",
  ],
  [7, "The item was changed on both sides, and the server's version stands.", "Take the server's version."],
  [
    8,
    "The folder is no longer there.",
    "Run FolderSync, and drop the folder if it is not listed any more.",
    { parents: ["Collection"] },
  ],
  [8, "The item is no longer there.", "Sync again, and drop it."],
  [9, "The sync cannot be finished; the mailbox may be full.", "Make room and try again."],
  [
    12,
    "The folders have changed since the last FolderSync, or this DeviceId has never made one.",
    "Run FolderSync with the same User, DeviceId and DeviceType, then Sync with the folders as they are now.",
  ],
  [
    13,
    "An empty or partial Sync asks for the last full one, and the server has none stored.",
    "Send the full request.",
  ],
  [
    14,
    "Wait (minutes) or HeartbeatInterval (seconds) is outside the server's range; Limit says where it ends.",
    "Use the value in Limit.",
  ],
  [15, "The request names more collections than the server takes at once; Limit says how many.", "Ask for fewer."],
  [16, "Something went wrong that a repeat may mend.", "Send the request again."],
]);
