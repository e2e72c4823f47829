import { type Command, commandByName } from "@easel/codec/protocol";

/** What a command is for, and what the absence of a body says. */
export interface CommandMeaning {
  name: string;
  meaning: string;
  /** What a request without a body asks, where that has a meaning. */
  emptyRequest?: string;
  /** What a success without a body says, where that has a meaning. */
  emptyReply?: string;
  command: Command;
  document: string;
  section: string;
}

type Row = readonly [section: string, meaning: string, empty?: { request?: string; reply?: string; document?: string }];

const accepted = "The server has taken the message; that promises no delivery.";

const rows: Readonly<Record<string, Row>> = {
  Sync: [
    "2.2.1.21",
    "Brings the items of folders to the same state on both sides.",
    { request: "The same as the last full request, which the server keeps.", reply: "Nothing has changed." },
  ],
  SendMail: ["2.2.1.17", "Sends a message.", { reply: accepted }],
  SmartForward: ["2.2.1.19", "Sends a message on, without the client having to load it.", { reply: accepted }],
  SmartReply: ["2.2.1.20", "Answers a message, without the client having to load it.", { reply: accepted }],
  GetAttachment: [
    "2.2.1.7",
    "Up to 12.1: loads one attachment; the name stands in the query.",
    { request: "All is in the query." },
  ],
  GetHierarchy: ["2.2.1.8", "Up to 12.1: lists the mail folders.", { request: "There is nothing to say." }],
  CreateCollection: ["2.2.1", "Left over from before 2.5: made a folder; FolderCreate does it now."],
  DeleteCollection: ["2.2.1", "Left over from before 2.5: deleted a folder; FolderDelete does it now."],
  MoveCollection: ["2.2.1", "Left over from before 2.5: moved a folder; FolderUpdate does it now."],
  FolderSync: ["2.2.1.5", "Brings the list of folders up to date; comes before any Sync."],
  FolderCreate: ["2.2.1.3", "Makes a folder."],
  FolderDelete: ["2.2.1.4", "Deletes a folder and what is in it."],
  FolderUpdate: ["2.2.1.6", "Renames a folder or moves it."],
  MoveItems: ["2.2.1.12", "Moves items from folder to folder."],
  GetItemEstimate: ["2.2.1.9", "Asks how many changes a Sync would bring."],
  MeetingResponse: ["2.2.1.11", "Accepts or declines invitations."],
  Search: ["2.2.1.16", "Searches the mailbox, the address list or a document library."],
  Settings: ["2.2.1.18", "Reads and writes automatic answers, device information and the like."],
  Ping: [
    "2.2.1.13",
    "Waits until something changes in one of the folders.",
    {
      request: "The same folders and the same time as last.",
      reply: "The wait ended without a word; nothing changed.",
    },
  ],
  ItemOperations: ["2.2.1.10", "Fetches items and files, empties folders, moves conversations."],
  Provision: [
    "2.2.1.14",
    "Fetches the organisation's policy and acknowledges it; without it most servers let no device in.",
  ],
  ResolveRecipients: ["2.2.1.15", "Finds people by name, with certificates and free time."],
  ValidateCert: ["2.2.1.22", "Has certificates checked."],
  Find: ["2.2.1.2", "Searches mail or the address list, at 16.1."],
  Autodiscover: ["2.2.1.1", "Asks where the mailbox of an address is; goes to a URL of its own, as XML text."],
  OPTIONS: [
    "2.2.4",
    "Asks the server for its versions and commands.",
    { request: "There is nothing to say.", document: "MS-ASHTTP" },
  ],
};

/** What a command is for, by name in any case; undefined for one nobody knows. */
export function commandMeaning(name: string): CommandMeaning | undefined {
  const command = commandByName(name);
  const row = command && (Object.hasOwn(rows, command.name) ? rows[command.name] : undefined);
  if (!command || !row) return undefined;
  const [section, meaning, { request, reply, document = "MS-ASCMD" } = {}] = row;
  return {
    name: command.name,
    meaning,
    ...(request === undefined ? {} : { emptyRequest: request }),
    ...(reply === undefined ? {} : { emptyReply: reply }),
    command,
    document,
    section,
  };
}
