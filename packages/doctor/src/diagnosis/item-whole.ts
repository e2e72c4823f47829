import { childElement, childElements, elementText } from "@easel/codec/document";
import { descend, type Placed, textOf } from "./elements.ts";
import type { Facts } from "./facts.ts";
import type { Finding } from "./finding.ts";
import { type Item, itemsOf } from "./item-places.ts";
import { merged, tell } from "./topic.ts";

const MAX_CHANGES = 500;

/** The class of items whose properties a namespace has. */
const classOf: Readonly<Record<string, string>> = {
  Contacts: "a contact",
  Contacts2: "a contact",
  Calendar: "an event",
  Tasks: "a task",
  Email: "a message",
  Email2: "a message",
  Notes: "a note",
};

/** What an item is as a whole: of one class, with both its times, and a note with the class of a note. */
export function itemWhole(facts: Facts): Finding[] {
  if (facts.reply?.succeeded) return [];
  return merged([
    ...itemsOf(facts).flatMap((item) => [
      ...emptyItem(facts, item),
      ...twoClasses(item),
      ...oneTime(item),
      ...noteClass(item),
      ...mimeBody(facts, item),
    ]),
    ...changeOfNothing(facts),
  ]);
}

const placed = ({ data, dataPath }: Item, name: string, namespace: string): Placed[] => {
  const element = childElement(data, name, namespace);
  return element ? [{ element, path: `${dataPath}/${name}` }] : [];
};

function twoClasses({ data, dataPath }: Item): Finding[] {
  const kinds = new Map<string, Placed>();
  for (const element of childElements(data)) {
    const kind = Object.hasOwn(classOf, element.namespace) ? classOf[element.namespace] : undefined;
    if (kind && !kinds.has(kind)) kinds.set(kind, { element, path: `${dataPath}/${element.name}` });
  }
  if (kinds.size < 2) return [];
  const [first, second] = kinds.keys();
  return tell(
    {
      rule: "item-of-two-classes",
      title: `One item has properties of ${first} and of ${second}`,
      explanation:
        "A folder holds items of one class, and an item the properties of that class. A property of another namespace with the same name, such as Subject, is another property; most often a page switch is missing.",
      advice: "Write each property in the namespace of the item's class.",
      spec: ["MS-ASCMD", "2.2.3.11"],
    },
    [...kinds.values()],
  );
}

/** A server fills in a missing time only where it makes sense of the other one (MS-ASCAL 3.2.4.4). */
function oneTime(item: Item): Finding[] {
  if (item.command !== "Add") return [];
  const [start] = placed(item, "StartTime", "Calendar");
  const [end] = placed(item, "EndTime", "Calendar");
  const there = start ?? end;
  if (!there || (start && end)) return [];
  const missing = start ? "EndTime" : "StartTime";
  return tell(
    {
      rule: "event-with-one-time",
      title: `An event has ${there.element.name} and no ${missing}`,
      explanation:
        "An event needs both. With one of them the server takes the present for the other, and answers Status 6 where that makes no sense.",
      advice: `Send ${missing}.`,
      spec: ["MS-ASCAL", "3.2.4.4"],
    },
    [{ element: item.data, path: item.dataPath }],
  );
}

function noteClass(item: Item): Finding[] {
  const wrong = placed(item, "MessageClass", "Notes").filter(
    ({ element }) => !/^IPM\.StickyNote(?:\.|$)/i.test(elementText(element).trim()),
  );
  return tell(
    {
      rule: "note-class",
      title: "The MessageClass is not one of a note",
      explanation: "A note is IPM.StickyNote, or a class below it; to anything else the server answers Status 6.",
      advice: "Write IPM.StickyNote.",
      spec: ["MS-ASNOTE", "2.2.2.5"],
      fix: wrong.map(({ path }) => ({ kind: "set-content", path, content: "IPM.StickyNote" })),
      fixLabel: "Write IPM.StickyNote",
    },
    wrong,
  );
}

/** Told where it was refused: some servers store an item without properties. */
function emptyItem(facts: Facts, item: Item): Finding[] {
  if (!facts.reply) return [];
  // An Add without a name is another, greater fault.
  if (item.command !== "Add" || childElements(item.data).length > 0 || !textOf(item.element, "ClientId")) return [];
  return tell(
    {
      rule: "item-without-properties",
      title: "An item is added without any property",
      explanation:
        "ApplicationData of an Add holds the whole new item. Empty, there is nothing to store, and the server refuses it.",
      advice: "Send the item's properties, each in its own namespace.",
      spec: ["MS-ASCMD", "2.2.3.11"],
    },
    [{ element: item.data, path: item.dataPath }],
  );
}

/** A Change says what is different; from 16.0 on it may be sent for Send alone. */
function changeOfNothing(facts: Facts): Finding[] {
  const root = facts.request.document?.root;
  if (facts.request.kind !== "wbxml" || root?.name !== "Sync" || !facts.version || facts.version.startsWith("16."))
    return [];
  const places = descend(root, ["Collections", "Collection", "Commands", "Change"], MAX_CHANGES).filter(
    ({ element }) => !childElement(element, "ApplicationData"),
  );
  return tell(
    {
      rule: "change-without-data",
      title: "A Change does not say what changes",
      explanation:
        "Change needs ServerId, which item, and ApplicationData, what is different in it. Without ApplicationData the server answers Status 4.",
      advice: "Add ApplicationData with the properties that change.",
      spec: ["MS-ASCMD", "2.2.3.24"],
    },
    places,
  );
}

/** MS-ASAIRS 2.2.2.52.1: Type 4 is a whole message. */
function mimeBody(facts: Facts, { data, dataPath }: Item): Finding[] {
  const body = childElement(data, "Body", "AirSyncBase");
  const type = body && childElement(body, "Type", "AirSyncBase");
  const isMail = childElements(data).some(({ namespace }) => namespace === "Email" || namespace === "Email2");
  if (!type || elementText(type).trim() !== "4" || isMail || childElements(data).length < 2) return [];
  return tell(
    {
      rule: "body-mime-of-item",
      severity: facts.reply ? "error" : "warning",
      title: "The Body of an item is said to be a MIME message",
      explanation:
        "Type 4 is a whole mail message and goes with e-mail alone. The text of an event, a contact, a task or a note is Type 1 (plain), 2 (HTML) or 3 (RTF).",
      advice: "Write Type 1 with plain text, or 2 with HTML.",
      spec: ["MS-ASAIRS", "2.2.2.52.1"],
    },
    [{ element: type, path: `${dataPath}/Body/Type` }],
  );
}
