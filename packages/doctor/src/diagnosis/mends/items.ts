import { childElement, childElements, elementText } from "@easel/codec/document";
import { freshId } from "../../language/index.ts";
import { type Placed, textOf } from "../elements.ts";
import type { Facts } from "../facts.ts";
import type { Edit } from "../finding.ts";
import { type Item, itemsOf } from "../item-places.ts";
import { allOf, type Fix, fixOf, makingOf, put } from "./put.ts";

/** What each Type of a recurrence needs (MS-ASCAL 2.2.2.37). */
const needs: Readonly<Record<string, readonly string[]>> = {
  "0": [],
  "1": ["DayOfWeek"],
  "2": ["DayOfMonth"],
  "3": ["DayOfWeek", "WeekOfMonth"],
  "5": ["DayOfMonth", "MonthOfYear"],
  "6": ["DayOfWeek", "WeekOfMonth", "MonthOfYear"],
};

/** The rule that repeats the item as it begins: its weekday, its day of the month. */
export function recurrence(facts: Facts): Fix | undefined {
  const names = new Set<string>();
  const edits = itemsOf(facts).flatMap((item) => {
    const element = childElement(item.data, "Recurrence");
    if (!element) return [];
    const place: Placed = { element, path: `${item.dataPath}/Recurrence` };
    const given = textOf(element, "Type") ?? "";
    const type = Object.hasOwn(needs, given) ? given : typeOf(place);
    const parts = partsOf(firstDay(item));
    const missing = (needs[type] ?? []).filter((name) => !childElement(element, name));
    for (const name of [...(type === given ? [] : ["Type"]), ...missing]) names.add(name);
    const write = (name: string, content: string): Edit[] =>
      put(place, { namespace: element.namespace, name, content });
    return [
      ...(type === given ? [] : write("Type", type)),
      ...missing.flatMap((name) => write(name, parts[name] ?? "1")),
    ];
  });
  return fixOf(`Add ${[...names].join(", ")}`, edits);
}

/** The Type whose parts are there. */
function typeOf({ element }: Placed): string {
  const has = (name: string) => childElement(element, name) !== undefined;
  if (has("WeekOfMonth")) return has("MonthOfYear") ? "6" : "3";
  if (has("DayOfMonth")) return has("MonthOfYear") ? "5" : "2";
  return has("DayOfWeek") ? "1" : "0";
}

function firstDay({ data }: Item): Date {
  for (const name of ["StartTime", "UtcStartDate", "StartDate", "UtcDueDate", "DueDate"]) {
    const child = childElement(data, name);
    const [, year, month, day] = /^(\d{4})-?(\d{2})-?(\d{2})/.exec(child ? elementText(child).trim() : "") ?? [];
    if (year) return new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  }
  // A Monday, the first of its month and year.
  return new Date(Date.UTC(2018, 0, 1));
}

const partsOf = (day: Date): Record<string, string> => ({
  DayOfWeek: String(2 ** day.getUTCDay()),
  DayOfMonth: String(day.getUTCDate()),
  WeekOfMonth: String(Math.ceil(day.getUTCDate() / 7)),
  MonthOfYear: String(day.getUTCMonth() + 1),
});

const HOUR = 3_600_000;

/** An event lasts an hour unless somebody says otherwise. */
export function otherTime(facts: Facts): Fix | undefined {
  const names = new Set<string>();
  const edits = itemsOf(facts).flatMap(({ command, data, dataPath }) => {
    const [start, end] = ["StartTime", "EndTime"].map((name) => childElement(data, name, "Calendar"));
    const there = start ?? end;
    const time =
      there && !(start && end) && command === "Add" ? shifted(elementText(there), start ? HOUR : -HOUR) : undefined;
    if (time === undefined) return [];
    const name = start ? "EndTime" : "StartTime";
    names.add(name);
    return put({ element: data, path: dataPath }, { namespace: "Calendar", name, content: time });
  });
  return fixOf(`Add ${[...names].join(", ")}`, edits);
}

