import { ProblemList } from "../problem-list.ts";
import { checkDateForm, checkDateRange } from "./check-date.ts";
import { type DateForm, dateFields, matchDate, timeOfDate } from "./date-parts.ts";
import type { DecodedValue, EncodedValue } from "./decoded.ts";
import { MAX_VALUE_LENGTH } from "./value-input.ts";

/**
 * Reads a Compact DateTime, `20260321T090000Z` (MS-ASDTYPE 2.7.2): Calendar:StartTime, EndTime, DtStamp and the
 * like. The value is in milliseconds since 1970-01-01 UTC. Other spellings of a date are read and warned about:
 * `date-form`, `date-white-space`, `date-without-time`, `date-without-zone`, `date-offset`, `date-precision`.
 * No value: `not-a-date`, `date-range`.
 */
export const decodeCompactDateTime = (text: string): DecodedValue<number> => decodeDate(text, "compact");

/**
 * Reads a dateTime, `2026-03-21T09:00:00.000Z` (MS-ASDTYPE 2.3): Email:DateReceived, Contacts:Birthday,
 * Tasks:DueDate and the like. Milliseconds may be left out. As `decodeCompactDateTime` otherwise.
 */
export const decodeDateTime = (text: string): DecodedValue<number> => decodeDate(text, "extended");

/** `20260321T090000Z` of milliseconds since 1970-01-01 UTC; parts of a second are dropped (info `date-precision`). */
export function encodeCompactDateTime(milliseconds: number): EncodedValue {
  const { text, problems } = encodeDateTime(milliseconds);
  if (text === undefined) return { problems };
  const list = new ProblemList("value");
  if (!text.endsWith(".000Z")) list.add("info", "date-precision", () => "A Compact DateTime has no parts of a second.");
  return { text: text.replace(/[-:]|\.\d+/g, ""), problems: list.finish() };
}

/** `2026-03-21T09:00:00.000Z` of milliseconds since 1970-01-01 UTC. Years outside 0-9999 are an error (`date-range`). */
export function encodeDateTime(milliseconds: number): EncodedValue {
  const date = new Date(milliseconds);
  const year = date.getUTCFullYear();
  if (year >= 0 && year <= 9999) return { text: date.toISOString(), problems: [] };
  const problems = new ProblemList("value");
  problems.add("error", "date-range", () => "Only times in the years 0 to 9999 can be written.");
  return { problems: problems.finish() };
}

function decodeDate(text: string, form: DateForm): DecodedValue<number> {
  const problems = new ProblemList("value");
  const parts = text.length <= MAX_VALUE_LENGTH ? matchDate(text) : undefined;
  if (!parts) {
    const example = form === "compact" ? "20260321T090000Z" : "2026-03-21T09:00:00.000Z";
    problems.add("error", "not-a-date", () => `This is not a date; one looks like ${example}.`, 0, text.length);
    return { fields: [], problems: problems.finish() };
  }
  checkDateForm(parts, form, problems);
  checkDateRange(parts, problems);
  const fields = dateFields(parts);
  if (problems.hasError) return { fields, problems: problems.finish() };
  return { value: timeOfDate(parts), fields, problems: problems.finish() };
}
