import { statusTable } from "./status.ts";

export const itemOperationsStatuses = statusTable("MS-ASCMD", "2.2.3.177.8", [
  [1, "Done.", ""],
  [2, "The request breaks a rule of ItemOperations.", "Correct the elements."],
  [3, "The server failed.", "Try again."],
  [4, "The link into the document library is not valid.", "Correct LinkId."],
  [5, "The document library denies access.", "Ask for the right to read it."],
  [6, "The document is not there, or may not be seen.", "Check the link and the rights."],
  [7, "The server of the document library does not answer.", "Try again."],
  [8, "The byte range is not valid, or longer than allowed.", "Ask for a smaller Range."],
  [9, "The store has a name the server does not know.", "Use Mailbox or Document Library."],
  [10, "The file is empty.", "", { outcome: "notice" }],
  [11, "The data is larger than may be fetched at once.", "Ask for a Range, or truncate."],
  [12, "Reading or writing failed while the data was fetched.", "Try again."],
  [14, "The item cannot be turned into the form asked for.", "Ask for another body Type."],
  [
    15,
    "The attachment, or the FileReference that names it, is not valid.",
    "Sync the item and use its current FileReference.",
  ],
  [16, "Access is denied.", "Check the rights."],
  [17, "Part of it is done, part is not.", "Repeat it for what is left.", { outcome: "notice" }],
  [18, "The document library wants credentials.", "Send UserName and Password, over TLS to a server you trust."],
]);

export const moveItemsStatuses = statusTable("MS-ASCMD", "2.2.3.177.10", [
  [
    1,
    "The source folder or the item is unknown.",
    "Run FolderSync, Sync the source, and move what is still there.",
    { outcome: "failure" },
  ],
  [2, "The destination folder is unknown.", "Run FolderSync and choose an existing folder."],
  [3, "Moved. (MoveItems alone says success with 3.)", "", { outcome: "ok" }],
  [4, "Source and destination are the same folder.", "Choose two different folders."],
  [
    5,
    "More than one destination was given, or a folder or the item is locked.",
    "Give one DstFldId per Move, and try again.",
  ],
  [7, "The source or the destination is locked.", "Try again."],
]);

export const getItemEstimateStatuses = statusTable("MS-ASCMD", "2.2.3.177.7", [
  [1, "Done.", ""],
  [
    2,
    "The collection is unknown, or of a kind that has no estimate.",
    "Run FolderSync and use a CollectionId it lists.",
  ],
  [3, "The collection has never been synced by this device.", "Sync it with SyncKey 0 first."],
  [
    4,
    "The SyncKey is not the one the server gave out last for the collection.",
    "Run Sync; if it refuses the key too, begin again with SyncKey 0.",
  ],
]);

export const meetingResponseStatuses = statusTable("MS-ASCMD", "2.2.3.177.9", [
  [1, "Done.", ""],
  [
    2,
    "This is no meeting request that can be answered: malformed, another kind of item, your own meeting, or a wrong InstanceId.",
    "Do not send it again.",
  ],
  [3, "The mailbox failed.", "Sync and try again."],
  [4, "The server failed, most often for a moment.", "Sync and try again."],
]);
