import { childElement, elementText } from "../../packages/codec/src/document.ts";
import type { EasReply } from "./eas-client.ts";
import { toWbxml } from "./wbxml.ts";

/** Who writes to whom, and the subject the message is found by. */
export interface Letter {
  from: string;
  to: string;
  subject: string;
}

const utf8 = new TextEncoder();
const BODY_LINES = [
  "This is the body text.",
  "",
  "Grüße, naïve café – in UTF-8, with a trailing space: ",
  "",
  ". and a line that begins with a dot, and the two that end CDATA: ]]>",
  "Goodbye.",
  "",
];

/** A message as RFC 5322 wants it: CRLF everywhere, a blank line after the header fields. */
export function goodMessage({ from, to, subject }: Letter): Uint8Array {
  const header = [
    `From: ${from}`,
    `To: ${to}`,
    `Subject: ${subject}`,
    "Date: Mon, 23 Nov 2026 09:00:00 +0000",
    `Message-ID: <${crypto.randomUUID()}@example.test>`,
    "MIME-Version: 1.0",
    "Content-Type: text/plain; charset=utf-8",
    "Content-Transfer-Encoding: 8bit",
  ];
  return utf8.encode([...header, "", ...BODY_LINES].join("\r\n"));
}

/** Case A of 2015: an XML document where 12.1 carries the bare message, and its header fields on one line. */
export function caseABody({ from, to, subject }: Letter): Uint8Array {
  const mime =
    `From: ${from} To: ${to} Cc: Bcc: Subject: ${subject} MIME-Version: 1.0 ` +
    'Content-Type: text/plain; charset="iso-8859-1" Content-Transfer-Encoding: 7bit X-MimeOLE: none This is the body text.';
  return utf8.encode(
    `<?xml version="1.0" encoding="utf-8"?><SendMail xmlns="ComposeMail:">` +
      `<ClientId>633724606026842453</ClientId><Mime>${mime}</Mime></SendMail>`,
  );
}

/** Case B: WBXML for 14.1 with the message as base64 text in an inline string. */
export function caseBBody(letter: Letter): Uint8Array {
  const base64 = Buffer.from(goodMessage(letter)).toString("base64");
  return toWbxml(
    `<?xml version="1.0" encoding="utf-8"?><SendMail xmlns="ComposeMail:">` +
      `<ClientId>633724606026842453</ClientId><SaveInSentItems/><Mime>${base64}</Mime></SendMail>`,
  );
}

/** Top-level Status of an answer, if it has one. */
export function statusOf(reply: EasReply): string | undefined {
  const root = reply.document?.root;
  const status = root && childElement(root, "Status");
  return status && elementText(status);
}

/** Fields a server passes on as they are; it may add Received and others, and reorder. */
const KEPT_FIELDS = ["subject", "message-id", "mime-version", "content-type", "content-transfer-encoding"];

/**
 * What must be the same in a message as written and as handed out: some fields, and every byte of the body up to
 * the line ends that close it, for a server that passes mail on by SMTP may add one (SOGo does).
 */
export function keptParts(message: Uint8Array): { fields: Record<string, string>; body: string } {
  const bytes = Buffer.from(message);
  const blank = bytes.indexOf("\r\n\r\n");
  if (blank < 0) throw new Error("The message has no blank line after its header.");
  const lines = bytes
    .subarray(0, blank)
    .toString("latin1")
    .replace(/\r\n[ \t]+/g, " ")
    .split("\r\n");
  const fields: Record<string, string> = {};
  for (const line of lines) {
    const [, name = "", value = ""] = /^([^:]+):\s*(.*)$/.exec(line) ?? [];
    if (KEPT_FIELDS.includes(name.toLowerCase())) fields[name.toLowerCase()] = value.trim();
  }
  return {
    fields,
    body: bytes
      .subarray(blank + 4)
      .toString("latin1")
      .replace(/(?:\r\n)+$/, ""),
  };
}
