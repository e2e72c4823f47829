import { concatBytes } from "@easel/codec/bytes";
import { bodyKindAt, commandByName, isProtocolVersion } from "@easel/codec/protocol";
import { decodeWbxml } from "@easel/codec/wbxml";
import { pathOfFrame, walkFrames } from "../language/index.ts";
import { type EncodedBody, encodedWbxml } from "./encoded-body.ts";
import type { Facts, Side } from "./facts.ts";
import type { Edit, Evidence, Finding } from "./finding.ts";
import { encodeDocument } from "./mail-document.ts";
import { damageFindings } from "./wbxml-damage.ts";

const WBXML = "application/vnd.ms-sync.wbxml";
const accepted: Readonly<Record<string, readonly string[]>> = {
  wbxml: [WBXML, "application/vnd.ms-sync"],
  mime: ["message/rfc822"],
};

/** Whether the request's body is what its headers and its command say. */
export function wbxmlForm(facts: Facts): Finding[] {
  if (facts.method !== "POST" || !facts.hasRequest || facts.command === "Autodiscover") return [];
  return [
    ...bodyMissing(facts),
    ...rootMismatch(facts),
    ...xmlTextBody(facts),
    ...damagedBody(facts),
    ...contentType(facts),
  ];
}

/** Bytes of the reply that do not decode, or hold what XML cannot. */
export function replyForm(facts: Facts): Finding[] {
  const { reply } = facts;
  if (reply?.kind !== "wbxml") return [];
  return [...damageFindings("reply", reply), ...controlCharacters("reply", reply)];
}

/** Answers that a missing body explains; another answer says that the body was just not recorded. */
const explainedByNoBody = new Set([101, 102, 103, 400, 500, 501]);

function bodyMissing(facts: Facts): Finding[] {
  const { command, version, request, reply, isMailCommand } = facts;
  const known = command === undefined ? undefined : commandByName(command);
  if (!known || !version || !isProtocolVersion(version) || request.kind !== "empty" || isMailCommand) return [];
  if (bodyKindAt(known, version) !== "wbxml" || known.emptyBody.includes(version)) return [];
  const codes = reply ? [reply.status, ...reply.statuses.map(({ code }) => code)] : [];
  if (reply && !codes.some((code) => explainedByNoBody.has(code))) return [];
  return [
    {
      rule: "body-missing",
      severity: "error",
      title: `${known.name} has no body`,
      explanation: `${known.name} needs a WBXML document with the root ${known.requestRoot ?? known.name}. Only Sync and Ping may go without, to repeat the last one.`,
      advice: "Send the command's document.",
      evidence: [],
      spec: { document: "MS-ASCMD", section: "2.2.1" },
    },
  ];
}

function rootMismatch(facts: Facts): Finding[] {
  const { command, request } = facts;
  const root = request.document?.root;
  const expected = command === undefined ? undefined : commandByName(command)?.requestRoot;
  if (request.kind !== "wbxml" || !root || !expected || root.name === expected) return [];
  // A root nobody knows has its own explanation.
  if (root.name.startsWith("Unknown")) return [];
  const { byteSpan } = root;
  return [
    {
      rule: "root-mismatch",
      severity: "error",
      title: `The query says ${command}, the body says ${root.name}`,
      explanation: `The root of the body of ${command} is ${expected}. Here it is ${root.name}, so the server either refuses the body or runs another command than you meant.`,
      advice: `Set Cmd to ${root.name}, or send the document of ${command}.`,
      evidence: [
        { side: "request", kind: "element", path: `/${root.name}`, ...(byteSpan ? { span: byteSpan } : {}) },
        { side: "request", kind: "url", part: "command" },
      ],
      spec: { document: "MS-ASCMD", section: "2.2.1" },
      ...(commandByName(root.name)
        ? {
            fix: [{ kind: "set-query", name: "Cmd", value: root.name }] satisfies Edit[],
            fixLabel: `Set Cmd to ${root.name}`,
          }
        : {}),
    },
  ];
}

