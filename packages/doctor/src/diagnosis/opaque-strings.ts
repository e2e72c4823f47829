import { elementFacts } from "../knowledge/content-model/index.ts";
import { type Frame, pathOfFrame, walkFrames } from "../language/index.ts";
import type { Placed } from "./elements.ts";
import type { Facts } from "./facts.ts";
import type { Finding } from "./finding.ts";
import { tell } from "./topic.ts";

/** Texts that may be long: servers send and take them as opaque data, too. */
const longTexts = new Set(["Data", "Body", "Query", "Content", "Preview", "Annotation", "ReplyMessage", "MIMEData"]);
const byteKinds = new Set(["opaque", "base64", "zone", "goid", "none"]);

/** Opaque data where the specification has a string: an encoder that writes all contents in one way. */
export function opaqueStrings(facts: Facts): Finding[] {
  const { request, reply } = facts;
  const root = request.document?.root;
  if (request.kind !== "wbxml" || !root || reply?.succeeded) return [];
  if (request.problems.some(({ severity }) => severity === "error")) return [];
  const places: Placed[] = [];
  walkFrames(root, (frame) => {
    if (isOpaqueString(frame)) places.push({ element: frame.element, path: pathOfFrame(frame) });
  });
  return tell(
    {
      rule: "string-as-opaque",
      severity: reply ? "error" : "warning",
      title: `${places[0]?.element.name} is opaque data; it is a string`,
      explanation:
        "Only what the specification calls a byte array (Mime, ConversationId, the Content of an attachment) travels as opaque data (C3, length, bytes). Keys, names, numbers and dates are inline strings (03 … 00); servers that read strictly find no value here.",
      advice: "Write it as an inline string: 03, the text in UTF-8, 00.",
      spec: ["MS-ASDTYPE", "2.7"],
    },
    places,
  );
}

function isOpaqueString({ element, above }: Frame): boolean {
  if (element.children.length !== 1 || element.children[0]?.kind !== "opaque" || longTexts.has(element.name))
    return false;
  const kind = elementFacts(element.namespace, element.name, above?.element.name)?.value.kind;
  return kind !== undefined && !byteKinds.has(kind);
}
