import { childElement, elementText } from "@easel/codec/document";
import { encodedWbxml } from "./encoded-body.ts";
import type { Facts } from "./facts.ts";
import type { Edit, Evidence, Finding } from "./finding.ts";
import { encodeDocument, wrapMessage } from "./mail-document.ts";
import { repairMessage } from "./repair-message.ts";

const WBXML = "application/vnd.ms-sync.wbxml";
const RFC822 = "message/rfc822";
const SPEC = { document: "MS-ASCMD", section: "2.2.1.17" };

/** What the body of SendMail, SmartReply and SmartForward has to be, by version. */
export function sendMail(facts: Facts): Finding[] {
  if (!facts.isMailCommand || facts.method === "OPTIONS" || encodedWbxml(facts.request.body)) return [];
  return [
    ...bodyBefore14(facts),
    ...bodySince14(facts),
    ...mimeContent(facts),
    ...requiredElements(facts),
    ...flagsWithContent(facts),
  ];
}

function bodyBefore14(facts: Facts): Finding[] {
  const { command = "SendMail", request, mime, version } = facts;
  if (!facts.before14) return [];
  const whole: Evidence = { side: "request", kind: "bytes", span: { start: 0, end: request.body.length } };
  const versionHeader: Evidence = { side: "request", kind: "header", name: "MS-ASProtocolVersion" };
  if (request.kind === "xml" || request.kind === "wbxml") {
    const what = request.kind === "xml" ? "an XML document" : "a WBXML document";
    return [
      {
        rule: request.kind === "xml" ? "mail-xml-body-before-14" : "mail-wbxml-body-before-14",
        severity: "error",
        title: `${command} at ${version} carries the bare message, not ${what}`,
        explanation: `Before 14.0 ${command} has no XML form at all: the body of the request is the mail message itself, headers, blank line, text. Here the body is ${what}, so the server looks for mail headers and finds none. The ${command} element with ClientId and Mime exists from 14.0 on, and travels as WBXML.`,
        advice:
          "Send the message alone as message/rfc822 (SaveInSent=T in the query keeps a copy), or use 14.0 or later with WBXML.",
        evidence: [whole, versionHeader],
        spec: SPEC,
        ...fixWith("Make it the bare message", mime && bareMessageEdits(facts, mime.bytes)),
      },
    ];
  }
  if (request.kind === "base64-mime" && mime) {
    return [
      {
        rule: "mail-base64-body",
        severity: "error",
        title: "The message is sent as base64 text",
        explanation: `The body of ${command} at ${version} is the message itself. Here it is base64 of a message, which the server reads as one line without any header.`,
        advice: "Send the decoded bytes.",
        evidence: [whole],
        spec: SPEC,
        fixLabel: "Decode it",
        fix: bareMessageEdits(facts, mime.bytes),
      },
    ];
  }
  return [];
}

function bareMessageEdits(facts: Facts, message: Uint8Array): Edit[] {
  const edits: Edit[] = [{ kind: "set-body", body: repairMessage(message).bytes }];
  if (facts.request.contentType !== RFC822) edits.push({ kind: "set-header", name: "Content-Type", value: RFC822 });
  const root = facts.request.document?.root;
  if (root && childElement(root, "SaveInSentItems")) edits.push({ kind: "set-query", name: "SaveInSent", value: "T" });
  return edits;
}

function bodySince14(facts: Facts): Finding[] {
  const { command = "SendMail", request, mime, version } = facts;
  if (!facts.since14) return [];
  const whole: Evidence = { side: "request", kind: "bytes", span: { start: 0, end: request.body.length } };
  if (request.kind === "empty") {
    return [
      {
        rule: "mail-body-missing",
        severity: "error",
        title: `${command} has no body`,
        explanation: `There is nothing to send. At ${version} the body is a WBXML document with ClientId and Mime.`,
        evidence: [],
        spec: SPEC,
      },
    ];
  }
  if (mime?.container === "body") {
    const message = mime.form === "base64" ? mime.bytes : request.body;
    const body = wrapMessage(facts, command, message);
    const edits: Edit[] = body
      ? [
          { kind: "set-body", body },
          { kind: "set-header", name: "Content-Type", value: WBXML },
        ]
      : [];
    if (body && facts.url.command.parameters.some(([name]) => name.toLowerCase() === "saveinsent")) {
      edits.push({ kind: "remove-query", name: "SaveInSent" });
    }
    return [
      {
        rule: "mail-bare-mime-since-14",
        severity: "error",
        title: `${command} at ${version} needs WBXML around the message`,
        explanation: `The bare message as the body is the form of 12.1 and before. From 14.0 on the body is a WBXML document: ${command} with ClientId, and the message as opaque data in Mime.`,
        advice: "Wrap the message, or send it at 12.1 to a server that still takes that.",
        evidence: [whole, { side: "request", kind: "header", name: "MS-ASProtocolVersion" }],
        spec: SPEC,
        ...fixWith("Wrap it in WBXML", edits),
      },
    ];
  }
  if (request.kind !== "xml") return [];
  const body = encodeDocument(request.document, mime?.bytes);
  return [
    {
      rule: "mail-xml-text-body",
      severity: "error",
      title: "The body is XML text; on the wire it has to be WBXML",
      explanation: `The documents show ${command} as XML for people to read. What travels is its binary form, WBXML, with the message in Mime as opaque bytes. A server that expects WBXML cannot read this.`,
      advice: "Encode the document as WBXML and send it as application/vnd.ms-sync.wbxml.",
      evidence: [whole],
      spec: { document: "MS-ASWBXML", section: "2.1" },
      ...fixWith(
        "Encode as WBXML",
        body && [
          { kind: "set-body", body },
          { kind: "set-header", name: "Content-Type", value: WBXML },
        ],
      ),
    },
  ];
}

