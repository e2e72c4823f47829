import type { ElementNode } from "@easel/codec/document";
import { bodyKindAt, commandByName, isProtocolVersion } from "@easel/codec/protocol";
import { pathOfFrame, walkFrames } from "../language/index.ts";
import { someElement } from "./elements.ts";
import type { Facts, Side } from "./facts.ts";
import type { Edit, Evidence, Finding } from "./finding.ts";
import { foreignBody } from "./foreign-body.ts";
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
  return request.kind === "wbxml"
    ? [...damageFindings("request", request), ...controlCharacters("request", request)]
    : foreignBody(facts);
}

/** XML 1.0 has no way to write U+0000-U+001F except tab and line ends; clients and servers stumble over them. */
function controlCharacters(side: "request" | "reply", { document, problems }: Side): Finding[] {
  const root = document?.root;
  // A string that swallowed the END tokens after it is full of them and has its own explanation.
  if (!root || problems.some(({ severity }) => severity === "error")) return [];
  // Nearly all documents have none, and a walk that knows its places costs several times this one.
  if (!someElement(root, hasControl)) return [];
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

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\x00-\x08\x0b\x0c\x0e-\x1f]/;

const controlAt = (text: string): number => text.search(CONTROL);

const hasControl = ({ children }: ElementNode): boolean =>
  children.some((child) => child.kind === "text" && CONTROL.test(child.text));

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
