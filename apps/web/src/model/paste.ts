import { decodeWbxml } from "@easel/codec/wbxml";
import { printXml, sniffPaste } from "@easel/codec/xml";
import { isComposeCommand } from "./body-kind.ts";
import { bytesToByteText } from "./byte-text.ts";
import type { Draft } from "./draft.ts";
import { writeMessage } from "./message.ts";
import { setCommand } from "./query.ts";
import { starterDraft } from "./starters.ts";

export interface Pasted {
  /** Absent when nothing could be made of it; `message` then says why. */
  draft?: Draft;
  message: string;
  /** What must stay in view while the draft is on the bench, if anything. */
  notice?: string;
}

/** A draft of whatever was pasted: bytes as hex or base64, XML, or a message. `base` lends target and version. */
export function draftFromPaste(text: string, base: Draft): Pasted {
  const { kind, bytes } = sniffPaste(text);
  switch (kind) {
    case "hex":
    case "base64":
      return fromBytes(bytes ?? new Uint8Array(0), kind, base);
    case "xml":
      return { draft: withXml(text, base), message: "Opened as XML." };
    case "mime": {
      const starter = starterDraft("SendMail", base.protocolVersion || "16.1");
      return {
        draft: writeMessage({ ...starter, target: base.target }, text),
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
          "This is not XML, a MIME message, hex or base64, so there is nothing to open. Check that it was copied whole.",
      };
  }
}

function fromBytes(bytes: Uint8Array, kind: string, base: Draft): Pasted {
  const { document, problems } = decodeWbxml(bytes);
  if (document.root) {
    const worst = problems.find(({ severity }) => severity === "error");
    const message = worst ? `Decoded as far as it goes. ${worst.message}` : `Decoded ${bytes.length} bytes of WBXML.`;
    return { draft: withXml(printXml(document), base), message };
  }
  const text = bytesToByteText(bytes);
  const inner = sniffPaste(text);
  // Bytes that are themselves text are opened as that text; one level deep is what logs hold.
  if (inner.kind === "xml") return { draft: withXml(text, base), message: `Decoded the ${kind}: it holds XML.` };
  if (inner.kind === "mime") return draftFromPaste(text, base);
  const [first] = problems;
  return {
    message: `The ${kind} decodes to ${bytes.length} bytes, but they are not WBXML. ${first?.message ?? ""}`.trim(),
  };
}

/** The command follows the root element, as a server would expect it to. */
function withXml(xml: string, base: Draft): Draft {
  const root = /<(?![?!])(?:[\w.-]+:)?([\w.-]+)/.exec(xml)?.[1];
  const named = root ? setCommand({ ...base, method: "POST" }, root) : base;
  const bodyForm = isComposeCommand(root ?? "") && named.protocolVersion < "14" ? "wbxml" : "auto";
  return { ...named, bodyForm, xml };
}
