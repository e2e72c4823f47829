import { FIRST_ITEM, full, INBOX, minimal, type StarterForm } from "./starter-form.ts";

/** A new draft's message: small, valid, and sent as it stands. */
export const STARTER_MIME = messageOf([
  "From: Megan Bowen <megan@contoso.example>",
  "To: Alex Wilber <alex@contoso.example>",
  "Subject: Hello from EASel",
  "MIME-Version: 1.0",
  "Content-Type: text/plain; charset=utf-8",
  "Content-Transfer-Encoding: 7bit",
  "",
  "This is the body text.",
]);

/** A message with all that people usually want to see survive: copies, encoded words, two forms of the text, a file. */
const FULL_MIME = messageOf([
  "From: Megan Bowen <megan@contoso.example>",
  "To: Alex Wilber <alex@contoso.example>",
  "Cc: Megan Bowen <megan@contoso.example>",
  "Subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe_from_EASel?=",
  "Date: Mon, 23 Nov 2026 08:00:00 +0000",
  "Message-ID: <5f1d6b1e.4d0b4a5c@contoso.example>",
  "Importance: normal",
  "MIME-Version: 1.0",
  'Content-Type: multipart/mixed; boundary="easel-outer"',
  "",
  "--easel-outer",
  'Content-Type: multipart/alternative; boundary="easel-inner"',
  "",
  "--easel-inner",
  "Content-Type: text/plain; charset=utf-8",
  "Content-Transfer-Encoding: quoted-printable",
  "",
  "Gr=C3=BC=C3=9Fe, this is the body text.",
  "--easel-inner",
  "Content-Type: text/html; charset=utf-8",
  "Content-Transfer-Encoding: quoted-printable",
  "",
  "<p>Gr=C3=BC=C3=9Fe, this is the <b>body text</b>.</p>",
  "--easel-inner--",
  "--easel-outer",
  'Content-Type: text/plain; charset=us-ascii; name="note.txt"',
  'Content-Disposition: attachment; filename="note.txt"',
  "Content-Transfer-Encoding: base64",
  "",
  "QSBub3RlIGZyb20gRUFTZWwuDQo=",
  "--easel-outer--",
]);

function messageOf(lines: readonly string[]): string {
  return `${lines.join("\r\n")}\r\n`;
}

const source = `<Source>
    <FolderId>${INBOX}</FolderId>
    <ItemId>${FIRST_ITEM}</ItemId>
  </Source>`;

/** A copy is kept in all of them: who tries a message out wants to find it again. */
const document = (name: string, children: string): string => `
<${name} xmlns="ComposeMail">
  <ClientId/>
  ${children}
  <Mime/>
</${name}>`;

const smart = (name: string): StarterForm[] => [
  { ...minimal(document(name, `${source}\n  <SaveInSentItems/>`)), mime: STARTER_MIME },
  {
    ...full(
      document(name, `${source}\n  <SaveInSentItems/>\n  <ReplaceMime/>`),
      "A message in parts, which replaces the original",
    ),
    mime: FULL_MIME,
  },
];

/**
 * MS-ASCMD 2.2.1.17, 2.2.1.19 and 2.2.1.20. Up to 12.1 the message alone is sent, and what stands beside it here is
 * said in the query. AccountId and TemplateID are left out: only names the server has given stand there.
 */
export const mailStarters: Readonly<Record<string, readonly StarterForm[]>> = {
  SendMail: [
    { ...minimal(document("SendMail", "<SaveInSentItems/>")), mime: STARTER_MIME },
    { ...full(document("SendMail", "<SaveInSentItems/>"), "A message in parts, with a file"), mime: FULL_MIME },
  ],
  SmartReply: smart("SmartReply"),
  SmartForward: [
    ...smart("SmartForward"),
    {
      id: "meeting",
      label: "Forward a meeting",
      versions: "16.0-",
      xml: `
<SmartForward xmlns="ComposeMail" xmlns:base="AirSyncBase">
  <ClientId/>
  <Source>
    <FolderId>1</FolderId>
    <ItemId>1:1</ItemId>
  </Source>
  <SaveInSentItems/>
  <base:Body>
    <base:Type>1</base:Type>
    <base:Data>Can you join us?</base:Data>
  </base:Body>
  <Forwardees>
    <Forwardee>
      <Email>alex@contoso.example</Email>
      <Name>Alex Wilber</Name>
    </Forwardee>
  </Forwardees>
</SmartForward>`,
    },
  ],
};
