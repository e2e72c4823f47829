import { childElement, childElements, type ElementNode } from "@easel/codec/document";
import { descend, evidenceOf, type Placed } from "./elements.ts";
import type { Facts } from "./facts.ts";
import type { Finding } from "./finding.ts";

const MAX_PLACES = 5;
const MAX_PARTS = 300;

/** Where an answer has to hold a Status (MS-ASCMD 2.2.3.177): in the root, or in each of these below it. */
const below: Readonly<Record<string, readonly (readonly string[])[]>> = {
  FolderSync: [[]],
  FolderCreate: [[]],
  FolderUpdate: [[]],
  FolderDelete: [[]],
  Ping: [[]],
  Settings: [[]],
  ItemOperations: [[]],
  Search: [[]],
  Sync: [["Collections", "Collection"]],
  MoveItems: [["Response"]],
  GetItemEstimate: [["Response"]],
  MeetingResponse: [["Result"]],
};

/** An answer without the Status that says how it went: the server's fault, and clients stop there. */
export function replyStatusMissing(facts: Facts): Finding[] {
  const { reply } = facts;
  const root = reply?.document?.root;
  if (reply?.kind !== "wbxml" || !root || reply.problems.length > 0 || !Object.hasOwn(below, root.name)) return [];
  // A Status of the root says it for everything below.
  if (has(root)) return [];
  const places = (below[root.name] ?? []).flatMap((names): Placed[] => descend(root, names, MAX_PARTS));
  const lacking = places.filter(({ element }) => !has(element));
  const [first] = lacking;
  if (!first) return [];
  const empty = childElements(first.element).length === 0;
  return [
    {
      rule: "reply-status-missing",
      severity: "warning",
      title: `In the answer: ${first.element.name} has no Status`,
      explanation: `${first.element.name} has to say by a Status how it went${empty ? ", and it is empty" : ""}. Without it a client cannot tell success from failure, and several call it a protocol violation. This is the server's doing; nothing in the request causes it.`,
      advice:
        "Take the answer as a success only when it holds what was asked for, and report it to the server's makers.",
      evidence: lacking.slice(0, MAX_PLACES).map((place) => evidenceOf("reply", place)),
      spec: { document: "MS-ASCMD", section: "2.2.3.177" },
    },
  ];
}

const has = (element: ElementNode): boolean => childElement(element, "Status") !== undefined;
