import type { ElementNode } from "@easel/codec/document";
import { scanMime } from "@easel/codec/mime";
import { compareVersions } from "@easel/codec/protocol";
import { el } from "../documents.ts";
import { formatAddresses } from "./addresses.ts";
import { attachmentElements } from "./attachments.ts";
import type { ItemOptions } from "./body-options.ts";
import { airSyncBaseBody, emailPageBody } from "./email-body.ts";
import type { MailItem } from "./items.ts";
import { addressesOf, headerText } from "./read-message.ts";

/** The children of ApplicationData for a message, in the order Exchange writes them (MS-ASEMAIL 2.2.2). */
export function emailProperties(item: MailItem, version: string, options: ItemOptions): ElementNode[] {
  const { message } = scanMime(item.mime);
  const since = (first: string) => compareVersions(version, first) >= 0;
  const email = (name: string, text: string) => (text === "" ? [] : [el("Email", name, text)]);
  const to = addressesOf(message, "to");
  const subject = headerText(message, "subject");
  return [
    ...email("To", formatAddresses(to)),
    ...email("Cc", formatAddresses(addressesOf(message, "cc"))),
    ...email("From", formatAddresses(addressesOf(message, "from"))),
    ...email("Subject", subject),
    ...email("ReplyTo", formatAddresses(addressesOf(message, "reply-to"))),
    el("Email", "DateReceived", item.received.toISOString()),
    ...email("DisplayTo", to.map(({ name, address }) => name || address).join("; ")),
    ...email("ThreadTopic", threadTopic(subject)),
    el("Email", "Importance", importance(headerText(message, "importance"))),
    el("Email", "Read", item.read ? "1" : "0"),
    ...attachmentElements(item.serverId, message, version),
    ...(since("12.0")
      ? airSyncBaseBody(item.mime, message, options, since("14.0"))
      : emailPageBody(item.mime, message, options)),
    el("Email", "MessageClass", "IPM.Note"),
    el("Email", "InternetCPID", "65001"),
    ...(since("12.0") ? [flag(item.flagStatus), el("Email", "ContentClass", "urn:content-classes:message")] : []),
    ...(since("14.0")
      ? [
          el("Email2", "ConversationId", conversationId(threadTopic(subject))),
          el("Email2", "ConversationIndex", conversationIndex(item.received)),
          ...verbProperties(item),
          el("Email", "Categories"),
        ]
      : []),
    ...(since("16.0") && item.draft ? draftProperties(formatAddresses(addressesOf(message, "bcc"))) : []),
  ];
}

const draftProperties = (bcc: string): ElementNode[] => [
  ...(bcc === "" ? [] : [el("Email2", "Bcc", bcc)]),
  el("Email2", "IsDraft", "1"),
];

/** What a change on the server changes in the device's copy of mail that was sent: Read, Flag and the last verb. */
export const changedProperties = (item: MailItem, version: string): ElementNode[] => [
  el("Email", "Read", item.read ? "1" : "0"),
  ...(compareVersions(version, "12.0") >= 0 ? [flag(item.flagStatus)] : []),
  ...(compareVersions(version, "14.0") >= 0 ? verbProperties(item) : []),
];

const verbProperties = ({ lastVerb }: MailItem): ElementNode[] =>
  lastVerb
    ? [
        el("Email2", "LastVerbExecuted", lastVerb.code),
        el("Email2", "LastVerbExecutionTime", lastVerb.at.toISOString()),
      ]
    : [];

const flag = (status: string): ElementNode =>
  status === "0" ? el("Email", "Flag") : el("Email", "Flag", el("Email", "Status", status));

/** 0 low, 1 normal, 2 high (MS-ASEMAIL 2.2.2.38). */
const importance = (header: string): string => ({ low: "0", high: "2" })[header.toLowerCase()] ?? "1";

const threadTopic = (subject: string): string => subject.replace(/^((re|fw|fwd):\s*)+/i, "");

/** The ConversationId of a message. */
export const conversationOf = (mime: Uint8Array): Uint8Array =>
  conversationId(threadTopic(headerText(scanMime(mime).message, "subject")));

/** 16 bytes shared by a thread (MS-ASEMAIL 2.2.2.21), here a hash of its topic (FNV-1a, four seeds). */
function conversationId(topic: string): Uint8Array {
  const bytes = new TextEncoder().encode(topic);
  const id = new DataView(new ArrayBuffer(16));
  for (let seed = 0; seed < 4; seed++) {
    let hash = 0x811c9dc5 ^ seed;
    for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
    id.setUint32(seed * 4, hash >>> 0);
  }
  return new Uint8Array(id.buffer);
}

const FILETIME_EPOCH_MS = 11_644_473_600_000;

/** Five bytes of the time of the first message, the top of a FILETIME (MS-ASCON 2.2.2.4). */
function conversationIndex(received: Date): Uint8Array {
  const fileTime = (BigInt(received.getTime()) + BigInt(FILETIME_EPOCH_MS)) * 10_000n;
  const view = new DataView(new ArrayBuffer(8));
  view.setBigUint64(0, fileTime);
  return new Uint8Array(view.buffer, 0, 5);
}
