import type { ProblemList } from "../problem-list.ts";
import { type DateForm, type DateParts, offsetMinutes } from "./date-parts.ts";

const EXAMPLES = {
  compact: "a Compact DateTime, like 20260321T090000Z",
  extended: "a dateTime, like 2026-03-21T09:00:00.000Z",
};

/** Warns of a spelling that is not the form the element takes. */
export function checkDateForm(parts: DateParts, form: DateForm, problems: ProblemList): void {
  const { text, groups } = parts;
  const warn = (code: string, message: string, { start, end } = { start: 0, end: text.length }) =>
    problems.add("warning", code, () => message, start, end);
  if (text.trim().length !== text.length) warn("date-white-space", "White space stands around the date.");
  if (hasOtherForm(parts, form)) warn("date-form", `The date is not written as ${EXAMPLES[form]}.`);
  if (groups.t === undefined) warn("date-without-time", "The time of day is missing; midnight is assumed.");
  const zone = groups.zone?.toUpperCase();
  if (zone === undefined) warn("date-without-zone", "Z is missing at the end; the time is taken for UTC.");
  else if (zone !== "Z") {
    const message = `The date has the offset ${zone}; ActiveSync writes times in UTC, with Z.`;
    warn("date-offset", message, parts.spanOf("zone"));
  }
  if ((groups.fraction?.length ?? 0) > 3) {
    const { start, end } = parts.spanOf("fraction");
    problems.add("info", "date-precision", () => "Only milliseconds of the time are read.", start, end);
  }
}

function hasOtherForm({ groups, text }: DateParts, form: DateForm): boolean {
  const [dash, colon] = form === "compact" ? ["", ""] : ["-", ":"];
  if (groups.dash !== dash || groups.dash2 !== dash) return true;
  if (groups.zone === "z" || text.includes(",")) return true;
  if (groups.t === undefined) return false;
  if (groups.t !== "T" || groups.colon !== colon || groups.colon2 !== colon) return true;
  return form === "compact" && groups.fraction !== undefined;
}

/** Notes parts that no calendar or clock has: `date-range`. */
export function checkDateRange(parts: DateParts, problems: ProblemList): void {
  const [year, month, hour, minute] = [
    parts.number("year"),
    parts.number("month"),
    parts.number("hour"),
    parts.number("minute"),
  ];
  const fail = (name: string, message: string) => {
    const { start, end } = parts.spanOf(name);
    problems.add("error", "date-range", () => message, start, end);
  };
  const day = parts.number("day");
  if (month < 1 || month > 12) fail("month", `There is no month ${month}.`);
  else if (day < 1 || day > daysIn(year, month)) fail("day", `Month ${month} of ${year} has no day ${day}.`);
  // MS-ASDTYPE 2.3 lets hours run to 24, which is midnight at the end of the day.
  const midnight = hour === 24 && minute === 0 && parts.number("second") === 0 && !Number(parts.groups.fraction ?? 0);
  if (hour > 23 && !midnight) fail("hour", `There is no hour ${hour}.`);
  if (minute > 59) fail("minute", `There is no minute ${minute}.`);
  if (parts.number("second") > 59) fail("second", `There is no second ${parts.number("second")}.`);
  const { zone = "Z" } = parts.groups;
  if (Math.abs(offsetMinutes(zone)) > 14 * 60) fail("zone", "No clock is more than 14 hours from UTC.");
  else if (/[6-9]\d$/.test(zone.slice(3))) fail("zone", `The offset ${zone} has more than 59 minutes.`);
}

/** The Gregorian calendar repeats after 400 years, so years that `Date.UTC` moves keep their months. */
const daysIn = (year: number, month: number): number => new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
