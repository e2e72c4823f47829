import { bodyKindOf, commandNameOf, isComposeCommand } from "./body-kind.ts";
import { byteTextToBytes } from "./byte-text.ts";
import type { Draft } from "./draft.ts";
import { replaceContent } from "./element-content.ts";
import type { DraftFrame } from "./live-draft.ts";
import { findElement, readMime, writeMime } from "./mime-in-xml.ts";
import { isStarterXml, starterXml } from "./starter-xml.ts";

/**
 * Carries the message along when the body changes between the bare message (`draft.mime`) and the content of
 * `<Mime>`. The XML text stays for the way back; a message waits in `draft.mime` while a command without one
 * is chosen.
 */
export function moveMessage(before: Draft, after: Draft): Draft {
  const wasBare = bodyKindOf(before) === "mime";
  const isBare = bodyKindOf(after) === "mime";
  if (isBare) {
    const waits = after.mime !== "" && !keepsMessageInXml(before);
    if (wasBare || waits) return after;
    const window = readMime(after.xml);
    return window.found ? { ...after, mime: window.mime } : after;
  }
  if (!isComposeCommand(commandNameOf(after))) return after;
  if (wasBare) return intoXml(after);
  // What somebody wrote into the XML since then is worth more than what waits.
  const waits = after.mime !== "" && !keepsMessageInXml(before) && isStarterXml(after.xml, commandNameOf(after));
  return waits ? intoXml(after) : after;
}

function intoXml(draft: Draft): Draft {
  const { found } = readMime(draft.xml);
  // An emptied message empties <Mime>; it is no reason to begin a document.
  if (!found && draft.mime === "") return draft;
  const xml = found ? draft.xml : starterXml(commandNameOf(draft), draft.protocolVersion);
  const written = writeMime(xml, draft.mime);
  if (readMime(written).mime === draft.mime) return { ...draft, xml: written, mime: "" };
  // Something stands beside the message, and the message is what was worked on.
  const element = findElement(xml, "Mime");
  const { bytes } = byteTextToBytes(draft.mime);
  if (!element || !bytes) return draft;
  return { ...draft, xml: replaceContent(xml, element, { kind: "opaque", bytes }), mime: "" };
}

/** True while the message that is shown and sent is the content of `<Mime>`. */
export function keepsMessageInXml(draft: DraftFrame): boolean {
  const kind = bodyKindOf(draft);
  return (kind === "wbxml" || kind === "xml") && isComposeCommand(commandNameOf(draft));
}
