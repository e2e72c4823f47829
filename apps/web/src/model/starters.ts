import { encodeBase64 } from "@easel/codec/bytes";
import { setQueryField } from "@easel/codec/http";
import { type SandboxSettings, STARTER_DEVICE_ID } from "@easel/proxy/contract";
import type { Draft } from "./draft.ts";
import { setVersion } from "./query.ts";
import { starterParameters } from "./starter-query.ts";
import { MINIMAL, starterXml } from "./starter-xml.ts";

const USER = "megan@contoso.example";
const DEVICE_TYPE = "EASel";
/** What Exchange Online alone accepts; the message of a new draft is written for it first. */
const NEWEST = "16.1";

/** A ready-made case on the start screen. */
export interface ReadyCase {
  id: string;
  title: string;
  /** One or two sentences: what happens, and what it teaches. */
  story: string;
  draft: Draft;
  /** How the sandbox must be set for the story to happen. */
  sandbox?: SandboxSettings;
}

/** A valid draft of a command at a version, to the sandbox; see `starterForms` for what may be asked for. */
export function starterDraft(command: string, version: string, user = USER, form = MINIMAL): Draft {
  const options = command === "OPTIONS";
  const query = starterParameters(command, version).reduce(
    (all, [name, value]) => setQueryField(all, name, value),
    plainQuery(options ? undefined : command, user),
  );
  const draft: Draft = {
    target: { kind: "sandbox" },
    method: options ? "OPTIONS" : "POST",
    query,
    protocolVersion: NEWEST,
    headers: [],
    bodyForm: "auto",
    xml: options ? "" : starterXml(command, version, form),
    mime: "",
    bytes: "",
  };
  return setVersion(draft, version);
}

const plainQuery = (command: string | undefined, user: string): string =>
  `${command ? `Cmd=${command}&` : ""}User=${encodeURIComponent(user)}&DeviceId=${STARTER_DEVICE_ID}&DeviceType=${DEVICE_TYPE}`;

const GLUED_MIME =
  "From: megan@contoso.example To: alex@contoso.example Cc: Bcc: Subject: From NSync MIME-Version: 1.0 " +
  'Content-Type: text/plain; charset="iso-8859-1" Content-Transfer-Encoding: 7bit ' +
  "X-MimeOLE: Produced By Microsoft MimeOLE V6.00.2900.3350 This is the body text.";

const SOUND_MIME = [
  "From: megan@contoso.example",
  "To: alex@contoso.example",
  "Subject: From NSync",
  "MIME-Version: 1.0",
  'Content-Type: text/plain; charset="iso-8859-1"',
  "Content-Transfer-Encoding: 7bit",
  "",
  "This is the body text.",
  "",
].join("\r\n");

/** The document of both cases, as it was sent in 2015, colon at the namespace's end included. */
const sendMailXml = (mime: string): string =>
  [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<SendMail xmlns="ComposeMail:">',
    "  <ClientId>633724606026842453</ClientId>",
    `  <Mime>${mime}</Mime>`,
    "</SendMail>",
    "",
  ].join("\r\n");

const sendMailDraft = (version: string, xml: string): Draft => ({
  ...starterDraft("SendMail", NEWEST),
  protocolVersion: version,
  xml,
});

export const readyCases: readonly ReadyCase[] = [
  {
    id: "xml-at-12-1",
    title: "SendMail at 12.1 answers HTTP 500",
    story:
      "An XML document goes out as message/rfc822, with all headers of the mail on one line. " +
      "Before 14.0 the server expects the bare message, and says nothing but 500.",
    draft: {
      ...sendMailDraft("12.1", sendMailXml(GLUED_MIME)),
      bodyForm: "xml",
      headers: [["Content-Type", "message/rfc822"]],
    },
  },
  {
    id: "base64-at-14-1",
    title: "SendMail at 14.1 answers Status 102",
    story:
      "The message stands in Mime as base64 text. From 14.0 on Mime is opaque binary data, " +
      "so a strict server cannot make sense of the document.",
    draft: sendMailDraft("14.1", sendMailXml(encodeBase64(new TextEncoder().encode(SOUND_MIME)))),
  },
  {
    id: "provision-loop",
    title: "Every command answers Status 142",
    story:
      "The server wants its policy accepted before anything else. Provision twice, carry the policy key along, " +
      "and the same FolderSync goes through.",
    draft: starterDraft("FolderSync", "14.1"),
    sandbox: { policyRequired: true },
  },
  {
    id: "stale-sync-key",
    title: "Sync with a stale key",
    story:
      "The client kept a SyncKey the server does not know any more. Status 3 means: begin again with key 0, " +
      "and do not lose what was changed meanwhile.",
    draft: {
      ...starterDraft("Sync", NEWEST),
      xml: starterXml("Sync", NEWEST).replace(">0</SyncKey>", ">1847203591</SyncKey>"),
    },
  },
];

/** A case ready to be played: each telling has a ClientId of its own, since a server takes one only once. */
export function draftOfCase({ draft }: ReadyCase): Draft {
  const id = `633724606026${String(Math.floor(Math.random() * 1_000_000)).padStart(6, "0")}`;
  return { ...draft, xml: draft.xml.replace(/<ClientId>633724606026\d{6}<\/ClientId>/, `<ClientId>${id}</ClientId>`) };
}
