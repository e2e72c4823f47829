import { parseCommandUrl } from "@easel/codec/http";
import { bodyKindOf, isComposeCommand } from "./body-kind.ts";
import type { Draft } from "./draft.ts";
import { readMime, writeMime } from "./mime-in-xml.ts";
import { starterXml } from "./starter-xml.ts";

/**
 * Carries the message along when the body changes between the bare message (`draft.mime`) and the
 * content of `<Mime>`. The XML text stays for the way back.
 */
export function moveMessage(before: Draft, after: Draft): Draft {
  const wasBare = bodyKindOf(before) === "mime";
  const isBare = bodyKindOf(after) === "mime";
  if (!wasBare && isBare) {
    const window = readMime(after.xml);
    return window.found ? { ...after, mime: window.mime } : after;
  }
  const command = parseCommandUrl(`?${after.query}`).command.command ?? "";
  if (wasBare && !isBare && isComposeCommand(command) && after.mime !== "") {
    const found = readMime(after.xml).found;
    const xml = found ? after.xml : starterXml(command, after.protocolVersion);
    return { ...after, xml: writeMime(xml, after.mime), mime: "" };
  }
  return after;
}