function xmlTextBody(facts: Facts): Finding[] {
  const { request } = facts;
  // The mail commands have more to say about it.
  if (request.kind !== "xml" || facts.isMailCommand) return [];
  const body = encodeDocument(request.document, undefined);
  const fix: Edit[] | undefined = body && [
    { kind: "set-body", body },
    { kind: "set-header", name: "Content-Type", value: WBXML },
  ];
  return [
    {
      rule: "xml-text-body",
      severity: "error",
      title: "The body is XML text; on the wire it has to be WBXML",
      explanation: `The documents show ${facts.command ?? "commands"} as XML for people to read. What travels is its binary form, WBXML; a server that expects WBXML cannot read this.`,
      advice: `Encode the document as WBXML and send it as ${WBXML}.`,
      evidence: [{ side: "request", kind: "bytes", span: { start: 0, end: request.body.length } }],
      spec: { document: "MS-ASWBXML", section: "2.1" },
      ...(fix ? { fix, fixLabel: "Encode as WBXML" } : {}),
    },
  ];
}

function damagedBody(facts: Facts): Finding[] {
  const { request } = facts;
  if (request.kind === "wbxml")
    return [...damageFindings("request", request), ...controlCharacters("request", request)];
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

/** XML 1.0 has no way to write U+0000-U+001F except tab and line ends; clients and servers stumble over them. */
function controlCharacters(side: "request" | "reply", { document, problems }: Side): Finding[] {
  const root = document?.root;
  // A string that swallowed the END tokens after it is full of them and has its own explanation.
  if (!root || problems.some(({ severity }) => severity === "error")) return [];
  const evidence: Evidence[] = [];
  let sample = "";
  walkFrames(root, (frame) => {
    const { element } = frame;
    for (const child of element.children) {
      const at = child.kind === "text" ? controlAt(child.text) : -1;
      if (child.kind !== "text" || at < 0) continue;
      sample ||= `U+${child.text.charCodeAt(at).toString(16).toUpperCase().padStart(4, "0")} in ${element.name}`;
      if (evidence.length < 5)
        evidence.push({
          side,
          kind: "element",
          path: pathOfFrame(frame),
          ...(child.byteSpan ? { span: child.byteSpan } : {}),
        });
    }
  });
  if (evidence.length === 0) return [];
  return [
    {
      rule: side === "request" ? "control-character" : "reply-control-character",
      severity: side === "request" ? "error" : "warning",
      title:
        side === "request" ? "A string holds control characters" : "In the answer: a string holds control characters",
      explanation: `There is ${sample}. XML 1.0 forbids control characters other than tab and line ends, so whoever turns this WBXML into XML fails on it or drops the item.`,
      advice: "Remove or replace them before encoding; the mail body is where they mostly come from.",
      evidence,
      spec: { document: "MS-ASWBXML", section: "2.1" },
    },
  ];
}

function controlAt(text: string): number {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 0x20 && code !== 9 && code !== 10 && code !== 13) return at;
  }
  return -1;
}

/** Content-Type against the body; silent where the body itself is of the wrong kind, whose fix sets the header. */
function contentType(facts: Facts): Finding[] {
  const { request, isMailCommand, before14 } = facts;
  const types = accepted[request.kind];
  const rightKind =
    request.kind === "wbxml" ? !(isMailCommand && before14) : request.kind === "mime" && isMailCommand && before14;
  if (!types?.[0] || !rightKind || (request.contentType && types.includes(request.contentType))) return [];
  const given = request.contentType;
  return [
    {
      rule: given ? "wrong-content-type" : "missing-content-type",
      severity: facts.reply?.succeeded ? "info" : "error",
      title: given ? `Content-Type ${given} does not fit the body` : "The Content-Type header is missing",
      explanation: `The body is ${request.kind === "wbxml" ? "WBXML" : "a mail message"}, which is announced as ${types[0]}. A server that goes by the header reads it wrongly or refuses it (Status 101, or HTTP 400).`,
      advice: `Send Content-Type: ${types[0]}.`,
      evidence: [{ side: "request", kind: "header", name: "Content-Type" }],
      spec: { document: "MS-ASHTTP", section: "2.2.1.1.2" },
      fix: [{ kind: "set-header", name: "Content-Type", value: types[0] }],
      fixLabel: "Set Content-Type",
    },
  ];
}
