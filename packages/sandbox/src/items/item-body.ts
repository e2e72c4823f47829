import { childElement, type ElementNode, elementText } from "@easel/codec/document";
import type { BodyText } from "../mailbox/index.ts";
import { bool, holds, oneOf, type Rule, text } from "./rules.ts";

/**
 * airsyncbase:Body as a client sends it: what the server tells of a body (EstimatedDataSize, Preview) has no place
 * there. Plain text and HTML; the sandbox has no RTF, and MIME is for mail.
 */
export const bodyShape: Rule = holds("AirSyncBase", { Type: oneOf(1, 2), Truncated: bool, Data: text() }, ["Type"]);

/** The body in an element that fits the shape, or the plain text of the class's own Body at 2.5. */
export function readBody(element: ElementNode): BodyText {
  if (element.namespace !== "AirSyncBase") return { native: "plain", text: elementText(element) };
  const [type, data] = ["Type", "Data"].map((name) => childElement(element, name, "AirSyncBase"));
  return { native: type && elementText(type) === "2" ? "html" : "plain", text: data ? elementText(data) : "" };
}
