import { type StatusRow, statusTable } from "./status.ts";

const staleKey = "The SyncKey is not the one the server gave out last for the folder hierarchy.";
const serverFailed: StatusRow = [
  6,
  "The server failed, most often for a moment.",
  "Try again; if it stays, run FolderSync from SyncKey 0.",
];
const resync = "Run FolderSync from SyncKey 0 and build the folder list anew.";
const malformed: StatusRow = [
  10,
  "The request is not well formed for this command: an element missing, twice, or out of place.",
  "Compare it with the command's schema; SyncKey is required, exactly once.",
];
const unknown: StatusRow = [
  11,
  "The server met an error it cannot name.",
  "Try again; if it stays, run FolderSync from SyncKey 0.",
];
const codeUnknown: StatusRow = [12, "The mailbox behind the server gave a code the server does not know.", ""];
const done: StatusRow = [1, "Done.", ""];

export const folderSyncStatuses = statusTable("MS-ASCMD", "2.2.3.177.5", [
  done,
  serverFailed,
  [9, staleKey, resync],
  malformed,
  unknown,
  codeUnknown,
]);

export const folderCreateStatuses = statusTable("MS-ASCMD", "2.2.3.177.3", [
  done,
  [2, "The parent has a folder of this name already.", "Choose another name."],
  [3, "The parent is a system folder that takes no children.", "Choose another parent."],
  [5, "The parent does not exist.", "Run FolderSync, then choose a parent that does."],
  serverFailed,
  [9, staleKey, resync],
  malformed,
  unknown,
  codeUnknown,
]);

export const folderDeleteStatuses = statusTable("MS-ASCMD", "2.2.3.177.4", [
  done,
  [3, "This is a special folder, such as the Inbox; it cannot be deleted.", ""],
  [4, "The folder does not exist.", "Run FolderSync."],
  serverFailed,
  [9, staleKey, resync],
  malformed,
  unknown,
]);

export const folderUpdateStatuses = statusTable("MS-ASCMD", "2.2.3.177.6", [
  done,
  [2, "The name is taken, or the folder is a special one.", "Choose another name or folder."],
  [3, "This system folder cannot be changed.", ""],
  [4, "The folder does not exist.", "Run FolderSync."],
  [5, "The new parent does not exist.", "Run FolderSync, then choose a parent that does."],
  serverFailed,
  [9, staleKey, resync],
  malformed,
  unknown,
]);
