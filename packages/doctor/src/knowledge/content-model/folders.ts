import type { NamespaceTable } from "./table.ts";

const folderTypes =
  "=1 user's folder|2 Inbox|3 Drafts|4 Deleted Items|5 Sent Items|6 Outbox|7 Tasks|8 Calendar|9 Contacts|10 Notes|11 Journal|12 user's mail|13 user's calendar|14 user's contacts|15 user's tasks|16 user's journal|17 user's notes|18 unknown|19 recipient information cache";

export const folderHierarchy: NamespaceTable = {
  namespace: "FolderHierarchy",
  document: "MS-ASCMD",
  prefix: "2.2.",
  elements: [
    ["FolderSync", "1.5", "", "Brings the list of folders up to date."],
    ["FolderCreate", "1.3", "", "Makes a folder."],
    ["FolderDelete", "1.4", "", "Deletes a folder and what is in it."],
    ["FolderUpdate", "1.6", "", "Renames a folder or moves it."],
    ["Folders", "3.75.1", "", "The folders GetHierarchy brings."],
    ["Folder", "3.71.1", "", "One folder of GetHierarchy."],
    ["SyncKey", "3.181.2", "text 1-64", "Names the state of the folder list both sides agree on; 0 begins."],
    ["Changes", "3.25", "", "What changed in the list of folders."],
    ["Count", "3.37", "int", "How many folders were added, changed or deleted."],
    ["Add", "3.7.1", "", "A new folder."],
    ["Update", "3.187", "", "A folder that was renamed or moved."],
    ["Delete", "3.42.1", "", "A folder that is gone."],
    ["ServerId", "3.166.4", "text 1-64", "The server's name for the folder; elsewhere it is called CollectionId."],
    ["ParentId", "3.129.2", "text 1-64", "The folder above; 0 is the top."],
    ["DisplayName", "3.49.4", "text 1-256", "The folder's name as people see it."],
    ["Type", "3.186.3", folderTypes, "What the folder is for."],
    ["Status", "3.177.5", "int", "How it went; 1 is well."],
  ],
  content: [
    ["request", "FolderSync", "SyncKey"],
    ["request", "FolderCreate", "SyncKey ParentId DisplayName Type"],
    ["request", "FolderDelete", "SyncKey ServerId"],
    ["request", "FolderUpdate", "SyncKey ServerId ParentId DisplayName"],
    ["reply", "FolderSync", "Status SyncKey? Changes?"],
    ["reply", "Changes", "Count? Update* Delete* Add*"],
    ["reply", "Add", "ServerId ParentId DisplayName Type"],
    ["reply", "Update", "ServerId ParentId DisplayName Type"],
    ["reply", "Delete", "ServerId"],
    ["reply", "FolderCreate", "Status SyncKey? ServerId?"],
    ["reply", "FolderDelete", "Status SyncKey?"],
    ["reply", "FolderUpdate", "Status SyncKey?"],
    ["reply", "Folders", "Folder*"],
    ["reply", "Folder", "DisplayName ServerId Type ParentId"],
  ],
};

export const getItemEstimate: NamespaceTable = {
  namespace: "GetItemEstimate",
  document: "MS-ASCMD",
  prefix: "2.2.",
  elements: [
    ["GetItemEstimate", "1.9", "", "Asks how many changes a Sync would bring."],
    ["Collections", "3.31.1", "", "The folders asked about."],
    ["Collection", "3.29.1", "", "One folder, with the key its Sync stands at."],
    ["Class", "3.27.2", "=Email|Calendar|Contacts|Tasks", "Up to 12.1: the kind of items in the folder."],
    ["CollectionId", "3.30.2", "text 64", "The folder, by its ServerId."],
    ["Response", "3.153.3", "", "The answer for one folder."],
    ["Estimate", "3.65", "int 0-", "About how many changes there are."],
    ["Status", "3.177.7", "int", "How it went; 1 is well."],
  ],
  content: [
    ["request", "GetItemEstimate", "Collections"],
    ["request", "Collections", "Collection+"],
    ["request@-12.1", "Collection", "Class? CollectionId AirSync:FilterType? AirSync:SyncKey", "strict"],
    [
      "request@14.0-",
      "Collection",
      "AirSync:SyncKey CollectionId AirSync:ConversationMode? AirSync:Options*2",
      "strict",
    ],
    ["request", "Collection/AirSync:Options", "AirSync:FilterType? AirSync:Class? AirSync:MaxItems?"],
    ["reply", "GetItemEstimate", "Status? Response*"],
    ["reply", "Response", "Status Collection?"],
    ["reply", "Collection", "Class?@-12.1 CollectionId Estimate?"],
  ],
};

export const move: NamespaceTable = {
  namespace: "Move",
  document: "MS-ASCMD",
  prefix: "2.2.",
  elements: [
    ["MoveItems", "1.12", "", "Moves items from folder to folder."],
    ["Move", "3.117.2", "", "One item to move."],
    ["SrcMsgId", "3.175", "text 1-64", "The item, by its ServerId."],
    ["SrcFldId", "3.174", "text 1-64", "The folder it is in."],
    ["DstFldId", "3.51.2", "text 1-64", "The folder it goes to."],
    ["Response", "3.153.5", "", "How moving one item went."],
    ["DstMsgId", "3.52", "text 64", "The item's ServerId in its new folder."],
    ["Status", "3.177.10", "int", "How it went; here 3 is well, and 1 a wrong source."],
  ],
  content: [
    ["request", "MoveItems", "Move+"],
    ["request", "Move", "SrcMsgId SrcFldId DstFldId"],
    ["reply", "MoveItems", "Status? Response*"],
    ["reply", "Response", "SrcMsgId? Status DstMsgId?"],
  ],
};

export const ping: NamespaceTable = {
  namespace: "Ping",
  document: "MS-ASCMD",
  prefix: "2.2.",
  elements: [
    ["Ping", "1.13", "", "Waits until something changes in one of the folders."],
    [
      "HeartbeatInterval",
      "3.88.1",
      "int ~60-3540",
      "How many seconds the server shall wait; in the answer, what it would take.",
    ],
    ["Folders", "3.75.2", "", "The folders to watch, or those that changed."],
    ["Folder", "3.71.2", "text", "One folder: in the request with Id and Class, in the answer its ServerId."],
    ["Id", "3.90", "text 64", "The folder, by its ServerId."],
    ["Class", "3.27.4", "=Email|Calendar|Contacts|Tasks|Notes", "What kind of items are in the folder."],
    ["MaxFolders", "3.102", "int", "How many folders the server watches at once."],
    ["Status", "3.177.11", "int", "Why the wait ended: 1 it ran out, 2 something changed."],
  ],
  content: [
    ["request", "Ping", "HeartbeatInterval? Folders?"],
    ["request", "Folders", "Folder+"],
    ["request", "Folder", "Id Class"],
    ["reply", "Ping", "Status? Folders? MaxFolders? HeartbeatInterval?"],
    ["reply", "Folders", "Folder+"],
  ],
};
