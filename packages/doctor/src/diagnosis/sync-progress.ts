import { childElement } from "@easel/codec/document";
import { descend, evidenceOfChild, textOf } from "./elements.ts";
import type { Facts } from "./facts.ts";
import type { Finding } from "./finding.ts";

const MAX_COLLECTIONS = 300;
const MAX_PLACES = 5;

/** MoreAvailable without anything in the answer: a client that asks again at once may ask for ever. */
export function syncProgress(facts: Facts): Finding[] {
  const root = facts.reply?.document?.root;
  if (facts.reply?.kind !== "wbxml" || root?.name !== "Sync") return [];
  const stuck = descend(root, ["Collections", "Collection"], MAX_COLLECTIONS).filter(
    ({ element }) =>
      childElement(element, "MoreAvailable") &&
      !childElement(element, "Commands") &&
      !childElement(element, "Responses"),
  );
  if (stuck.length === 0) return [];
  const sent = new Map<string, string | undefined>();
  const asked = facts.request.document?.root;
  for (const { element } of asked ? descend(asked, ["Collections", "Collection"], MAX_COLLECTIONS) : [])
    sent.set(textOf(element, "CollectionId") ?? "", textOf(element, "SyncKey"));
  const sameKey = stuck.some(({ element }) => {
    const before = sent.get(textOf(element, "CollectionId") ?? "");
    return before !== undefined && before === textOf(element, "SyncKey");
  });
  return [
    {
      rule: "more-available-without-changes",
      severity: "warning",
      title: "The server says there is more, and sends nothing",
      explanation: `MoreAvailable stands in a Collection without Commands. ${sameKey ? "The SyncKey is the one of the request, so the next answer will be the same." : "The specification allows it where the server meets items it cannot send; some servers then do so over and over."}`,
      advice: sameKey
        ? "Stop asking for a while; if it stays, begin again with SyncKey 0."
        : "Go on with the new SyncKey, but a limited number of times; then pause.",
      evidence: stuck.slice(0, MAX_PLACES).map((place) => evidenceOfChild("reply", place, "MoreAvailable")),
      spec: { document: "MS-ASCMD", section: "2.2.3.116" },
    },
  ];
}
