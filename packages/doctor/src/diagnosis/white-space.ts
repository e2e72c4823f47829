import { elementText } from "@easel/codec/document";
import { pathOfFrame, walkFrames } from "../language/index.ts";
import type { Placed } from "./elements.ts";
import type { Facts } from "./facts.ts";
import type { Finding } from "./finding.ts";
import { tell } from "./topic.ts";

/** What a server compares character by character with what it gave out. */
const names = new Set([
  "SyncKey",
  "CollectionId",
  "ServerId",
  "ParentId",
  "FolderId",
  "ItemId",
  "LongId",
  "RequestId",
  "SrcMsgId",
  "SrcFldId",
  "DstFldId",
  "FileReference",
  "PolicyKey",
]);

/** White space around a key or an id, as an XML text that was laid out for people has it. */
export function whiteSpace(facts: Facts): Finding[] {
  const { request, reply } = facts;
  const root = request.document?.root;
  if (request.kind !== "wbxml" || !root || reply?.succeeded) return [];
  if (request.problems.some(({ severity }) => severity === "error")) return [];
  const places: Placed[] = [];
  walkFrames(root, (frame) => {
    const { element } = frame;
    if (!names.has(element.name) || element.children[0]?.kind !== "text") return;
    const text = elementText(element);
    if (/^[ \t\r\n]|[ \t\r\n]$/.test(text) && text.trim() !== "") places.push({ element, path: pathOfFrame(frame) });
  });
  const [first] = places;
  return tell(
    {
      rule: "id-with-white-space",
      title: `White space stands around ${first?.element.name}`,
      explanation:
        "Keys and ids come back character by character as the server gave them. WBXML carries spaces and line ends as they are, so that this is another value; most often the XML was laid out for reading and encoded so.",
      advice: "Encode the value alone.",
      spec: ["MS-ASWBXML", "2.1"],
      fix: places.map(({ element, path }) => ({ kind: "set-content", path, content: elementText(element).trim() })),
      fixLabel: "Take it away",
    },
    places,
  );
}
