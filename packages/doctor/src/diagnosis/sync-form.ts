import { childElement, childElements, type ElementNode } from "@easel/codec/document";
import { compareVersions, isProtocolVersion } from "@easel/codec/protocol";
import { descend, evidenceOf, evidenceOfChild, isEmptyElement, type Placed, textOf } from "./elements.ts";
import type { Facts } from "./facts.ts";
import type { Evidence, Finding } from "./finding.ts";
import { withoutElements } from "./trim-document.ts";

/** Collections looked at, and places shown in one finding. */
const MAX_COLLECTIONS = 300;
const MAX_PLACES = 5;

const COLLECTION = { document: "MS-ASCMD", section: "2.2.3.29.2" };

/** MS-ASCMD 2.2.3.29.2: the order is strict; Class stands first where there is one (up to 12.1). */
const order = [
  "Class",
  "SyncKey",
  "CollectionId",
  "Supported",
  "DeletesAsMoves",
  "GetChanges",
  "WindowSize",
  "ConversationMode",
  "Options",
  "Commands",
];

/** The rules a Collection of a Sync request has to keep. */
export function syncForm(facts: Facts): Finding[] {
  const { request, reply, version } = facts;
  const root = request.document?.root;
  if (request.kind !== "wbxml" || root?.name !== "Sync") return [];
  if (request.problems.some(({ severity }) => severity === "error")) return [];
  const collections = descend(root, ["Collections", "Collection"], MAX_COLLECTIONS);
  const asksNothing = version === "2.5" ? withoutGetChanges(facts, collections) : [];
  if (reply?.succeeded) return asksNothing;
  return [
    ...firstSync(facts, collections),
    ...collectionId(collections),
    ...classOfCollection(facts, collections),
    ...childOrder(facts, collections),
    ...itemIds(collections),
    ...asksNothing,
  ];
}

/** With SyncKey 0 a Sync makes the relationship and fetches nothing. */
function firstSync(facts: Facts, collections: Placed[]): Finding[] {
  const early = facts.version === "2.5";
  const tooSoon = (element: ElementNode): boolean =>
    (element.name === "GetChanges" && (isEmptyElement(element) || textIs(element, "1"))) ||
    element.name === "Commands" ||
    (early && (element.name === "WindowSize" || element.name === "Options"));
  const first = collections.filter(({ element }) => textOf(element, "SyncKey") === "0");
  const places = first.flatMap((place) =>
    childElements(place.element)
      .filter(tooSoon)
      .map((child): Placed => ({ element: child, path: `${place.path}/${child.name}` })),
  );
  if (places.length === 0) return [];
  const names = [...new Set(places.map(({ element }) => element.name))].join(", ");
  const parents = new Set(first.map(({ element }) => element));
  const fix = withoutElements(facts.request.document, (element, parent) => parents.has(parent) && tooSoon(element));
  return [
    {
      rule: "first-sync-asks-changes",
      severity: "error",
      title: `The first Sync of a folder carries ${names}`,
      explanation: `SyncKey 0 only makes the relationship: the server answers with the first real key and no items. ${early ? "At 2.5 GetChanges, WindowSize, Options and Commands come" : "GetChanges and Commands come"} with that key; beside 0 servers answer Status 4.`,
      advice: "Send SyncKey and CollectionId alone, take the key of the answer, then ask for changes.",
      evidence: places.slice(0, MAX_PLACES).map((place) => evidenceOf("request", place)),
      spec: { document: "MS-ASCMD", section: "2.2.3.84" },
      ...(fix ? { fix, fixLabel: "Leave them out" } : {}),
    },
  ];
}

function collectionId(collections: Placed[]): Finding[] {
  const nameless = collections.filter(({ element }) => !textOf(element, "CollectionId"));
  if (nameless.length === 0) return [];
  return [
    {
      rule: "collection-id-missing",
      severity: "error",
      title: "A Collection does not say which folder it is",
      explanation: "CollectionId is missing or empty; it holds the ServerId that FolderSync gave for the folder.",
      advice: "Write the folder's ServerId into CollectionId, after SyncKey.",
      evidence: nameless.slice(0, MAX_PLACES).map((place) => evidenceOfChild("request", place, "CollectionId")),
      spec: COLLECTION,
    },
  ];
}

function classOfCollection(facts: Facts, collections: Placed[]): Finding[] {
  const { version, reply, since14 } = facts;
  const refused = reply?.statuses.some(({ code }) => code === 4 || code === 103) === true;
  const since121 = version !== undefined && isProtocolVersion(version) && compareVersions(version, "12.1") >= 0;
  if (!since14 && !(since121 && refused)) return [];
  const places = collections.filter(({ element }) => childElement(element, "Class", "AirSync"));
  if (places.length === 0) return [];
  const parents = new Set(places.map(({ element }) => element));
  const fix = withoutElements(
    facts.request.document,
    (element, parent) => parents.has(parent) && element.name === "Class",
  );
  return [
    {
      rule: "class-in-collection",
      severity: since14 || refused ? "error" : "warning",
      title: `Class has no place in a Collection at ${version}`,
      explanation: since14
        ? "From 14.0 on the server knows a folder's class from its CollectionId; Class stands in Options instead, where it is needed."
        : "At 12.1 Class is left to the server, which knows it from CollectionId; with Class in front some servers answer Status 4.",
      advice: "Take Class out of the Collection.",
      evidence: places.slice(0, MAX_PLACES).map((place) => evidenceOfChild("request", place, "Class")),
      spec: { document: "MS-ASCMD", section: "2.2.3.27.6" },
      ...(fix ? { fix, fixLabel: "Leave Class out" } : {}),
    },
  ];
}

