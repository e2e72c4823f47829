import { type Deviation, type Server, type ServerSource, versionRange } from "./server.ts";

/** What Z-Push and the forks of its code have in common. */
const shared = (document: string, index: string): readonly Deviation[] => [
  {
    text: "It asks for provisioning with HTTP 449 at every version, also from 14.0 on, where Status 142 to 144 is the rule.",
    statuses: [449],
    source: { document, section: index },
  },
  {
    text: "A POST without Cmd, DeviceId or DeviceType ends in HTTP 500 with a page.",
    statuses: [500],
    source: { document, section: index },
  },
  {
    text: "It reads many elements in one fixed order only; WBXML in another order ends in HTTP 500 without a page.",
    statuses: [500],
    source: { document, section: "lib/request" },
  },
  {
    text: "Policy has to begin with PolicyType, and PolicyKey to be followed by Status; anything else ends in HTTP 500.",
    commands: ["Provision"],
    statuses: [500],
    source: { document, section: "lib/request/provisioning.php" },
  },
  {
    text: "An attachment it cannot open brings HTTP 500, not a Status.",
    commands: ["GetAttachment"],
    statuses: [500],
    source: { document, section: "lib/request/getattachment.php" },
  },
];

const zPushCode: ServerSource = { document: "source code of Z-Push", section: "src/lib/core/zpush.php" };

const unwritten: NonNullable<Server["lacks"]>[number] = [
  ["CreateCollection", "DeleteCollection", "MoveCollection"],
  "MS-ASProtocolCommands lists it all the same; it was never written and ends in HTTP 500",
];

export const zPush: Server = {
  id: "z-push",
  name: "Z-Push",
  marks: [
    { header: "X-Z-Push-Version", pattern: /^\s*(\S.{0,40})/ },
    { header: "WWW-Authenticate", pattern: /realm="ZPush"/i },
    { pattern: /Z-Push - Open Source ActiveSync/ },
    // Notify left Exchange's list before ItemOperations came into it.
    { header: "MS-ASProtocolCommands", pattern: /^Sync,.*,Notify,ItemOperations,Settings$/, shared: true },
  ],
  versions: versionRange("12.0", "16.1"),
  lacks: [unwritten, [["Find"], "That is a command of 16.1, which it does not have yet"]],
  deviations: [
    {
      text: "It offers 12.0 to 14.1 up to 2.7; 16.0 and 16.1 are planned for 2.8, and 2.5 is no longer offered.",
      versions: { from: "16.0" },
      when: "no-device-id",
      source: { document: "Z-Push issue 15", section: "https://github.com/Z-Hub/Z-Push/issues/15" },
    },
    ...shared("source code of Z-Push", "src/index.php"),
  ],
  source: zPushCode,
};

export const grommunio: Server = {
  id: "grommunio-sync",
  name: "grommunio-sync",
  marks: [
    { header: "X-Grommunio-Sync-Version", pattern: /^\s*(\S.{0,40})/ },
    { header: "WWW-Authenticate", pattern: /realm="GSync"/i },
    { pattern: /grommunio-sync - Open Source ActiveSync|grommunio-sync ActiveSync/ },
    { header: "MS-ASProtocolCommands", pattern: /^Sync,.*,Notify,ItemOperations,Settings,Find$/, shared: true },
  ],
  versions: versionRange("12.0", "16.1"),
  lacks: [unwritten],
  deviations: [
    {
      text: "Its makers advise against Outlook over ActiveSync, for which it has few of the features.",
      commands: ["OPTIONS"],
      told: "success",
      source: { document: "grommunio-sync", section: "README.rst" },
    },
    {
      text: "In a Find it reads SearchId, then ExecuteSearch, and in the criterion FolderType or CollectionId before FreeText; another order ends in HTTP 500.",
      commands: ["Find"],
      statuses: [500],
      source: { document: "source code of grommunio-sync", section: "lib/request/find.php" },
    },
    {
      text: "In a Find of the address list it reads the words as the text of GalSearchCriterion; Query, which the specification puts inside, ends in HTTP 500.",
      commands: ["Find"],
      statuses: [500],
      elements: ["GalSearchCriterion"],
      source: { document: "source code of grommunio-sync", section: "lib/request/find.php" },
    },
    ...shared("source code of grommunio-sync", "index.php"),
  ],
  source: { document: "source code of grommunio-sync", section: "lib/core/gsync.php" },
};
