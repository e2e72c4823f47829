import { childElement, childElements } from "@easel/codec/document";
import { descend, type Placed, textOf } from "./elements.ts";
import type { Facts } from "./facts.ts";
import type { Finding } from "./finding.ts";
import { tell } from "./topic.ts";
import { withoutElements } from "./trim-document.ts";

const MAX_COLLECTIONS = 300;

/** Parts of a Sync that exclude each other, or say nothing where they stand. */
export function syncParts(facts: Facts): Finding[] {
  const { request, reply } = facts;
  const root = request.document?.root;
  if (request.kind !== "wbxml" || root?.name !== "Sync" || reply?.succeeded) return [];
  if (request.problems.some(({ severity }) => severity === "error")) return [];
  const collections = descend(root, ["Collections", "Collection"], MAX_COLLECTIONS);
  const child = (name: string, matches: (place: Placed) => boolean): Placed[] =>
    collections.filter(matches).flatMap(({ element, path }) => {
      const found = childElement(element, name, "AirSync");
      return found ? [{ element: found, path: `${path}/${name}` }] : [];
    });
  const idle = child("Commands", () => true).filter(({ element }) => childElements(element).length === 0);
  const late = child("Supported", ({ element }) => !["0", "", undefined].includes(textOf(element, "SyncKey")));
  const ids = collections.map(({ element }) => textOf(element, "CollectionId"));
  const again = collections.filter((_, index) => {
    const id = ids[index];
    return id !== undefined && id !== "" && ids.indexOf(id) !== index;
  });
  const classless =
    facts.version === "2.5" ? collections.filter(({ element }) => !childElement(element, "Class", "AirSync")) : [];
  return [
    ...withoutClass(facts, classless),
    ...sameCollection(facts, again),
    ...waits(facts, { element: root, path: "/Sync" }),
    ...idleCommands(facts, idle),
    ...lateSupported(late),
  ];
}

const sameCollection = (facts: Facts, places: Placed[]): Finding[] =>
  tell(
    {
      rule: "collection-twice",
      severity: facts.reply ? "error" : "warning",
      title: "One folder stands in two Collections",
      explanation:
        "Two Collections of this Sync have the same CollectionId. Each folder has one SyncKey and one Collection in a request; all that is wanted of it, its changes and its Options, stands in that one. Servers answer Status 4.",
      advice: "Put everything about the folder into one Collection.",
      spec: ["MS-ASCMD", "2.2.3.29.2"],
    },
    places,
  );

/** At 2.5 the server goes by Class; 12.0 and 12.1 may leave it out, and from 14.0 on it is not there. */
const withoutClass = (facts: Facts, places: Placed[]): Finding[] =>
  tell(
    {
      rule: "collection-without-class",
      severity: facts.reply ? "error" : "warning",
      title: "At 2.5 a Collection has to say its Class",
      explanation:
        "The oldest version tells by Class whether a folder is Email, Contacts, Calendar or Tasks, as the first child of Collection. Without it the request is a protocol error, Status 4.",
      advice: "Write Class, SyncKey, CollectionId, in this order; or use 12.1 or later, which does without.",
      spec: ["MS-ASCMD", "2.2.3.27.5"],
    },
    places,
  );

function waits(facts: Facts, root: Placed): Finding[] {
  const wait = childElement(root.element, "Wait", "AirSync");
  const partial = childElement(root.element, "Partial", "AirSync");
  if (partial && childElements(root.element).length === 1) {
    return tell(
      {
        rule: "partial-alone",
        title: "Partial stands alone",
        explanation:
          "Partial says that the rest is as last time, and there has to be something that is not. A Sync where nothing differs is sent without a body.",
        advice: "Send no body, or the elements that change.",
        spec: ["MS-ASCMD", "2.2.3.131"],
      },
      [root],
    );
  }
  if (!wait || !childElement(root.element, "HeartbeatInterval", "AirSync")) return [];
  const fix = withoutElements(facts.request.document, (element) => element === wait);
  return tell(
    {
      rule: "wait-twice",
      title: "Sync has both Wait and HeartbeatInterval",
      explanation:
        "Both say how long the server may wait, Wait in minutes and HeartbeatInterval in seconds. Together they get Status 4.",
      advice: "Keep one of them.",
      spec: ["MS-ASCMD", "2.2.3.198"],
      ...(fix ? { fix, fixLabel: "Leave Wait out" } : {}),
    },
    [{ element: wait, path: "/Sync/Wait" }],
  );
}

function idleCommands(facts: Facts, places: Placed[]): Finding[] {
  const unwanted = new Set(places.map(({ element }) => element));
  const fix =
    places.length > 0 ? withoutElements(facts.request.document, (element) => unwanted.has(element)) : undefined;
  return tell(
    {
      rule: "commands-empty",
      severity: "warning",
      title: "Commands holds no command",
      explanation:
        "Where Commands stands, it has to hold an Add, Change, Delete or Fetch. Some servers answer Status 4 to an empty one.",
      advice: "Leave Commands out when there is nothing to do.",
      spec: ["MS-ASCMD", "2.2.3.32"],
      ...(fix ? { fix, fixLabel: "Leave it out" } : {}),
    },
    places,
  );
}

const lateSupported = (places: Placed[]): Finding[] =>
  tell(
    {
      rule: "supported-late",
      severity: "warning",
      title: "Supported comes after the first Sync",
      explanation:
        "The server takes the list of supported properties together with SyncKey 0 and keeps it; later it is refused or ignored, and left-out properties may be cleared.",
      advice: "Send Supported with SyncKey 0 only.",
      spec: ["MS-ASCMD", "2.2.3.179"],
    },
    places,
  );
