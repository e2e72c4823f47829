/** What a folder holds, as Sync's Class names it (MS-ASCMD 2.2.3.27.6). */
export type FolderClass = "Email" | "Calendar" | "Contacts" | "Tasks" | "Notes";

export interface Folder {
  /** ServerId of FolderSync, CollectionId of Sync. */
  id: string;
  name: string;
  /** Type of FolderSync (MS-ASCMD 2.2.3.186.3). */
  type: number;
  class: FolderClass;
}

/** The default set, numbered as Exchange does: in the order of their English names. A user may make others beside them. */
export const folders: readonly Folder[] = [
  { id: "1", name: "Calendar", type: 8, class: "Calendar" },
  { id: "2", name: "Contacts", type: 9, class: "Contacts" },
  { id: "3", name: "Deleted Items", type: 4, class: "Email" },
  { id: "4", name: "Drafts", type: 3, class: "Email" },
  { id: "5", name: "Inbox", type: 2, class: "Email" },
  { id: "6", name: "Journal", type: 11, class: "Notes" },
  { id: "7", name: "Junk Email", type: 12, class: "Email" },
  { id: "8", name: "Notes", type: 10, class: "Notes" },
  { id: "9", name: "Outbox", type: 6, class: "Email" },
  { id: "10", name: "Sent Items", type: 5, class: "Email" },
  { id: "11", name: "Tasks", type: 7, class: "Tasks" },
];

export const DELETED_ITEMS = "3";
export const DRAFTS = "4";
export const INBOX = "5";
export const JOURNAL = "6";
export const SENT_ITEMS = "10";
