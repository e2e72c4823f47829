import { childElement, childElements, elementText } from "@easel/codec/document";
import type { Placed } from "./elements.ts";
import type { Facts } from "./facts.ts";
import type { Finding } from "./finding.ts";
import { type Item, itemsOf } from "./item-places.ts";
import { merged, tell } from "./topic.ts";

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
  return merged(itemsOf(facts).flatMap((item) => [...twoClasses(item), ...oneTime(item), ...noteClass(item)]));
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
