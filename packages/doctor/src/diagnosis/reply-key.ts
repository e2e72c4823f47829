import { childElement } from "@easel/codec/document";
import { commandByName } from "@easel/codec/protocol";
import { descend, evidenceOf, evidenceOfChild, type Placed, textOf } from "./elements.ts";
import type { Facts } from "./facts.ts";
import type { Finding } from "./finding.ts";

const MAX_COLLECTIONS = 300;
const MAX_PLACES = 5;

const folderCommands = ["FolderSync", "FolderCreate", "FolderDelete", "FolderUpdate"];

/** Answers a client cannot go on from: of another command, or without the key for the next request. */
export function replyKey(facts: Facts): Finding[] {
  const { reply, command } = facts;
  const root = reply?.document?.root;
  if (reply?.kind !== "wbxml" || !root || !reply.succeeded || reply.problems.length > 0) return [];
  const expected = command === undefined ? undefined : commandByName(command)?.responseRoot;
  if (expected && root.name !== expected && commandByName(root.name)) {
    return [
      {
        rule: "reply-root",
        severity: "warning",
        title: `In the answer: ${root.name} instead of ${expected}`,
        explanation: `The answer to ${command} has to be a document with the root ${expected}, and this one has ${root.name}. Either the server answers another request, or two exchanges have been mixed up in the recording.`,
        evidence: [{ side: "reply", kind: "element", path: `/${root.name}` }],
        spec: { document: "MS-ASCMD", section: "2.2.1" },
      },
    ];
  }
  if (root.name === "Sync") {
    const collections = descend(root, ["Collections", "Collection"], MAX_COLLECTIONS);
    return keyless(collections.filter((place) => isLost(place, "1")));
  }
  if (!folderCommands.includes(root.name)) return [];
  const place: Placed = { element: root, path: `/${root.name}` };
  return isLost(place, "1") ? keyless([place]) : [];
}

/** A success whose key is missing, empty or 0: the next request has nothing to begin from. */
const isLost = ({ element }: Placed, success: string): boolean =>
  textOf(element, "Status") === success && ["", "0", undefined].includes(textOf(element, "SyncKey"));

function keyless(places: readonly Placed[]): Finding[] {
  const [first] = places;
  if (!first) return [];
  const key = childElement(first.element, "SyncKey");
  return [
    {
      rule: "reply-sync-key",
      severity: "warning",
      title: `In the answer: ${key ? `the SyncKey is ${textOf(first.element, "SyncKey") || "empty"}` : "no SyncKey"} though all went well`,
      explanation:
        "A success brings the key for the next request, and 0 is no such key. A client that goes on from here begins anew each time. This is the server's doing.",
      advice: "Keep the key before it, send the request once more, and report it to the server's makers.",
      evidence: places
        .slice(0, MAX_PLACES)
        .map((place) => (key ? evidenceOfChild("reply", place, "SyncKey") : evidenceOf("reply", place))),
      spec: { document: "MS-ASCMD", section: "2.2.3.181.4" },
    },
  ];
}
