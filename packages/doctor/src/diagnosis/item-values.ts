import { childElement, childElements, elementText } from "@easel/codec/document";
import { elementFacts } from "../knowledge/content-model/index.ts";
import { evidenceOf, type Placed } from "./elements.ts";
import type { Facts } from "./facts.ts";
import type { Finding } from "./finding.ts";
import { fieldsOf, type Item, itemsOf } from "./item-places.ts";

const MAX_PLACES = 5;

/** The greatest of whole numbers from 0 on, by namespace and element. */
const ranges: Readonly<Record<string, number>> = {
  "Calendar:BusyStatus": 4,
  "Calendar:Sensitivity": 3,
  "Calendar:AllDayEvent": 1,
  "Tasks:Sensitivity": 3,
  "Tasks:Importance": 2,
  "Tasks:Complete": 1,
  "Email:Importance": 2,
};

/** Fields of tasks and contacts that hold a dateTime in the long form (MS-ASDTYPE 2.3). */
const longDates = new Set([
  "Tasks:UtcStartDate",
  "Tasks:StartDate",
  "Tasks:UtcDueDate",
  "Tasks:DueDate",
  "Tasks:DateCompleted",
  "Tasks:ReminderTime",
  "Contacts:Birthday",
  "Contacts:Anniversary",
]);
const LONG_DATE = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,3})?Z?$/;

/** What each Type of Recurrence needs besides (MS-ASCAL and MS-ASTASK, Type). */
export const recurrenceNeeds: Readonly<Record<string, readonly string[]>> = {
  "0": [],
  "1": ["DayOfWeek"],
  "2": ["DayOfMonth"],
  "3": ["WeekOfMonth", "DayOfWeek"],
  "5": ["DayOfMonth", "MonthOfYear"],
  "6": ["WeekOfMonth", "DayOfWeek", "MonthOfYear"],
};

/** Values in an item that no server can take as meant; each kind once, with its places. */
export function itemValues(facts: Facts): Finding[] {
  const byRule = new Map<string, Finding>();
  for (const item of itemsOf(facts)) {
    const series = seriesWithoutZone(item);
    // What the server has taken is good enough, but a series without a zone goes wrong later.
    const found = facts.reply?.succeeded
      ? series
      : [...fieldsOf(item).flatMap((place) => fieldValue(facts, place)), ...series, ...orderAt25(facts, item)];
    for (const finding of found) {
      const first = byRule.get(finding.rule);
      if (!first) byRule.set(finding.rule, finding);
      else {
        if (first.evidence.length < MAX_PLACES) first.evidence.push(...finding.evidence);
        if (first.fix && finding.fix) first.fix.push(...finding.fix);
      }
    }
  }
  return [...byRule.values()];
}

function fieldValue(facts: Facts, place: Placed): Finding[] {
  const { element } = place;
  const key = `${element.namespace}:${element.name}`;
  const text = elementText(element).trim();
  if (element.name === "Recurrence") return recurrence(place);
  const max = Object.hasOwn(ranges, key) ? ranges[key] : undefined;
  if (max !== undefined && text !== "" && !(/^\d{1,3}$/.test(text) && Number(text) <= max)) {
    const known = elementFacts(element.namespace, element.name);
    return [
      {
        rule: "item-value-range",
        severity: "error",
        title: `${element.name} is ${text.slice(0, 20)}, which is none of its values`,
        explanation: `${element.name} takes whole numbers from 0 to ${max}. Servers refuse the item, or put a value of their own there.`,
        advice: `Send a number from 0 to ${max}, or leave ${element.name} out.`,
        evidence: [evidenceOf("request", place)],
        ...(known ? { spec: { document: known.document, section: known.section } } : {}),
      },
    ];
  }
  if (longDates.has(key) && text !== "" && !LONG_DATE.test(text)) {
    return [
      {
        rule: "item-date-form",
        severity: "error",
        title: `${element.name} is not a date in the long form`,
        explanation: `Tasks and contacts take a dateTime like 2026-11-23T08:00:00.000Z; here it is “${text.slice(0, 40)}”. The short form (20261123T080000Z) is the calendar's.`,
        advice: "Write date and time with dashes and colons, in UTC, with Z.",
        evidence: [evidenceOf("request", place)],
        spec: { document: "MS-ASDTYPE", section: "2.3" },
      },
    ];
  }
  if (facts.version === "2.5" && element.namespace === "Calendar" && /(?<!\r)\n/.test(elementText(element))) {
    return [
      {
        rule: "item-bare-lf",
        severity: "warning",
        title: `${element.name} holds line ends in LF alone`,
        explanation:
          "At 2.5 texts of an event go to the server as they are, and Exchange 2003 refuses an event whose lines end in LF.",
        advice: "End lines with CRLF.",
        evidence: [evidenceOf("request", place)],
        spec: { document: "MS-ASDTYPE", section: "2.7" },
        fix: [
          {
            kind: "set-content",
            path: place.path,
            content: elementText(element).replace(/\r\n|\r|\n/g, "\r\n"),
          },
        ],
        fixLabel: "Use CRLF",
      },
    ];
  }
  return [];
}

