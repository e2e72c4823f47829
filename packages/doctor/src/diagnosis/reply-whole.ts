import { childElement, type ElementNode, elementText, walkElements } from "@easel/codec/document";
import { descend, evidenceOf, type Placed, someElement } from "./elements.ts";
import type { Facts } from "./facts.ts";
import type { Finding } from "./finding.ts";

const MAX_LOOKED_AT = 500;
const MAX_PLACES = 5;

/** What an answer cannot do without, because a client goes by it: a place in it, and the children it has. */
const needed: Readonly<Record<string, readonly (readonly [path: string, children: string, section: string])[]>> = {
  Sync: [
    ["Collections/Collection", "CollectionId Status", "2.2.3.29.2"],
    ["Collections/Collection/Commands/Add", "ServerId ApplicationData", "2.2.3.7.2"],
    ["Collections/Collection/Commands/Change", "ServerId ApplicationData", "2.2.3.24"],
    ["Collections/Collection/Commands/Delete", "ServerId", "2.2.3.42.2"],
    ["Collections/Collection/Responses/Add", "ClientId Status", "2.2.3.7.2"],
    ["Collections/Collection/Responses/Change", "Status", "2.2.3.24"],
    ["Collections/Collection/Responses/Fetch", "ServerId Status", "2.2.3.67.2"],
  ],
  FolderSync: [
    ["", "Status", "2.2.1.6"],
    ["Changes/Add", "ServerId ParentId DisplayName Type", "2.2.3.7.1"],
    ["Changes/Update", "ServerId ParentId DisplayName Type", "2.2.3.187"],
    ["Changes/Delete", "ServerId", "2.2.3.42.1"],
  ],
  FolderCreate: [["", "Status", "2.2.1.3"]],
  MoveItems: [["Response", "SrcMsgId Status", "2.2.3.153.3"]],
  MeetingResponse: [["Result", "Status", "2.2.3.155.2"]],
  GetItemEstimate: [["Response", "Status", "2.2.3.153.2"]],
  ItemOperations: [
    ["", "Status", "2.2.1.10"],
    ["Response/Fetch", "Status", "2.2.3.67.1"],
  ],
  Search: [
    ["", "Status", "2.2.1.16"],
    ["Response/Store", "Status", "2.2.3.177.13"],
  ],
  Ping: [["", "Status", "2.2.1.13"]],
  Settings: [["", "Status", "2.2.1.18"]],
};

/** An answer without what clients look for in it, first of all a Status; the first such place of each kind. */
export function replyWhole(facts: Facts): Finding[] {
  const { reply } = facts;
  const root = reply?.document?.root;
  if (reply?.kind !== "wbxml" || !root || reply.problems.length > 0 || !Object.hasOwn(needed, root.name)) return [];
  // Where something failed there may be nothing else, and the failure is what matters.
  if (reply.statuses.some(({ outcome }) => outcome !== "ok")) return [];
  return (needed[root.name] ?? []).flatMap(([path, children, section]) => {
    const names = path === "" ? [] : path.split("/");
    const wanted = children.split(" ").filter((name) => lacks(root, names, name, facts.version));
    // Paths are worked out only where there is something to tell.
    const places = wanted.length > 0 ? descend(root, names, MAX_LOOKED_AT) : [];
    return wanted.flatMap((name) => lacking(places, name, section, facts.version));
  });
}

const lacks = (element: ElementNode, names: readonly string[], child: string, version: string | undefined): boolean => {
  const [first, ...others] = names;
  return first === undefined
    ? !childElement(element, child) && !isSpared(element, child, version)
    : element.children.some(
        (each) => each.kind === "element" && each.name === first && lacks(each, others, child, version),
      );
};

function lacking(places: readonly Placed[], name: string, section: string, version: string | undefined): Finding[] {
  const without = places.filter(({ element }) => !childElement(element, name) && !isSpared(element, name, version));
  const [first] = without;
  if (!first) return [];
  const count = without.length > 1 ? ` So it is in ${without.length} places.` : "";
  return [
    {
      rule: "reply-child-missing",
      severity: "warning",
      title: `In the answer: ${first.element.name} has no ${name}`,
      explanation: `Clients go by ${name} in ${first.element.name}${name === "Status" ? " to know how it went" : ""}; without it they stop with an error of their own, or ask again and again.${count} This is the server's doing.`,
      advice: `Take ${name === "Status" ? "it for a failure, and sync anew" : "the entry as not there"}; report it to the server's makers.`,
      evidence: without.slice(0, MAX_PLACES).map((place) => evidenceOf("reply", place)),
      spec: { document: "MS-ASCMD", section },
    },
  ];
}

/** Where another Status stands for it: a collection that failed has no key, an item that failed may have no name. */
function isSpared(element: ElementNode, name: string, version: string | undefined): boolean {
  const status = childElement(element, "Status");
  if (name !== "Status" && status && elementText(status).trim() !== "1") return true;
  // Before 12.1 servers leave the collection's id to its Class, and a folder's parent to its absence.
  return name === "CollectionId" && (version === "2.5" || version === "12.0");
}

const marks = new Set(["Truncated", "BodyTruncated", "MIMETruncated"]);
const isCut = (element: ElementNode): boolean => marks.has(element.name) && elementText(element).trim() === "1";

/** Bodies that are cut: the server says so, and clients that do not look show half a mail. */
export function replyTruncated(facts: Facts): Finding[] {
  const root = facts.reply?.document?.root;
  if (facts.reply?.kind !== "wbxml" || !root) return [];
  if (!someElement(root, isCut)) return [];
  const places: Placed[] = [];
  walkElements(root, (element, path) => {
    if (isCut(element)) places.push({ element, path });
  });
  return [
    {
      rule: "reply-truncated",
      severity: "info",
      title: `In the answer: ${places.length === 1 ? "a body is" : `${places.length} bodies are`} cut`,
      explanation:
        "Truncated is 1 where Data is not the whole body. That is what TruncationSize (or Truncation, MIMETruncation) asked for, or what the server holds to be enough; EstimatedDataSize says how long it really is.",
      advice: "Fetch the item with ItemOperations and a BodyPreference without TruncationSize to have all of it.",
      evidence: places.slice(0, MAX_PLACES).map((place) => evidenceOf("reply", place)),
      spec: { document: "MS-ASAIRS", section: "2.2.2.50" },
    },
  ];
}
