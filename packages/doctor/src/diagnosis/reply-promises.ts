import { childElement, childElements } from "@easel/codec/document";
import { descend, evidenceOf, evidenceOfChild, textOf } from "./elements.ts";
import type { Facts } from "./facts.ts";
import type { Finding } from "./finding.ts";

const MAX_COLLECTIONS = 300;
const MAX_PLACES = 5;
const REPORT = "This is the server's doing; nothing in the request causes it.";

/** Successes that a client cannot go on from, for want of what has to stand beside the Status. */
export function replyPromises(facts: Facts): Finding[] {
  const { reply } = facts;
  if (reply?.kind !== "wbxml" || !reply.document?.root || reply.problems.length > 0) return [];
  return [...contentType(facts), ...sameKey(facts), ...pingFolders(facts), ...policyKey(facts)];
}

/** WBXML under another name: clients that go by the header do not decode it. */
function contentType({ reply }: Facts): Finding[] {
  const type = reply?.contentType;
  if (!reply || type === undefined || type.startsWith("application/vnd.ms-sync")) return [];
  return [
    {
      rule: "answer-content-type",
      severity: "warning",
      title: `The answer is WBXML and calls itself ${type.slice(0, 60)}`,
      explanation: `The Content-Type of an answer with WBXML is application/vnd.ms-sync.wbxml. Under another one clients take it for a page or a download and do not decode it; proxies may rewrite it. ${REPORT}`,
      advice: "Decode it all the same, and have the server or the proxy send the right Content-Type.",
      evidence: [{ side: "reply", kind: "header", name: "Content-Type" }],
      spec: { document: "MS-ASHTTP", section: "2.2.2.1.2" },
    },
  ];
}

/** Changes under the key of the request: the client asks again with that key, and gets them again. */
function sameKey({ reply, request }: Facts): Finding[] {
  const root = reply?.document?.root;
  const asked = request.document?.root;
  if (root?.name !== "Sync" || asked?.name !== "Sync") return [];
  const sent = new Map(
    descend(asked, ["Collections", "Collection"], MAX_COLLECTIONS).map(({ element }) => [
      textOf(element, "CollectionId"),
      textOf(element, "SyncKey"),
    ]),
  );
  const stuck = descend(root, ["Collections", "Collection"], MAX_COLLECTIONS).filter(({ element }) => {
    const key = textOf(element, "SyncKey");
    const commands = childElement(element, "Commands");
    return (
      commands !== undefined &&
      childElements(commands).length > 0 &&
      key !== undefined &&
      !["", "0"].includes(key) &&
      sent.get(textOf(element, "CollectionId")) === key
    );
  });
  if (stuck.length === 0) return [];
  return [
    {
      rule: "reply-same-key",
      severity: "warning",
      title: "In the answer: changes come, and the SyncKey stays the same",
      explanation: `A Sync that brings changes brings a new SyncKey for the state after them. Under the key of the request the same changes come again each time, and the client loops. ${REPORT}`,
      advice: "Stop after one repeat; begin again with SyncKey 0, and report it to the server's makers.",
      evidence: stuck.slice(0, MAX_PLACES).map((place) => evidenceOfChild("reply", place, "SyncKey")),
      spec: { document: "MS-ASCMD", section: "2.2.3.181.4" },
    },
  ];
}

/** Ping's Status 2 says that something changed; Folders says where. */
function pingFolders({ reply }: Facts): Finding[] {
  const root = reply?.document?.root;
  if (root?.name !== "Ping" || textOf(root, "Status") !== "2") return [];
  const folders = childElement(root, "Folders");
  if (folders && childElements(folders).length > 0) return [];
  return [
    {
      rule: "reply-ping-folders",
      severity: "warning",
      title: "In the answer: Ping tells of changes and not where",
      explanation: `With Status 2 Folders has to name the folders that changed, and here it ${folders ? "is empty" : "is missing"}. A client that syncs the named folders syncs none, and its next Ping is answered at once again. ${REPORT}`,
      advice: "Sync every folder that was watched before the next Ping.",
      evidence: [evidenceOf("reply", { element: folders ?? root, path: folders ? "/Ping/Folders" : "/Ping" })],
      spec: { document: "MS-ASCMD", section: "2.2.3.72" },
    },
  ];
}

/** Policy with Status 1 gives a key: the temporary one first, the final one after the acknowledgement. */
function policyKey({ reply }: Facts): Finding[] {
  const root = reply?.document?.root;
  if (root?.name !== "Provision") return [];
  const [policy] = descend(root, ["Policies", "Policy"], 1);
  if (!policy || textOf(policy.element, "Status") !== "1" || textOf(policy.element, "PolicyKey")) return [];
  return [
    {
      rule: "reply-policy-key",
      severity: "warning",
      title: "In the answer: the Policy brings no PolicyKey",
      explanation: `Status 1 in Policy says that all went well, and the PolicyKey for the next step is ${childElement(policy.element, "PolicyKey") ? "empty" : "missing"}: the client has nothing to acknowledge or to go on with. ${REPORT}`,
      advice: "Go on with policy key 0 if the server lets you; report it to the server's makers.",
      evidence: [evidenceOf("reply", policy)],
      spec: { document: "MS-ASPROV", section: "2.2.2.42" },
    },
  ];
}
