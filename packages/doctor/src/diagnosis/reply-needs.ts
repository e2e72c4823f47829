import { childElement, childElements, type ElementNode, elementText } from "@easel/codec/document";
import { pathOfFrame, walkFrames } from "../language/index.ts";
import { evidenceOf, type Placed, someElement, textOf } from "./elements.ts";
import type { Facts } from "./facts.ts";
import type { Finding } from "./finding.ts";

const MAX_PLACES = 5;

/** What an element in an item of the server's cannot do without; `|` stands between two that serve alike. */
const needs: Readonly<Record<string, readonly string[]>> = {
  "AirSyncBase:Body": ["Type"],
  "AirSyncBase:BodyPart": ["Type"],
  "AirSyncBase:Attachment": ["FileReference"],
  "Calendar:Attendee": ["Email"],
  "Calendar:Exception": ["ExceptionStartTime|InstanceId"],
  "Email:MeetingRequest": ["StartTime", "EndTime", "GlobalObjId|UID"],
};
/** Their names alone: most elements of an answer are others. */
const needy = new Set(Object.keys(needs).map((key) => key.slice(key.indexOf(":") + 1)));
/** These say something only with a value; other properties are often sent empty. */
const filled = new Set(["DateReceived", "StartTime", "EndTime", "DtStamp", "ExceptionStartTime", "FileReference"]);

/** Items of an answer that lack what clients build theirs from. */
export function replyNeeds(facts: Facts): Finding[] {
  const { reply } = facts;
  const root = reply?.document?.root;
  if (reply?.kind !== "wbxml" || !root || reply.problems.length > 0) return [];
  if (!someElement(root, (element) => faultOf(element, facts.version) !== undefined)) return repeatedItems(root);
  const found = new Map<string, { fault: string; places: Placed[] }>();
  walkFrames(root, (frame) => {
    const { element } = frame;
    const fault = faultOf(element, facts.version);
    if (fault === undefined) return;
    const entry = found.get(fault) ?? { fault, places: [] };
    found.set(fault, entry);
    if (entry.places.length < MAX_PLACES) entry.places.push({ element, path: pathOfFrame(frame) });
  });
  return [
    ...[...found.values()].map(
      ({ fault, places }): Finding => ({
        rule: "reply-item-incomplete",
        severity: "warning",
        title: `In the answer: ${fault}`,
        explanation:
          "Clients build their own item from it and have nothing to put there: they skip the item, show it wrongly or stop the folder. This is the server's doing.",
        advice: "Skip the item, go on with the others, and report it to the server's makers.",
        evidence: places.map((place) => evidenceOf("reply", place)),
        spec: { document: documents[places[0]?.element.namespace ?? ""] ?? "MS-ASCMD", section: "2.2.2" },
      }),
    ),
    ...repeatedItems(root),
  ];
}

const documents: Readonly<Record<string, string>> = {
  AirSyncBase: "MS-ASAIRS",
  Calendar: "MS-ASCAL",
  Email: "MS-ASEMAIL",
};

function faultOf(element: ElementNode, version: string | undefined): string | undefined {
  const { name, namespace, children } = element;
  // From 16.0 on the names of exceptions have a rule of their own.
  if (name === "Exception" && version?.startsWith("16.")) return undefined;
  if (children.length === 0) return filled.has(name) && namespace in documents ? `${name} is empty` : undefined;
  if (name === "Add") return addFault(element);
  if (name === "ApplicationData" || name === "Properties") return timesFault(element);
  if (!needy.has(name)) return undefined;
  const key = `${namespace}:${name}`;
  const missing = Object.hasOwn(needs, key)
    ? needs[key]?.find((names) => !names.split("|").some((each) => childElement(element, each)))
    : undefined;
  return missing === undefined ? undefined : `${name} lacks ${missing.replace("|", " or ")}`;
}

const timeIn = (data: ElementNode, name: string): string | undefined => {
  const element = childElement(data, name, "Calendar");
  return element && elementText(element).trim();
};

/** A new event has both its times; what is fetched or changed may be a part of it. */
function addFault(add: ElementNode): string | undefined {
  const data = childElement(add, "ApplicationData");
  const [start, end] = data ? [timeIn(data, "StartTime"), timeIn(data, "EndTime")] : [];
  if ((start === undefined) === (end === undefined)) return undefined;
  return start === undefined ? "an event has EndTime and no StartTime" : "an event has StartTime and no EndTime";
}

const COMPACT = /^\d{8}T\d{6}Z$/;

/** Compares what is written alike. */
function timesFault(data: ElementNode): string | undefined {
  const [start = "", end = ""] = [timeIn(data, "StartTime"), timeIn(data, "EndTime")];
  return COMPACT.test(start) && COMPACT.test(end) && end < start ? "an event ends before it begins" : undefined;
}

/** An item that is added twice in one answer shows twice. */
function repeatedItems(root: ElementNode): Finding[] {
  if (root.name !== "Sync") return [];
  const places: Placed[] = [];
  for (const [index, collection] of (childElements(root, "Collections")[0]?.children ?? []).entries()) {
    const commands = collection.kind === "element" ? childElement(collection, "Commands") : undefined;
    const seen = new Set<string>();
    for (const [at, add] of (commands ? childElements(commands, "Add") : []).entries()) {
      const id = textOf(add, "ServerId") ?? "";
      if (id !== "" && seen.has(id))
        places.push({ element: add, path: `/Sync/Collections/Collection[${index + 1}]/Commands/Add[${at + 1}]` });
      seen.add(id);
    }
  }
  if (places.length === 0) return [];
  return [
    {
      rule: "reply-item-repeated",
      severity: "warning",
      title: "In the answer: an item is added twice",
      explanation:
        "Two Adds of one folder have the same ServerId. Clients that store what comes show the item twice, or refuse the second. This is the server's doing.",
      advice: "Take the second for a change of the first, and report it to the server's makers.",
      evidence: places.slice(0, MAX_PLACES).map((place) => evidenceOf("reply", place)),
      spec: { document: "MS-ASCMD", section: "2.2.3.7.2" },
    },
  ];
}
