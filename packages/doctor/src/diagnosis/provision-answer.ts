import { childElement, childElements, type ElementNode, walkElements } from "@easel/codec/document";
import { descend, evidenceOf, type Placed, textOf } from "./elements.ts";
import type { Facts } from "./facts.ts";
import type { Finding } from "./finding.ts";

/** Places shown in one finding, and collections looked at. */
const MAX_PLACES = 5;
const MAX_COLLECTIONS = 200;

/** Answers to Provision that break its form: the server's fault, and the client has to live with it. */
export function provisionAnswer(facts: Facts): Finding[] {
  const { reply } = facts;
  const root = reply?.document?.root;
  if (
    reply?.kind !== "wbxml" ||
    root?.name !== "Provision" ||
    reply.problems.some(({ severity }) => severity === "error")
  )
    return [];
  const missing = childElements(root).length > 0 && !childElement(root, "Status", "Provision");
  const foreign: Placed[] = [];
  walkElements(root, (element, path) => {
    // DeviceInformation's own Status is Settings'.
    const known = element.namespace === "Provision" || element.namespace === "Settings";
    if (!known && foreign.length < MAX_PLACES) foreign.push({ element, path });
  });
  if (!missing && foreign.length === 0) return [];
  const [stray] = foreign;
  const parts = [
    ...(missing ? ["Provision has to hold a Status of its own, beside the one in Policy, and here it does not."] : []),
    ...(stray
      ? [`${stray.element.name} is written on code page ${stray.element.namespace} where Provision's is due.`]
      : []),
  ];
  return [
    {
      rule: missing ? "provision-answer-without-status" : "provision-answer-wrong-page",
      severity: "warning",
      title: missing
        ? "The server leaves out the Status of Provision"
        : "The server writes an element on the wrong code page",
      explanation: `${parts.join(" ")} This is the server's doing; nothing in the request causes it. A client that waits for the Status stops here.`,
      advice: "Go by the Status and PolicyKey in Policy, whatever their page, and report it to the server's makers.",
      evidence: stray
        ? foreign.map((place) => evidenceOf("reply", place))
        : [evidenceOf("reply", { element: root, path: "/Provision" })],
      spec: { document: "MS-ASPROV", section: "2.2.2.54.2" },
    },
  ];
}

/** A device that says it was never provisioned, and is served nothing: some tenants never ask, and never let in. */
export function neverProvisioned(facts: Facts): Finding[] {
  const { reply, request, command, url } = facts;
  const key = request.header("X-MS-PolicyKey")?.trim() ?? (url.command.policyKey === 0 ? "0" : undefined);
  const root = reply?.document?.root;
  if (!reply?.succeeded || key !== "0" || !root || !(command === "Sync" || command === "GetItemEstimate")) return [];
  // The first Sync of a folder brings nothing by design.
  const asked = request.document?.root;
  if (!asked || !hasLaterKey(asked) || !bringsNothing(root)) return [];
  return [
    {
      rule: "never-provisioned",
      severity: "info",
      title: "Nothing comes, and this device has never been provisioned",
      explanation:
        "The answer is a success without content, and the policy key is 0. Either there is nothing new, or the server keeps the device waiting: some organisations let a device in only after Provision with DeviceInformation, and never ask for it.",
      advice: "If there should be something, run Provision once unasked, then FolderSync, and Sync from key 0.",
      evidence: [
        { side: "request", kind: "header", name: "X-MS-PolicyKey" },
        evidenceOf("reply", { element: root, path: `/${root.name}` }),
      ],
      spec: { document: "MS-ASPROV", section: "3.1.5.1" },
    },
  ];
}

const hasLaterKey = (root: ElementNode): boolean =>
  descend(root, ["Collections", "Collection"], MAX_COLLECTIONS).some(
    ({ element }) => !["", "0", undefined].includes(textOf(element, "SyncKey")),
  );

function bringsNothing(root: ElementNode): boolean {
  const parent = root.name === "Sync" ? "Collections" : "Response";
  const collections = descend(root, [parent, "Collection"], MAX_COLLECTIONS);
  const isEmpty = (element: ElementNode): boolean =>
    !["Commands", "Responses", "MoreAvailable"].some((name) => childElement(element, name)) &&
    ["0", undefined].includes(textOf(element, "Estimate"));
  return collections.length > 0 && collections.every(({ element }) => isEmpty(element));
}
