import { childElement, childElements, type ElementNode, elementText } from "@easel/codec/document";
import { evidenceOf, isEmptyElement, type Placed } from "./elements.ts";
import type { Facts } from "./facts.ts";
import type { Finding } from "./finding.ts";
import { fieldsOf, type Item, itemsOf } from "./item-places.ts";
import { withoutElements } from "./trim-document.ts";

const MAX_PLACES = 5;

interface Topic {
  rule: string;
  title: (place: Placed) => string;
  explanation: string;
  advice: string;
  section: readonly [document: string, section: string];
  /** Error unless said otherwise. */
  severity?: "warning";
  /** True when leaving the elements out mends it. */
  fixLabel?: string;
}

/** Elements of an item that do not belong in the request, or lack what they need. */
export function itemForm(facts: Facts): Finding[] {
  const items = itemsOf(facts);
  if (items.length === 0) return [];
  const since16 = facts.version === "16.0" || facts.version === "16.1";
  const found = new Map<Topic, Placed[]>();
  const note = (topic: Topic, places: Placed[]) => {
    if (places.length > 0) found.set(topic, [...(found.get(topic) ?? []), ...places]);
  };
  for (const item of items) {
    const fields = fieldsOf(item);
    note(responseOnly, responseOnlyIn(item));
    note(
      misplacedInstance,
      fields.filter(({ element }) => is(element, "AirSyncBase", "InstanceId")),
    );
    if (since16)
      note(
        uidSince16,
        fields.filter(({ element }) => is(element, "Calendar", "UID")),
      );
    if (since16 && item.command === "Add")
      note(
        emptyField,
        fields.filter(({ element }) => isEmptyField(element)),
      );
    note(attachment, incompleteAttachments(item));
    note(meetingAnswer, meetingAnswers(item));
  }
  // What the server has taken is good enough; an answer that reaches nobody is not.
  const kept = facts.reply?.succeeded ? [...found].filter(([topic]) => topic === meetingAnswer) : [...found];
  return kept.map(([topic, places]) => explain(facts, topic, places));
}

function explain(facts: Facts, topic: Topic, places: Placed[]): Finding {
  const [document, section] = topic.section;
  const elements = new Set(places.map(({ element }) => element));
  const fix = topic.fixLabel && withoutElements(facts.request.document, (element) => elements.has(element));
  return {
    rule: topic.rule,
    severity: topic.severity ?? "error",
    title: places[0] ? topic.title(places[0]) : topic.rule,
    explanation: topic.explanation,
    advice: topic.advice,
    evidence: places.slice(0, MAX_PLACES).map((place) => evidenceOf("request", place)),
    spec: { document, section },
    ...(fix && topic.fixLabel ? { fix, fixLabel: topic.fixLabel } : {}),
  };
}

const is = (element: ElementNode, namespace: string, name: string): boolean =>
  element.name === name && element.namespace === namespace;

const responseOnly: Topic = {
  rule: "response-only-element",
  title: ({ element }) => `${element.name} is for answers only`,
  explanation:
    "The server tells a body's native type and size; in an item that a client sends they do not belong, and servers answer Status 6.",
  advice: "Send Body with Type and Data.",
  section: ["MS-ASAIRS", "2.2.2.32"],
  fixLabel: "Leave it out",
};

function responseOnlyIn({ data, dataPath }: Item): Placed[] {
  const names = ["NativeBodyType", "EstimatedDataSize"];
  const found: Placed[] = [];
  for (const child of childElements(data)) {
    const path = `${dataPath}/${child.name}`;
    if (child.namespace === "AirSyncBase" && names.includes(child.name)) found.push({ element: child, path });
    if (!is(child, "AirSyncBase", "Body")) continue;
    for (const name of names) {
      const inBody = childElement(child, name, "AirSyncBase");
      if (inBody) found.push({ element: inBody, path: `${path}/${name}` });
    }
  }
  return found;
}

const misplacedInstance: Topic = {
  rule: "instance-id-misplaced",
  title: () => "InstanceId stands inside ApplicationData",
  explanation:
    "InstanceId says which occurrence of a series the command is about, so it stands beside ServerId in Change or Delete. Inside ApplicationData it is an unknown property, and the item is refused.",
  advice: "Move it next to ServerId, before ApplicationData.",
  section: ["MS-ASAIRS", "2.2.2.25"],
};

const uidSince16: Topic = {
  rule: "calendar-uid-since-16",
  title: () => "UID is sent in an event at 16.x",
  explanation:
    "From 16.0 on the server makes the UID of an event; a client names its own new event by ClientUid. An item with UID is refused with Status 6.",
  advice: "Leave UID out; in an Add, ClientUid may stand instead.",
  section: ["MS-ASCAL", "2.2.2.46"],
  fixLabel: "Leave UID out",
};

const emptyField: Topic = {
  rule: "item-empty-field",
  title: ({ element }) => `${element.name} is sent empty`,
  explanation:
    "At 16.x a property without a value makes the item malformed for Exchange (Status 6). Up to 14.1 an empty element was the way to clear a property.",
  advice: "Leave out what has no value.",
  section: ["MS-ASCMD", "2.2.3.11"],
  severity: "warning",
  fixLabel: "Leave them out",
};

const itemNamespaces = new Set(["Contacts", "Contacts2", "Calendar", "Tasks", "Notes"]);

/** A picture is taken away by sending it empty, in any version. */
const isEmptyField = (element: ElementNode): boolean =>
  itemNamespaces.has(element.namespace) && element.name !== "Picture" && isEmptyElement(element);

const attachment: Topic = {
  rule: "attachment-incomplete",
  title: ({ element }) => `An attachment is added without ${missingIn(element).join(" and ")}`,
  explanation:
    "Add inside Attachments uploads a file: ClientId, Method, DisplayName and the Content itself are required.",
  advice: "Send Content as opaque bytes, or leave the Add out.",
  section: ["MS-ASAIRS", "2.2.2.2"],
};

const missingIn = (add: ElementNode): string[] =>
  ["ClientId", "Method", "DisplayName", "Content"].filter((name) => !childElement(add, name));

function incompleteAttachments({ data, dataPath }: Item): Placed[] {
  const list = childElement(data, "Attachments", "AirSyncBase");
  if (!list) return [];
  const adds = childElements(list, "Add", "AirSyncBase");
  return adds.flatMap((element, index) => {
    const suffix = adds.length > 1 ? `[${index + 1}]` : "";
    const path = `${dataPath}/Attachments/Add${suffix}`;
    return missingIn(element).length > 0 ? [{ element, path }] : [];
  });
}

const meetingAnswer: Topic = {
  rule: "meeting-answer-as-item",
  title: () => "An invitation is answered by adding an event",
  explanation:
    "MeetingStatus says that the meeting was received from somebody else. The server has that event already, or makes it from the answer; added so, it becomes a second one of your own, and the organiser hears nothing or everybody is invited anew.",
  advice: "Send MeetingResponse with UserResponse, CollectionId and RequestId; up to 14.1 mail the reply too.",
  section: ["MS-ASCMD", "2.2.1.11"],
  severity: "warning",
};

/** MS-ASCAL 2.2.2.28: bit 1 is a meeting, bit 2 received from somebody else. */
function meetingAnswers({ command, data, dataPath }: Item): Placed[] {
  const status = childElement(data, "MeetingStatus", "Calendar");
  const isReceived = status !== undefined && ["3", "7", "11", "15"].includes(elementText(status).trim());
  if (command !== "Add" || !isReceived || !childElement(data, "Attendees", "Calendar")) return [];
  return [{ element: status, path: `${dataPath}/MeetingStatus` }];
}
