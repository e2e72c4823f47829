import { childElement, type ElementNode } from "@easel/codec/document";
import { descend, type Placed, textOf } from "./elements.ts";
import type { Facts } from "./facts.ts";
import type { Finding } from "./finding.ts";
import { tell } from "./topic.ts";

const MAX_REFERENCES = 300;

/** Elements that name one item, either by folder and item or by a name of its own. */
interface Reference {
  path: readonly string[];
  /** Ways to name it; each is a list of elements that go together. */
  ways: readonly (readonly string[])[];
  spec: readonly [string, string];
  /** What is named, in the title. */
  what: string;
}

const source: Reference = {
  path: ["Source"],
  ways: [["FolderId", "ItemId"], ["LongId"]],
  spec: ["MS-ASCMD", "2.2.3.173"],
  what: "the message it is about",
};

const references: Readonly<Record<string, Reference>> = {
  SmartReply: source,
  SmartForward: source,
  MeetingResponse: {
    path: ["Request"],
    ways: [["CollectionId", "RequestId"], ["LongId"]],
    spec: ["MS-ASCMD", "2.2.3.150.2"],
    what: "the invitation",
  },
  ItemOperations: {
    path: ["Fetch"],
    ways: [["CollectionId", "ServerId"], ["LongId"], ["FileReference"], ["LinkId"]],
    spec: ["MS-ASCMD", "2.2.3.67.1"],
    what: "what to fetch",
  },
};

/** Source, Request and Fetch name one item, whole and in one way. */
export function itemReference(facts: Facts): Finding[] {
  const { request, reply } = facts;
  const root = request.document?.root;
  if (request.kind !== "wbxml" || !root || reply?.succeeded || !Object.hasOwn(references, root.name)) return [];
  if (request.problems.some(({ severity }) => severity === "error")) return [];
  const reference = references[root.name];
  if (!reference) return [];
  const places = descend(root, reference.path, MAX_REFERENCES);
  const half = places.filter(({ element }) => !isNamed(reference, element));
  const twice = places.filter((place) => !half.includes(place) && waysIn(reference, place.element) > 1);
  return [...tellHalf(reference, half), ...tellTwice(reference, twice)];
}

const isThere = (element: ElementNode, name: string): boolean => (textOf(element, name) ?? "") !== "";

const isNamed = ({ ways }: Reference, element: ElementNode): boolean =>
  ways.some((way) => way.every((name) => isThere(element, name)));

const waysIn = ({ ways }: Reference, element: ElementNode): number =>
  ways.filter((way) => way.some((name) => childElement(element, name))).length;

function tellHalf(reference: Reference, places: readonly Placed[]): Finding[] {
  const [first] = places;
  if (!first) return [];
  const begun = reference.ways.find((way) => way.some((name) => isThere(first.element, name)));
  const missing = begun?.filter((name) => !isThere(first.element, name)) ?? [];
  const all = reference.ways.map((way) => way.join(" with ")).join(", or ");
  return tell(
    {
      rule: "item-not-named",
      title:
        missing.length > 0
          ? `${first.element.name} has ${begun?.find((name) => isThere(first.element, name))} without ${missing.join(" and ")}`
          : `${first.element.name} does not say ${reference.what}`,
      explanation: `${first.element.name} names ${reference.what} by ${all}. Without that the server cannot find it, and calls the request malformed.`,
      advice: missing.length > 0 ? `Add ${missing.join(" and ")}.` : "Add one of them.",
      spec: reference.spec,
    },
    places,
  );
}

const tellTwice = (reference: Reference, places: readonly Placed[]): Finding[] =>
  tell(
    {
      rule: "item-named-twice",
      title: `${places[0]?.element.name} names its item in two ways`,
      explanation: `The ways to name ${reference.what} exclude each other: ${reference.ways.map((way) => way.join(" with ")).join(", or ")}. A server that gets two refuses the request, or takes one.`,
      advice: "Keep one.",
      spec: reference.spec,
    },
    places,
  );
