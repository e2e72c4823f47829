import { concatBytes } from "@easel/codec/bytes";
import { commandByName } from "@easel/codec/protocol";
import { decodeWbxml } from "@easel/codec/wbxml";
import { type EncodedBody, encodedWbxml } from "./encoded-body.ts";
import type { Facts, Side } from "./facts.ts";
import type { Finding } from "./finding.ts";

const WBXML = "application/vnd.ms-sync.wbxml";

/** A body that is something else than WBXML, or WBXML in a form that nobody undoes. */
export function foreignBody(facts: Facts): Finding[] {
  const { request } = facts;
  const { kind } = request;
  const encoded = encodedWbxml(request.body);
  if (encoded) return [wbxmlAsText(request, encoded)];
  const foreign =
    kind === "gzip" ||
    kind === "binary" ||
    kind === "html" ||
    kind === "json" ||
    (kind === "text" && !facts.isMailCommand && !facts.isSignIn && facts.command !== undefined);
  if (!foreign) return [];
  const headless = headerMissing(facts);
  if (headless) return [headless];
  const bareMessage = facts.isMailCommand && facts.before14;
  return [
    {
      rule: "body-not-wbxml",
      severity: "error",
      title: bareMessage ? "The body is no mail message" : "The body is no WBXML",
      explanation: bareMessage
        ? `At ${facts.version} the body is the mail message; what is there is ${kind}.`
        : `The body does not begin as WBXML does (03 01 6A 00), so no ActiveSync server can read it. ${recognised(request.body) ?? `What is there is ${kind}.`}`,
      advice: bareMessage ? "Send the message itself." : "Send the command's document, encoded as WBXML.",
      evidence: [{ side: "request", kind: "bytes", span: { start: 0, end: Math.min(4, request.body.length) } }],
      spec: { document: "MS-ASWBXML", section: "2.1.2" },
    },
  ];
}

/** What the decoder takes foreign bytes for. */
const recognised = (body: Uint8Array): string | undefined =>
  decodeWbxml(body).problems.find(({ code }) => code.startsWith("looks-like"))?.message;

/** A body that begins with the first tag, or the page switch before it. */
function headerMissing({ request, command }: Facts): Finding | undefined {
  const root = command === undefined ? undefined : commandByName(command)?.requestRoot;
  if (request.kind !== "binary" && request.kind !== "text") return undefined;
  const body = concatBytes([new Uint8Array([0x03, 0x01, 0x6a, 0x00]), request.body]);
  const { document, problems } = decodeWbxml(body);
  if (root === undefined || document.root?.name !== root || problems.length > 0) return undefined;
  return {
    rule: "wbxml-header-missing",
    severity: "error",
    title: "The header of the WBXML is missing",
    explanation: `The body begins with the tokens of ${root}. Before them every document has four bytes: 03 (WBXML 1.3), 01 (no public identifier), 6A (UTF-8), 00 (no string table). Without them the first tokens are taken for the header.`,
    advice: "Begin with 03 01 6A 00.",
    evidence: [{ side: "request", kind: "bytes", span: { start: 0, end: Math.min(4, request.body.length) } }],
    spec: { document: "MS-ASWBXML", section: "2.1" },
    fix: [{ kind: "set-body", body }],
    fixLabel: "Add the header",
  };
}

/** The right document, in an encoding for text that nobody undoes. */
const wbxmlAsText = (request: Side, { form, bytes }: EncodedBody): Finding => ({
  rule: "wbxml-as-text",
  severity: "error",
  title: `The body is ${form} of WBXML, not WBXML`,
  explanation: `What stands there is ${form} text, and decoded it is a WBXML document. HTTP carries the bytes as they are: a server that reads ${form === "base64" ? "“AwFq”" : "“0301”"} finds no header (03 01 6A 00).`,
  advice: "Send the decoded bytes; log them in another form, if you like, but do not send it.",
  evidence: [{ side: "request", kind: "bytes", span: { start: 0, end: request.body.length } }],
  spec: { document: "MS-ASWBXML", section: "2.1" },
  fix: [
    { kind: "set-body", body: bytes },
    ...(request.contentType === WBXML ? [] : [{ kind: "set-header", name: "Content-Type", value: WBXML } as const]),
  ],
  fixLabel: "Decode it",
});