/** What stands in Mime of a WBXML body. */
function mimeContent(facts: Facts): Finding[] {
  const { mime, reply } = facts;
  if (!mime?.path || mime.container !== "wbxml" || facts.before14 || mime.form === "opaque") return [];
  if (mime.bytes.length === 0) return [];
  const evidence: Evidence[] = [elementEvidence(facts, mime.path)];
  const fix: Edit[] = [{ kind: "set-content", path: mime.path, content: mime.bytes }];
  const spec = { document: "MS-ASCMD", section: "2.2.3.109" };
  if (mime.form === "base64-opaque") {
    return [
      {
        rule: "mime-base64-in-opaque",
        severity: "error",
        title: "Mime holds base64 text instead of the message",
        explanation:
          "The data is opaque, as it should be, but what is in it is base64 of a message. Opaque data needs no encoding: the server takes these characters for the message and finds no header.",
        advice: "Put the decoded message bytes into Mime.",
        evidence,
        spec,
        fix,
        fixLabel: "Decode it",
      },
    ];
  }
  const isBase64 = mime.form === "base64-text";
  // SOGo takes an inline message; where it was taken there is nothing to repair.
  const severity = !isBase64 && reply?.succeeded ? "info" : "error";
  return [
    {
      rule: "mime-not-opaque",
      severity,
      title: isBase64 ? "Mime is base64 text, not opaque bytes" : "Mime is inline text, not opaque bytes",
      explanation: `${isBase64 ? "Mime holds an inline string with base64 of the message." : "Mime holds the message as an inline string."} Its type is a byte array, which WBXML carries as opaque data: token C3, the length, then the message bytes as they are${isBase64 ? ", without base64" : ""}. In XML that is a CDATA section. Exchange answers Status 102 to anything else.`,
      advice: "Make Mime opaque (CDATA in the XML) with the plain message in it.",
      evidence,
      spec,
      fix,
      fixLabel: "Make it opaque",
    },
  ];
}

function requiredElements(facts: Facts): Finding[] {
  const root = facts.request.document?.root;
  const { command = "SendMail" } = facts;
  if (!facts.since14 || !root || root.name !== command || facts.request.kind !== "wbxml" || facts.reply?.succeeded)
    return [];
  const findings: Finding[] = [];
  const missing = (name: string, why: string) =>
    findings.push({
      rule: `mail-${name === "Mime" ? "mime" : "client-id"}-missing`,
      severity: "error",
      title: `${command} has no ${name}`,
      explanation: why,
      advice: `Add ${name} to ${command}.`,
      evidence: [elementEvidence(facts, `/${root.name}`)],
      spec: SPEC,
    });
  const clientId = childElement(root, "ClientId");
  if (!clientId || elementText(clientId) === "") {
    missing(
      "ClientId",
      "ClientId is required: up to 40 characters of your choice, new for each message, by which the server knows a message sent twice.",
    );
  }
  // SmartForward of 16.0 and later may name Forwardees or a Body instead.
  if (command !== "SmartForward" && !childElement(root, "Mime")) {
    missing("Mime", "Mime is required: it holds the whole message as opaque bytes.");
  }
  return findings;
}

/** SaveInSentItems and ReplaceMime say yes by being there; whatever stands in them, no is to leave them out. */
function flagsWithContent(facts: Facts): Finding[] {
  const root = facts.request.document?.root;
  if (!facts.since14 || facts.request.kind !== "wbxml" || !root) return [];
  return ["SaveInSentItems", "ReplaceMime"].flatMap((name): Finding[] => {
    const child = childElement(root, name);
    const text = child ? elementText(child).trim() : "";
    if (!child || (text === "" && child.children.length === 0)) return [];
    const isNo = /^(?:0|f|false|no)$/i.test(text);
    return [
      {
        rule: "mail-flag-with-content",
        severity: "warning",
        title: `${name} says “${text.slice(0, 20)}”; it has no content`,
        explanation: `${name} is a tag without content: it says yes by being there. ${isNo ? "A server that finds it does what you wanted to prevent, or" : "A strict server"} answers Status 103 to what stands inside.`,
        advice: isNo ? `Leave ${name} out to say no.` : `Write <${name}/>.`,
        evidence: [elementEvidence(facts, `/${root.name}/${name}`)],
        spec: { document: "MS-ASCMD", section: name === "ReplaceMime" ? "2.2.3.147" : "2.2.3.157" },
      },
    ];
  });
}

export function elementEvidence(facts: Facts, path: string): Evidence {
  const name = path.split("/").at(-1) ?? "";
  const root = facts.request.document?.root;
  const element = root && (root.name === name ? root : childElement(root, name));
  // Only WBXML spans count in the body.
  const span = facts.request.kind === "wbxml" ? element?.byteSpan : undefined;
  return { side: "request", kind: "element", path, ...(span ? { span } : {}) };
}

function fixWith(fixLabel: string, fix: Edit[] | undefined): Pick<Finding, "fix" | "fixLabel"> {
  return fix && fix.length > 0 ? { fix, fixLabel } : {};
}
