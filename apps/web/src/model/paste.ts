import type { Document } from "@easel/codec/document";
import { PieceText } from "@easel/codec/pieces";
import { decodeWbxml } from "@easel/codec/wbxml";
import { parseXml, printXml, sniffPaste } from "@easel/codec/xml";
import { findStatuses } from "@easel/doctor/diagnosis";
import { bodyKindOf } from "./body-kind.ts";
import { bytesToByteText } from "./byte-text.ts";
import { beginsLikeWbxml, withBytes } from "./bytes-body.ts";
import type { Draft } from "./draft.ts";
import { draftOfRequest, type PastedSecrets } from "./draft-of-request.ts";
import { liveDraft, plainDraft } from "./live-draft.ts";
import { writeMessage } from "./message.ts";
import { type PastedRequest, readPastedRequest } from "./pasted-request.ts";
import { setCommand } from "./query.ts";
import { starterDraft } from "./starters.ts";

export interface Pasted {
  /** Absent when nothing could be made of it; `message` then says why. */
  draft?: Draft;
  message: string;
  /** Signs in at the draft's server: for memory alone. */
  secrets?: PastedSecrets;
  /** What must stay in view while the draft is on the bench, if anything. */
  notice?: string;
}

/**
 * A draft of whatever was pasted: a whole request (raw HTTP, cURL, a command's URL), or a body: bytes as hex or base64,
 * XML, or a message. `base` lends target and version.
 */
export function draftFromPaste(text: string, base: Draft): Pasted {
  const request = readPastedRequest(text);
  return request ? fromRequest(request, base) : fromBody(text, base);
}

function fromRequest(request: PastedRequest, base: Draft): Pasted {
  const { draft, secrets, lost } = draftOfRequest(request, base, (body, frame) => fromBody(body, frame).draft);
  const found = Object.keys(secrets).length > 0;
  const said = [
    `Opened as ${request.form}.`,
    found && "What signs in stays in this tab’s memory, for that server alone, and in no link.",
    lost.length > 0 && `Left out: ${lost.join("; ")}.`,
  ];
  const message = said.filter(Boolean).join(" ");
  return { draft, message, ...(found && { secrets }), ...((found || lost.length > 0) && { notice: message }) };
}

function fromBody(text: string, base: Draft): Pasted {
  const { kind, bytes } = sniffPaste(text);
  switch (kind) {
    case "hex":
    case "base64":
      return bytes ? fromBytes(bytes, kind, base) : { message: HALF_BYTE };
    case "xml":
      return { draft: withXml(text, base), message: "Opened as XML.", ...answerNotice(parseXml(text).document) };
    case "mime": {
      const starter = starterDraft("SendMail", base.protocolVersion || "16.1");
      return {
        draft: plainDraft(writeMessage(liveDraft({ ...starter, target: base.target }), PieceText.of(text))),
        message: "Opened as a message to send.",
      };
    }
    case "html":
      return {
        message:
          "This is an HTML page, often a server’s or a proxy’s error page. There is no ActiveSync in it to open.",
      };
    case "json":
      return { message: "This is JSON. EASel opens XML, a MIME message, or a body’s bytes as hex or base64." };
    case "empty":
      return { message: "There is nothing here yet." };
    default:
      return {
        message:
          "This is not XML, a MIME message, hex, base64, a raw HTTP request, a cURL command or a command's URL, so there is nothing to open. Check that it was copied whole.",
      };
  }
}

const HALF_BYTE =
  "This looks like hexadecimal, but its digits do not come in pairs: a digit is missing or one too many. Check that it was copied whole.";

function fromBytes(bytes: Uint8Array, kind: string, base: Draft): Pasted {
  const { document, problems } = decodeWbxml(bytes);
  const fault = problems.find(({ severity }) => severity === "error");
  if (document.root && !fault) {
    const message = `Decoded ${bytes.length} bytes of WBXML.`;
    return { draft: withXml(printXml(document), base), message, ...answerNotice(document) };
  }
  // Printing and encoding again would mend what is damaged, and the fault would be gone from the wire.
  if (document.root || beginsLikeWbxml(bytes)) {
    const draft = withBytes(withXml(document.root ? printXml(document) : "", base), bytes);
    const reading = document.root ? " The XML shows them as far as they can be read." : "";
    const message = `Opened as ${bytes.length} bytes that are sent exactly as pasted, fault included. ${fault?.message ?? ""}`;
    return { draft, message: `${message.trim()}${reading}`, notice: `${message.trim()}${reading}` };
  }
  const text = bytesToByteText(bytes);
  const inner = sniffPaste(text);
  // Bytes that are themselves text are opened as that text; one level deep is what logs hold.
  if (inner.kind === "xml") return { draft: withXml(text, base), message: `Decoded the ${kind}: it holds XML.` };
  if (inner.kind === "mime") return fromBody(text, base);
  return {
    message:
      `The ${kind} decodes to ${bytes.length} bytes, but they are not WBXML. ${problems[0]?.message ?? ""}`.trim(),
  };
}

/** Requests hold no Status at these places; answers always do, once something is wrong. */
function answerNotice(document: Document): Pick<Pasted, "notice"> {
  const root = document.root;
  const status = findStatuses(document, undefined).find(
    ({ parent }) => parent === root || parent.name === "Collection",
  );
  if (!root || !status || Number.isNaN(status.code)) return {};
  const { meaning, remedy } = status.meaning ?? {};
  const said = [`Status ${status.code} of ${root.name}${meaning ? `: ${meaning}` : "."}`, remedy]
    .filter(Boolean)
    .join(" ");
  return { notice: `This reads like a server’s answer, not like a request; it stands here to be looked at. ${said}` };
}

/**
 * The command follows the root element, as a server would expect it to. Headers forced for the draft before
 * are not this one's.
 */
function withXml(xml: string, base: Draft): Draft {
  const root = /<(?![?!])(?:[\w.-]+:)?([\w.-]+)/.exec(xml)?.[1];
  const clean: Draft = { ...base, method: "POST", headers: [], bodyForm: "auto", mime: "", bytes: "" };
  const named = root ? setCommand(clean, root) : clean;
  // Where the version wants the bare message, what was pasted is a document all the same.
  const bodyForm = bodyKindOf({ ...named, bodyForm: "auto" }) === "mime" ? "wbxml" : "auto";
  return { ...named, bodyForm, xml, mime: "" };
}
