import { all, type ProtocolVersion, since120, since121, since140, since161, until121 } from "./versions.ts";

/** What a request carries: WBXML, a bare MIME message, nothing, or plain XML (Autodiscover). */
export type BodyKind = "wbxml" | "rfc822" | "none" | "xml";

/** A parameter of the command's URL, besides Cmd, User, DeviceId and DeviceType (MS-ASHTTP 2.2.1.1.1.1). */
export interface QueryParameter {
  name: string;
  versions: readonly ProtocolVersion[];
  required?: boolean;
  /** `options`: a bit of the Options parameter in the base64 form; else the parameter's own tag number. */
  base64: { tag: number } | { optionsBit: number };
}

/** One command (MS-ASCMD 2.2.1) as a request on the wire. */
export interface Command {
  name: string;
  method: "POST" | "OPTIONS";
  /** Command code of the base64 query (MS-ASHTTP 2.2.1.1.1.2.2); absent where there is none. */
  code?: number;
  /** Empty for the three collection commands no specification describes any more. */
  versions: readonly ProtocolVersion[];
  body: readonly { kind: BodyKind; versions: readonly ProtocolVersion[] }[];
  /** Root elements of a WBXML or XML body. */
  requestRoot?: string;
  responseRoot?: string;
  namespace?: string;
  query: readonly QueryParameter[];
  /** Versions in which a request without a body has a meaning of its own. */
  emptyBody: readonly ProtocolVersion[];
  /** Whether X-MS-PolicyKey belongs on the request (MS-ASPROV 3.1.5.1). */
  policyKey: boolean;
}

const option = (name: string, optionsBit: number, versions: readonly ProtocolVersion[]): QueryParameter => ({
  name,
  versions,
  base64: { optionsBit },
});

const parameter = (
  name: string,
  tag: number,
  versions: readonly ProtocolVersion[],
  required?: boolean,
): QueryParameter => ({ name, versions, base64: { tag }, ...(required ? { required } : {}) });

const saveInSent = option("SaveInSent", 0x01, until121);

const smartQuery: readonly QueryParameter[] = [
  parameter("CollectionId", 1, until121),
  parameter("ItemId", 3, until121),
  parameter("LongId", 4, ["12.0", "12.1"]),
  parameter("Occurrence", 6, until121),
  saveInSent,
];

const wbxml = (
  name: string,
  code: number,
  namespace: string,
  versions: readonly ProtocolVersion[],
  extras: Partial<Command> = {},
): Command => ({
  name,
  method: "POST",
  code,
  versions,
  body: [{ kind: "wbxml", versions }],
  requestRoot: name,
  responseRoot: name,
  namespace,
  query: [],
  emptyBody: [],
  policyKey: true,
  ...extras,
});

/** Before 14.0 the body is the MIME message itself, from 14.0 on a ComposeMail document around it. */
const compose = (name: string, code: number, query: readonly QueryParameter[]): Command =>
  wbxml(name, code, "ComposeMail", all, {
    body: [
      { kind: "rfc822", versions: until121 },
      { kind: "wbxml", versions: since140 },
    ],
    query,
  });

const bodiless = (name: string, code: number | undefined, versions: readonly ProtocolVersion[]): Command => ({
  name,
  method: "POST",
  ...(code === undefined ? {} : { code }),
  versions,
  body: [{ kind: "none", versions }],
  query: [],
  emptyBody: versions,
  policyKey: true,
});

/**
 * The commands in code order. Codes 5-8 have left MS-ASHTTP's table; the values are the customary ones.
 * Autodiscover has a URL of its own and OPTIONS is an HTTP method; both are here so that one list serves all.
 */
export const commands: readonly Command[] = [
  wbxml("Sync", 0, "AirSync", all, { emptyBody: since121 }),
  compose("SendMail", 1, [saveInSent]),
  compose("SmartForward", 2, smartQuery),
  compose("SmartReply", 3, smartQuery),
  { ...bodiless("GetAttachment", 4, until121), query: [parameter("AttachmentName", 0, until121, true)] },
  { ...bodiless("GetHierarchy", 5, until121), responseRoot: "Folders", namespace: "FolderHierarchy" },
  bodiless("CreateCollection", 6, []),
  bodiless("DeleteCollection", 7, []),
  bodiless("MoveCollection", 8, []),
  wbxml("FolderSync", 9, "FolderHierarchy", all),
  wbxml("FolderCreate", 10, "FolderHierarchy", all),
  wbxml("FolderDelete", 11, "FolderHierarchy", all),
  wbxml("FolderUpdate", 12, "FolderHierarchy", all),
  wbxml("MoveItems", 13, "Move", all),
  wbxml("GetItemEstimate", 14, "GetItemEstimate", all),
  wbxml("MeetingResponse", 15, "MeetingResponse", all),
  wbxml("Search", 16, "Search", all),
  wbxml("Settings", 17, "Settings", since120),
  wbxml("Ping", 18, "Ping", all, { emptyBody: all, policyKey: false }),
  wbxml("ItemOperations", 19, "ItemOperations", since120, { query: [option("AcceptMultiPart", 0x02, since120)] }),
  wbxml("Provision", 20, "Provision", all),
  wbxml("ResolveRecipients", 21, "ResolveRecipients", all),
  wbxml("ValidateCert", 22, "ValidateCert", all),
  wbxml("Find", 23, "Find", since161),
  {
    ...bodiless("Autodiscover", undefined, since120),
    body: [{ kind: "xml", versions: since120 }],
    requestRoot: "Autodiscover",
    responseRoot: "Autodiscover",
    emptyBody: [],
    policyKey: false,
  },
  { ...bodiless("OPTIONS", undefined, all), method: "OPTIONS", policyKey: false },
];

const byName = new Map(commands.map((command) => [command.name.toLowerCase(), command]));
const byCode = new Map(commands.map((command) => [command.code, command]));

/** A command by name, without regard to case. */
export const commandByName = (name: string): Command | undefined => byName.get(name.toLowerCase());

/** A command by its base64 query code 0-23. */
export const commandByCode = (code: number): Command | undefined => byCode.get(code);

/** What the body of a command is at a version; undefined when the version does not have the command. */
export const bodyKindAt = (command: Command, version: ProtocolVersion): BodyKind | undefined =>
  command.body.find((body) => body.versions.includes(version))?.kind;
