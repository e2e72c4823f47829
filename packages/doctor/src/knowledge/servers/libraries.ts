import { type Server, type ServerSource, versionRange } from "./server.ts";

const hordeCode = (file: string): ServerSource => ({ document: "source code of Horde ActiveSync", section: file });

const hordeMain = hordeCode("lib/Horde/ActiveSync.php");

export const horde: Server = {
  id: "horde",
  name: "Horde",
  marks: [{ header: "Server", pattern: /Horde_ActiveSync Library v(\S{1,30})/ }],
  versions: versionRange("2.5", "16.1"),
  lacks: [
    [["CreateCollection", "DeleteCollection", "MoveCollection"], "It has no class for it and ends in an HTTP error"],
  ],
  deviations: [
    {
      text: "Up to Horde 5 it speaks 2.5 to 16.0, or less where the administrator says so; Horde 6 has 16.1 as an experiment.",
      versions: { from: "16.1" },
      source: {
        document: "EAS-4-TbSync issue 349",
        section: "https://github.com/jobisoft/EAS-4-TbSync/issues/349",
      },
    },
    {
      text: "Find came with Horde 6; before, it ends in an HTTP error.",
      commands: ["Find"],
      source: hordeCode("lib/Horde/ActiveSync/Request"),
    },
    {
      text: "In a Find of the address list it reads the words as the text of GalSearchCriterion, where the specification has Query.",
      commands: ["Find"],
      elements: ["GalSearchCriterion"],
      source: hordeCode("lib/Horde/ActiveSync/Request/Find.php"),
    },
    {
      text: "It asks for provisioning with HTTP 449, and above 12.1 with Status 142 in the body as well: both say the same.",
      statuses: [449],
      source: hordeCode("lib/Horde/ActiveSync/Request/Base.php"),
    },
    {
      text: "A request that names no protocol version is read as version 1.0.",
      when: "no-version",
      told: "always",
      source: hordeMain,
    },
    {
      text: "A device that is blocked or not let in gets an HTTP error at every version, not a Status.",
      statuses: [403, 500],
      source: hordeMain,
    },
    {
      text: "It leaves Schema in a Fetch out of account and sends whole items.",
      commands: ["ItemOperations"],
      elements: ["Schema"],
      told: "always",
      source: hordeCode("doc/Horde/ActiveSync/TODO.rst"),
    },
  ],
  source: hordeMain,
};

const syncrotonOptions: ServerSource = {
  document: "source code of Syncroton",
  section: "lib/Syncroton/Command/Options.php",
};
const syncrotonServer: ServerSource = { document: "source code of Syncroton", section: "lib/Syncroton/Server.php" };

export const syncroton: Server = {
  id: "syncroton",
  name: "Syncroton (Tine, Kolab)",
  marks: [
    // Alphabetical but for Ping, which nobody else writes.
    {
      header: "MS-ASProtocolCommands",
      pattern:
        /^(?:CreateCollection,DeleteCollection,)?FolderCreate,FolderDelete,FolderSync,FolderUpdate,GetAttachment/,
    },
    // The number of an example of the specification, so that of early builds of Exchange 2010, too.
    { header: "MS-Server-ActiveSync", pattern: /^14\.00\.0536\.000$/, shared: true },
  ],
  versions: versionRange("2.5", "14.1"),
  lacks: [[["GetHierarchy", "CreateCollection", "DeleteCollection", "MoveCollection", "Find"], "It answers HTTP 501"]],
  deviations: [
    {
      text: "Any failure it did not foresee ends in an empty HTTP 500; only its log says which.",
      statuses: [500],
      source: syncrotonServer,
    },
    {
      text: "A query without & is read as a base64 query, so a plain query needs at least two parameters.",
      when: "one-parameter",
      source: syncrotonServer,
    },
    {
      text: "WBXML that breaks off is not refused: the command goes on as if there were no body.",
      when: "broken-wbxml",
      told: "always",
      source: syncrotonServer,
    },
    {
      text: "OPTIONS without credentials is answered with 401, and some clients take that for a server without ActiveSync.",
      commands: ["OPTIONS"],
      statuses: [401],
      source: { document: "Tine issue 5695", section: "https://github.com/tine20/tine20/issues/5695" },
    },
  ],
  source: syncrotonOptions,
};
