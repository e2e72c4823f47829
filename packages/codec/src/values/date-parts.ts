import type { Span } from "../document.ts";
import type { ValueField } from "./decoded.ts";

/** Compact DateTime (MS-ASDTYPE 2.7.2) or dateTime (MS-ASDTYPE 2.3). */
export type DateForm = "compact" | "extended";

const PATTERN =
  /^\s*(?<year>\d{4})(?<dash>-?)(?<month>\d{2})(?<dash2>-?)(?<day>\d{2})(?:(?<t>[Tt ])(?<hour>\d{2})(?<colon>:?)(?<minute>\d{2})(?:(?<colon2>:?)(?<second>\d{2})(?:[.,](?<fraction>\d+))?)?)?(?<zone>[Zz]|[+-]\d{2}(?::?\d{2})?)?\s*$/d;

const NUMBERS = ["year", "month", "day", "hour", "minute", "second"] as const;

/** A date as it is spelled; what is absent was not written. */
export interface DateParts {
  text: string;
  groups: Readonly<Record<string, string | undefined>>;
  spanOf(name: string): Span;
  /** The part as a number, 0 when absent. */
  number(name: (typeof NUMBERS)[number]): number;
}

/** Any spelling of year, month, day and perhaps time, in this order; undefined for everything else. */
export function matchDate(text: string): DateParts | undefined {
  const match = PATTERN.exec(text);
  const groups = match?.groups;
  if (!groups) return undefined;
  return {
    text,
    groups,
    spanOf(name) {
      const [start, end] = match.indices?.groups?.[name] ?? [text.length, text.length];
      return { start, end };
    },
    number: (name) => Number(groups[name] ?? 0),
  };
}

/** Milliseconds since 1970-01-01 UTC; without a zone the time is taken for UTC. */
export function timeOfDate(parts: DateParts): number {
  const milliseconds = Number((parts.groups.fraction ?? "").slice(0, 3).padEnd(3, "0"));
  const date = new Date(0);
  // Date.UTC takes the years 0 to 99 for 1900 to 1999.
  date.setUTCFullYear(parts.number("year"), parts.number("month") - 1, parts.number("day"));
  date.setUTCHours(parts.number("hour"), parts.number("minute"), parts.number("second"), milliseconds);
  return date.getTime() - offsetMinutes(parts.groups.zone) * 60_000;
}

export function dateFields(parts: DateParts): ValueField[] {
  const fields: ValueField[] = [];
  for (const name of [...NUMBERS, "fraction", "zone"]) {
    const part = parts.groups[name];
    if (part !== undefined) fields.push({ name, span: parts.spanOf(name), text: fieldText(name, part) });
  }
  return fields;
}

/** Minutes east of UTC. */
export function offsetMinutes(zone = "Z"): number {
  const [, sign, hours = 0, minutes = 0] = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone) ?? [];
  return (Number(hours) * 60 + Number(minutes)) * (sign === "-" ? -1 : 1);
}

function fieldText(name: string, part: string): string {
  if (name === "zone") return /z/i.test(part) ? "UTC" : `UTC${part}`;
  return name === "fraction" ? `0.${part} seconds` : String(Number(part));
}
