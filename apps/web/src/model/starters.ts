import { encodeBase64 } from "@easel/codec/bytes";
import { setQueryField } from "@easel/codec/http";
import { STARTER_DEVICE_ID } from "@easel/proxy/contract";
import type { Draft } from "./draft.ts";
import { setVersion } from "./query.ts";
import type { ReadyCaseId } from "./ready-cases.ts";
import { starterParameters } from "./starter-query.ts";
import { MINIMAL, starterXml } from "./starter-xml.ts";

const USER = "megan@contoso.example";
const DEVICE_TYPE = "EASel";
/** What Exchange Online alone accepts; the message of a new draft is written for it first. */
const NEWEST = "16.1";

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

/** The drafts of `readyCases`, by id. */
const caseDrafts: Readonly<Record<ReadyCaseId, () => Draft>> = {
  "xml-at-12-1": () => ({
    ...sendMailDraft("12.1", sendMailXml(GLUED_MIME)),
    bodyForm: "xml",
    headers: [["Content-Type", "message/rfc822"]],
  }),
  "base64-at-14-1": () => sendMailDraft("14.1", sendMailXml(encodeBase64(new TextEncoder().encode(SOUND_MIME)))),
  "provision-loop": () => starterDraft("FolderSync", "14.1"),
  "stale-sync-key": () => ({
    ...starterDraft("Sync", NEWEST),
    xml: starterXml("Sync", NEWEST).replace(">0</SyncKey>", ">1847203591</SyncKey>"),
  }),
};

/** A case as its story begins. Each telling has a ClientId of its own, since a server takes one only once. */
export function draftOfCase(id: ReadyCaseId): Draft {
  const draft = caseDrafts[id]();
  const clientId = `633724606026${String(Math.floor(Math.random() * 1_000_000)).padStart(6, "0")}`;
  const xml = draft.xml.replace(/<ClientId>633724606026\d{6}<\/ClientId>/, `<ClientId>${clientId}</ClientId>`);
  return { ...draft, xml };
}
