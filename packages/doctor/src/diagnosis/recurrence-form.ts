import { childElement, childElements, elementText } from "@easel/codec/document";
import type { Placed } from "./elements.ts";
import type { Facts } from "./facts.ts";
import type { Finding } from "./finding.ts";
import { type Item, itemsOf } from "./item-places.ts";
import { merged, tell } from "./topic.ts";
import { withoutElements } from "./trim-document.ts";

/** What each Type of Recurrence has nothing to do with (MS-ASCAL 2.2.2.14, 2.2.2.15, 2.2.2.29, 2.2.2.48). */
const foreign: Readonly<Record<string, readonly string[]>> = {
  "0": ["DayOfMonth", "WeekOfMonth", "MonthOfYear"],
  "1": ["DayOfMonth", "WeekOfMonth", "MonthOfYear"],
  "2": ["DayOfWeek", "WeekOfMonth", "MonthOfYear"],
  "3": ["DayOfMonth", "MonthOfYear"],
  "5": ["DayOfWeek", "WeekOfMonth"],
  "6": ["DayOfMonth"],
};

const patterns: Readonly<Record<string, string>> = {
  "0": "daily",
  "1": "weekly",
  "2": "monthly by date",
  "3": "monthly by weekday",
  "5": "yearly by date",
  "6": "yearly by weekday",
};

/** Parts of a recurrence that contradict its Type or each other. */
export function recurrenceForm(facts: Facts): Finding[] {
  if (facts.reply?.succeeded) return [];
  return merged(
    itemsOf(facts).flatMap((item) =>
      childElements(item.data, "Recurrence").flatMap((element) =>
        recurrence(facts, { element, path: `${item.dataPath}/Recurrence` }, item),
      ),
    ),
  );
}

function recurrence(facts: Facts, place: Placed, item: Item): Finding[] {
  const { element, path } = place;
  const tasks = element.namespace === "Tasks";
  const document = tasks ? "MS-ASTASK" : "MS-ASCAL";
  const type = childElement(element, "Type");
  const text = type ? elementText(type).trim() : "";
  const strange = (Object.hasOwn(foreign, text) ? (foreign[text] ?? []) : []).flatMap((name): Placed[] => {
    const child = childElement(element, name);
    return child ? [{ element: child, path: `${path}/${name}` }] : [];
  });
  const names = strange.map((each) => each.element.name).join(" and ");
  const unwanted = new Set(strange.map((each) => each.element));
  const fix = strange.length > 0 ? withoutElements(facts.request.document, (child) => unwanted.has(child)) : undefined;
  const until = childElement(element, "Until");
  const twice = until && childElement(element, "Occurrences");
  return [
    ...tell(
      {
        rule: "recurrence-contradiction",
        title: `A recurrence that is ${patterns[text]} has ${names}`,
        explanation: `Type ${text} repeats ${patterns[text]}; ${names} must not stand beside it. Exchange answers Status 6.`,
        advice: `Leave ${names} out, or choose the Type that goes with it.`,
        spec: [document, tasks ? "2.2.2.29" : "2.2.2.37.1"],
        ...(fix ? { fix, fixLabel: "Leave it out" } : {}),
      },
      strange,
    ),
    ...(twice
      ? tell(
          {
            rule: "recurrence-ends-twice",
            severity: "warning",
            title: "A recurrence says both Until and Occurrences",
            explanation:
              "A series ends at a date or after a number of times; servers that get both take one, or refuse.",
            advice: "Send one of them.",
            spec: [document, tasks ? "2.2.2.18" : "2.2.2.32"],
          },
          [{ element: until, path: `${path}/Until` }],
        )
      : []),
    ...endsBeforeStart(place, item),
  ];
}

/** Compares what is written alike, so that two forms of a date need no reading. */
function endsBeforeStart({ element, path }: Placed, item: Item): Finding[] {
  const until = childElement(element, "Until");
  const start = childElement(item.data, "StartTime", "Calendar");
  const [last, first] = [until, start].map((each) => (each ? elementText(each).trim().slice(0, 8) : ""));
  if (!until || !/^\d{8}$/.test(last ?? "") || !/^\d{8}$/.test(first ?? "") || (last ?? "") >= (first ?? "")) return [];
  return tell(
    {
      rule: "recurrence-ends-before-start",
      title: "The series ends before it begins",
      explanation: "Until is earlier than StartTime, so there is no occurrence at all.",
      advice: "Until is when the last occurrence begins, in UTC.",
      spec: ["MS-ASCAL", "2.2.2.47"],
    },
    [{ element: until, path: `${path}/Until` }],
  );
}