function childOrder(facts: Facts, collections: Placed[]): Finding[] {
  for (const place of collections) {
    let furthest = -1;
    for (const child of childElements(place.element)) {
      const rank = order.indexOf(child.name);
      if (rank < 0) continue;
      if (rank < furthest) {
        return [
          {
            rule: "collection-order",
            severity: facts.reply ? "error" : "warning",
            title: `${child.name} comes too late in its Collection`,
            explanation: `The children of a Collection have a strict order: ${order.slice(facts.since14 ? 1 : 0).join(", ")}. Here ${child.name} follows ${order[furthest] ?? ""}, and servers that check answer Status 4.`,
            advice: "Put them in that order.",
            evidence: [evidenceOfChild("request", place, child.name)],
            spec: COLLECTION,
          },
        ];
      }
      furthest = rank;
    }
  }
  return [];
}

const idOf: Readonly<Record<string, string>> = {
  Add: "ClientId",
  Change: "ServerId",
  Delete: "ServerId",
  Fetch: "ServerId",
};

function itemIds(collections: Placed[]): Finding[] {
  const evidence: Evidence[] = [];
  let sample: [command: string, id: string] | undefined;
  for (const { element, path } of collections) {
    const commands = childElement(element, "Commands", "AirSync");
    for (const [index, command] of childElements(commands ?? element).entries()) {
      const id = commands && Object.hasOwn(idOf, command.name) ? idOf[command.name] : undefined;
      if (!id || textOf(command, id)) continue;
      sample ??= [command.name, id];
      if (evidence.length < MAX_PLACES) {
        const alike = childElements(commands ?? element, command.name);
        const suffix =
          alike.length > 1
            ? `[${
                childElements(commands ?? element)
                  .slice(0, index + 1)
                  .filter(({ name }) => name === command.name).length
              }]`
            : "";
        evidence.push(
          evidenceOfChild("request", { element: command, path: `${path}/Commands/${command.name}${suffix}` }, id),
        );
      }
    }
  }
  if (!sample) return [];
  const [command, id] = sample;
  return [
    {
      rule: "item-without-id",
      severity: "error",
      title: `${command} names no item: ${id} is ${evidence[0]?.kind === "element" && evidence[0].path.endsWith(id) ? "empty" : "missing"}`,
      explanation:
        id === "ServerId"
          ? `${command} works on one item, named by the ServerId the server gave it. Without one the request is malformed, and the whole Sync gets Status 4.`
          : "Each Add carries a ClientId of the client's making, by which the answer tells which item became which.",
      advice:
        id === "ServerId"
          ? `Send the item's ServerId, or leave the ${command} out.`
          : "Give each Add a ClientId of its own.",
      evidence,
      spec: { document: "MS-ASCMD", section: id === "ServerId" ? "2.2.3.166.8" : "2.2.3.28.2" },
    },
  ];
}

/** Up to 12.0 a server sends no changes unasked (MS-ASCMD 2.2.3.84). */
function withoutGetChanges(facts: Facts, collections: Placed[]): Finding[] {
  const silent = collections.filter(
    ({ element }) =>
      !["", "0", undefined].includes(textOf(element, "SyncKey")) &&
      !childElement(element, "GetChanges") &&
      !childElement(element, "Commands"),
  );
  const replyRoot = facts.reply?.document?.root;
  const cameAnyway = replyRoot && descend(replyRoot, ["Collections", "Collection", "Commands"], 1).length > 0;
  if (silent.length === 0 || cameAnyway) return [];
  return [
    {
      rule: "get-changes-missing",
      severity: "warning",
      title: "Nothing is asked for: GetChanges is missing",
      explanation:
        "At 2.5 the server sends changes only when GetChanges stands in the Collection; later versions take it as said. Without it, and without Commands, the answer is a new key and nothing else.",
      advice: "Add an empty GetChanges after CollectionId and DeletesAsMoves.",
      evidence: silent.slice(0, MAX_PLACES).map((place) => evidenceOf("request", place)),
      spec: { document: "MS-ASCMD", section: "2.2.3.84" },
    },
  ];
}

const textIs = (element: ElementNode, text: string): boolean => {
  const [only, ...rest] = element.children;
  return rest.length === 0 && only?.kind === "text" && only.text.trim() === text;
};