function recurrence(place: Placed): Finding[] {
  const { element } = place;
  const type = childElement(element, "Type");
  const text = type ? elementText(type).trim() : "";
  const needs = Object.hasOwn(recurrenceNeeds, text) ? recurrenceNeeds[text] : undefined;
  const missing = needs?.filter((name) => !childElement(element, name)) ?? [];
  if (needs && missing.length === 0) return [];
  return [
    {
      rule: "recurrence-incomplete",
      severity: "error",
      title: needs ? `Recurrence of Type ${text} lacks ${missing.join(" and ")}` : "Recurrence has no Type that exists",
      explanation: needs
        ? `Type ${text} says how it repeats, ${(needs ?? []).join(" and ")} when. Without it there is no rule, and the item is refused.`
        : "Type is 0 daily, 1 weekly, 2 monthly, 3 monthly on the nth day, 5 yearly, 6 yearly on the nth day.",
      advice: needs ? `Add ${missing.join(" and ")}.` : "Send one of these.",
      evidence: [evidenceOf("request", place)],
      spec:
        element.namespace === "Tasks"
          ? { document: "MS-ASTASK", section: "2.2.2.20" }
          : { document: "MS-ASCAL", section: "2.2.2.37" },
    },
  ];
}

function seriesWithoutZone({ command, data, dataPath }: Item): Finding[] {
  const series = childElement(data, "Recurrence", "Calendar");
  const allDay = childElement(data, "AllDayEvent", "Calendar");
  const isAllDay = allDay !== undefined && elementText(allDay).trim() === "1";
  if (command !== "Add" || !series || isAllDay || childElement(data, "Timezone", "Calendar")) return [];
  return [
    {
      rule: "series-without-time-zone",
      severity: "warning",
      title: "A repeating event has no Timezone",
      explanation:
        "StartTime is UTC, and a series follows a clock on some wall. Without Timezone each reader takes its own, and the event moves by an hour when clocks change.",
      advice: "Send Timezone with the rules of the zone the event belongs to.",
      evidence: [evidenceOf("request", { element: series, path: `${dataPath}/Recurrence` })],
      spec: { document: "MS-ASCAL", section: "2.2.2.44" },
    },
  ];
}

/** Exchange 2003 reads an event in order: the zone before the times, an exception's name before its content. */
function orderAt25(facts: Facts, { data, dataPath }: Item): Finding[] {
  if (facts.version !== "2.5") return [];
  const names = childElements(data).map(({ name }) => name);
  const zone = names.indexOf("Timezone");
  const late = zone > 0 && names.slice(0, zone).some((name) => ["StartTime", "EndTime", "DtStamp"].includes(name));
  const exceptions = childElement(data, "Exceptions", "Calendar");
  const exception = exceptions
    ? childElements(exceptions, "Exception").find((element) => {
        const at = childElements(element).findIndex(({ name }) => name === "ExceptionStartTime");
        return at > 1 || childElement(element, "Sensitivity") !== undefined;
      })
    : undefined;
  const place: Placed | undefined = late
    ? { element: data, path: dataPath }
    : exception && { element: exception, path: `${dataPath}/Exceptions` };
  if (!place) return [];
  return [
    {
      rule: "event-order-at-25",
      severity: "warning",
      title: late ? "Timezone comes after the times" : "An exception does not begin with its ExceptionStartTime",
      explanation: late
        ? "Servers of 2.5 read an event front to back: times that come before Timezone are taken in another zone, or the event is refused."
        : "Servers of 2.5 want Deleted and ExceptionStartTime first in an Exception, and no Sensitivity there.",
      advice: late
        ? "Write Timezone first."
        : "Write Deleted, ExceptionStartTime, then what differs; leave Sensitivity out.",
      evidence: [evidenceOf("request", place)],
      spec: { document: "MS-ASCAL", section: "2.2.2" },
    },
  ];
}
