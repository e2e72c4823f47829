import { compareVersions, isProtocolVersion, protocolVersions } from "@easel/codec/protocol";
import { isComposeCommand } from "./body-kind.ts";
import { INBOX, starterBody } from "./starter-bodies.ts";

/** A new draft's message: small, valid, and sent as it stands. */
export const STARTER_MIME = [
  "From: Megan Bowen <megan@contoso.example>",
  "To: Alex Wilber <alex@contoso.example>",
  "Subject: Hello from EASel",
  "MIME-Version: 1.0",
  "Content-Type: text/plain; charset=utf-8",
  "Content-Transfer-Encoding: 7bit",
  "",
  "This is the body text.",
  "",
].join("\r\n");

const DECLARATION = '<?xml version="1.0" encoding="utf-8"?>';

type Lines = readonly string[];

/** A small valid document for a command at a version, lines ending in CRLF; "" for a command without a body. */
export function starterXml(command: string, version: string, clientId = newClientId()): string {
  const lines = bodyLines(command, version, clientId);
  return lines.length === 0 ? "" : xmlOf(lines);
}

/** True when the text is what `starterXml` gives for the command at any version: nobody's work is lost with it. */
export function isStarterXml(xml: string, command: string): boolean {
  const plain = withoutClientId(xml);
  return protocolVersions.some((version) => withoutClientId(starterXml(command, version, "")) === plain);
}

/** ClientId must be unique per message, at most 40 characters (MS-ASCMD 2.2.3.28.2). */
export function newClientId(): string {
  return `easel-${crypto.randomUUID().slice(0, 18)}`;
}

const withoutClientId = (xml: string): string => xml.replace(/<ClientId>[^<]*<\/ClientId>/, "<ClientId></ClientId>");

function bodyLines(command: string, version: string, clientId: string): Lines {
  if (isComposeCommand(command)) return composeLines(command, clientId);
  const before = (other: "14.0" | "14.1") => isProtocolVersion(version) && compareVersions(version, other) < 0;
  if (command === "Sync") return syncLines(before("14.0"), "0");
  if (command === "Provision") return provisionLines(version === "2.5", before("14.1"));
  return starterBody(command, version) ?? [];
}

/** One Sync of the Inbox. Up to 12.1 each collection names its class (MS-ASCMD 2.2.3.27.5). */
export function syncLines(withClass: boolean, syncKey: string): Lines {
  return [
    '<Sync xmlns="AirSync">',
    "  <Collections>",
    "    <Collection>",
    ...(withClass ? ["      <Class>Email</Class>"] : []),
    `      <SyncKey>${syncKey}</SyncKey>`,
    `      <CollectionId>${INBOX}</CollectionId>`,
    "    </Collection>",
    "  </Collections>",
    "</Sync>",
  ];
}

export const xmlOf = (lines: Lines): string => `${[DECLARATION, ...lines].join("\r\n")}\r\n`;

function composeLines(command: string, clientId: string): Lines {
  const smart =
    command === "SendMail"
      ? []
      : ["  <Source>", `    <FolderId>${INBOX}</FolderId>`, `    <ItemId>${INBOX}:1</ItemId>`, "  </Source>"];
  return [
    `<${command} xmlns="ComposeMail">`,
    `  <ClientId>${clientId}</ClientId>`,
    ...smart,
    "  <SaveInSentItems/>",
    `  <Mime><![CDATA[${STARTER_MIME}]]></Mime>`,
    `</${command}>`,
  ];
}

/** The first of the two phases. DeviceInformation belongs there from 14.1 on and nowhere before (MS-ASPROV 3.1.5.1). */
function provisionLines(wap: boolean, withoutDevice: boolean): Lines {
  const device = [
    "  <settings:DeviceInformation>",
    "    <settings:Set>",
    "      <settings:Model>EASel workbench</settings:Model>",
    "      <settings:FriendlyName>EASel</settings:FriendlyName>",
    "      <settings:OS>Web</settings:OS>",
    "      <settings:UserAgent>EASel</settings:UserAgent>",
    "    </settings:Set>",
    "  </settings:DeviceInformation>",
  ];
  return [
    withoutDevice ? '<Provision xmlns="Provision">' : '<Provision xmlns="Provision" xmlns:settings="Settings">',
    ...(withoutDevice ? [] : device),
    "  <Policies>",
    "    <Policy>",
    `      <PolicyType>${wap ? "MS-WAP-Provisioning-XML" : "MS-EAS-Provisioning-WBXML"}</PolicyType>`,
    "    </Policy>",
    "  </Policies>",
    "</Provision>",
  ];
}
