import { compareVersions, isProtocolVersion } from "@easel/codec/protocol";

/** The Inbox of the sandbox, and of every Exchange server. */
export const INBOX = "5";
const DELETED_ITEMS = "3";
/** An element's name, with its children or its text; without either it is empty. */
type Node = readonly [name: string, content?: readonly Node[] | string];

/** A small valid request document as lines, two blanks a level; undefined for a command without one here. */
export function starterBody(command: string, version: string): string[] | undefined {
  const made = documents[command]?.(before(version));
  if (!made) return undefined;
  const [namespaces, root] = made;
  return linesOf(root, "", namespaces);
}

type Before = (version: "12.1" | "14.0" | "14.1") => boolean;
type Made = [namespaces: string, root: Node];

const before =
  (version: string): Before =>
  (other) =>
    isProtocolVersion(version) && compareVersions(version, other) < 0;

/** Children stand in the order MS-ASCMD 6 gives. Keys and identifiers are the sandbox's usual first ones. */
const AUTODISCOVER = "http://schemas.microsoft.com/exchange/autodiscover/mobilesync";

const documents: Record<string, (before: Before) => Made> = {
  FolderSync: () => ['xmlns="FolderHierarchy"', ["FolderSync", [["SyncKey", "0"]]]],
  FolderCreate: () => [
    'xmlns="FolderHierarchy"',
    [
      "FolderCreate",
      [
        ["SyncKey", "1"],
        ["ParentId", "0"],
        ["DisplayName", "From EASel"],
        // A mail folder of the user's own (MS-ASCMD 2.2.3.186.2).
        ["Type", "12"],
      ],
    ],
  ],
  FolderDelete: () => [
    'xmlns="FolderHierarchy"',
    [
      "FolderDelete",
      [
        ["SyncKey", "1"],
        ["ServerId", "12"],
      ],
    ],
  ],
  FolderUpdate: () => [
    'xmlns="FolderHierarchy"',
    [
      "FolderUpdate",
      [
        ["SyncKey", "1"],
        ["ServerId", "12"],
        ["ParentId", "0"],
        ["DisplayName", "Renamed by EASel"],
      ],
    ],
  ],
  MoveItems: () => [
    'xmlns="Move"',
    [
      "MoveItems",
      [
        [
          "Move",
          [
            ["SrcMsgId", `${INBOX}:1`],
            ["SrcFldId", INBOX],
            ["DstFldId", DELETED_ITEMS],
          ],
        ],
      ],
    ],
  ],
  // The order turned round with 14.0 (MS-ASCMD 6.20).
  GetItemEstimate: (isBefore) => [
    'xmlns="GetItemEstimate" xmlns:airsync="AirSync"',
    [
      "GetItemEstimate",
      [
        [
          "Collections",
          [
            [
              "Collection",
              isBefore("14.0")
                ? [
                    ["Class", "Email"],
                    ["CollectionId", INBOX],
                    ["airsync:FilterType", "0"],
                    ["airsync:SyncKey", "1"],
                  ]
                : [
                    ["airsync:SyncKey", "1"],
                    ["CollectionId", INBOX],
                  ],
            ],
          ],
        ],
      ],
    ],
  ],
  MeetingResponse: () => [
    'xmlns="MeetingResponse"',
    [
      "MeetingResponse",
      [
        [
          "Request",
          [
            ["UserResponse", "1"],
            ["CollectionId", INBOX],
            ["RequestId", `${INBOX}:1`],
          ],
        ],
      ],
    ],
  ],
  Search: () => [
    'xmlns="Search"',
    [
      "Search",
      [
        [
          "Store",
          [
            ["Name", "GAL"],
            ["Query", "alex"],
            ["Options", [["Range", "0-9"]]],
          ],
        ],
      ],
    ],
  ],
  Settings: () => ['xmlns="Settings"', ["Settings", [["UserInformation", [["Get"]]]]]],
  Ping: () => [
    'xmlns="Ping"',
    [
      "Ping",
      [
        ["HeartbeatInterval", "120"],
        [
          "Folders",
          [
            [
              "Folder",
              [
                ["Id", INBOX],
                ["Class", "Email"],
              ],
            ],
          ],
        ],
      ],
    ],
  ],
  ItemOperations: () => [
    'xmlns="ItemOperations" xmlns:airsync="AirSync"',
    [
      "ItemOperations",
      [
        [
          "Fetch",
          [
            ["Store", "Mailbox"],
            ["airsync:CollectionId", INBOX],
            ["airsync:ServerId", `${INBOX}:1`],
          ],
        ],
      ],
    ],
  ],
  ResolveRecipients: () => ['xmlns="ResolveRecipients"', ["ResolveRecipients", [["To", "alex@contoso.example"]]]],
  // An empty DER sequence: base64 as the schema wants it, and no certificate any server would trust.
  ValidateCert: () => ['xmlns="ValidateCert"', ["ValidateCert", [["Certificates", [["Certificate", "MAA="]]]]]],
  Find: () => [
    'xmlns="Find" xmlns:airsync="AirSync"',
    [
      "Find",
      [
        ["SearchId", "5f1d6b1e-4d0b-4a5c-9a53-0c1f8f3e7a10"],
        [
          "ExecuteSearch",
          [
            [
              "MailBoxSearchCriterion",
              [
                [
                  "Query",
                  [
                    ["airsync:Class", "Email"],
                    ["airsync:CollectionId", INBOX],
                    ["FreeText", "hello"],
                  ],
                ],
                ["Options", [["Range", "0-9"]]],
              ],
            ],
          ],
        ],
      ],
    ],
  ],
  Autodiscover: () => [
    `xmlns="${AUTODISCOVER}/requestschema/2006"`,
    [
      "Autodiscover",
      [
        [
          "Request",
          [
            ["EMailAddress", "megan@contoso.example"],
            ["AcceptableResponseSchema", `${AUTODISCOVER}/responseschema/2006`],
          ],
        ],
      ],
    ],
  ],
};

function linesOf([name, content]: Node, indent: string, attributes: string): string[] {
  const open = attributes === "" ? name : `${name} ${attributes}`;
  if (content === undefined) return [`${indent}<${open}/>`];
  if (typeof content === "string") return [`${indent}<${open}>${content}</${name}>`];
  const children = content.flatMap((child) => linesOf(child, `${indent}  `, ""));
  return [`${indent}<${open}>`, ...children, `${indent}</${name}>`];
}