/** A time in the form it was given in; undefined for what is none. */
function shifted(text: string, by: number): string | undefined {
  const match = /^(\d{4})(-?)(\d{2})-?(\d{2})T(\d{2}):?(\d{2}):?(\d{2})(\.\d{1,3})?Z$/.exec(text.trim());
  if (!match) return undefined;
  const [, year, dash, month, day, hour, minute, second] = match;
  const [years, months, days, hours, minutes, seconds] = [year, month, day, hour, minute, second].map(Number);
  const date = new Date(Date.UTC(years ?? 0, (months ?? 1) - 1, days, hours, minutes, seconds) + by);
  const iso = Number.isNaN(date.getTime()) ? undefined : date.toISOString();
  return dash === "" ? iso?.replace(/[-:]|\.\d+/g, "") : iso;
}

const dates = ["StartDate", "UtcStartDate", "DueDate", "UtcDueDate"] as const;

/** Where a date is taken from when it is missing: its twin, then the other end. */
const instead: Readonly<Record<string, readonly string[]>> = {
  StartDate: ["UtcStartDate", "DueDate", "UtcDueDate"],
  UtcStartDate: ["StartDate", "UtcDueDate", "DueDate"],
  DueDate: ["UtcDueDate", "StartDate", "UtcStartDate"],
  UtcDueDate: ["DueDate", "UtcStartDate", "StartDate"],
};

const flags = (facts: Facts): Placed[] =>
  allOf(facts, ({ namespace, name }) => namespace === "Email" && name === "Flag");

const valueIn = ({ element }: Placed, name: string): string => {
  const child = childElement(element, name, "Tasks");
  return child ? elementText(child).trim() : "";
};

export function flagDates(facts: Facts): Fix | undefined {
  const edits = flags(facts).flatMap((place) => {
    const missing = dates.filter((name) => valueIn(place, name) === "");
    if (missing.length === dates.length) return [];
    return missing.flatMap((name) => {
      const source = instead[name]?.find((other) => valueIn(place, other) !== "");
      return source ? put(place, { namespace: "Tasks", name, content: valueIn(place, source) }) : [];
    });
  });
  return fixOf("Add the other dates", edits);
}

/** When the flag is due, or no reminder. */
export function reminderTime(facts: Facts): Fix | undefined {
  let isOff = false;
  const edits = flags(facts).flatMap((place): Edit[] => {
    if (valueIn(place, "ReminderSet") !== "1" || valueIn(place, "ReminderTime") !== "") return [];
    const due = valueIn(place, "UtcDueDate") || valueIn(place, "DueDate");
    if (due) return put(place, { namespace: "Tasks", name: "ReminderTime", content: due });
    isOff = true;
    return [{ kind: "set-content", path: `${place.path}/ReminderSet`, content: "0" }];
  });
  return fixOf(isOff ? "Set no reminder" : "Add ReminderTime", edits);
}

/** All of a new attachment but its bytes, which only a person has. */
export function attachment(facts: Facts): Fix | undefined {
  const adds = allOf(facts, ({ namespace, name }) => namespace === "AirSyncBase" && name === "Attachments").flatMap(
    ({ element }) => childElements(element, "Add", "AirSyncBase"),
  );
  if (adds.some((add) => !childElement(add, "Content"))) return undefined;
  const { seed } = makingOf(facts);
  const wanted = new Set(adds);
  const edits = allOf(facts, (element) => wanted.has(element)).flatMap((place) =>
    (
      [
        ["ClientId", freshId(`${place.path} ${seed}`)],
        ["Method", "1"],
        ["DisplayName", "attachment"],
      ] as const
    )
      .filter(([name]) => !childElement(place.element, name))
      .flatMap(([name, content]) => put(place, { namespace: "AirSyncBase", name, content })),
  );
  return fixOf("Add what is missing", edits);
}
