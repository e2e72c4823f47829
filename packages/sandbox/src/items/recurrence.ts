import { childElement, type ElementNode, elementText } from "@easel/codec/document";
import { bool, holds, int, oneOf, type Rule, type Shape } from "./rules.ts";

/** What each Type needs besides, and what must not stand beside it (MS-ASCAL 2.2.2.45, MS-ASTASK 2.2.2.29). */
const patterns: Readonly<Record<string, { needs: readonly string[]; bars: readonly string[] }>> = {
  "0": { needs: [], bars: ["DayOfMonth", "WeekOfMonth", "MonthOfYear"] },
  "1": { needs: ["DayOfWeek"], bars: ["DayOfMonth", "WeekOfMonth", "MonthOfYear"] },
  "2": { needs: ["DayOfMonth"], bars: ["DayOfWeek", "WeekOfMonth", "MonthOfYear"] },
  "3": { needs: ["WeekOfMonth", "DayOfWeek"], bars: ["DayOfMonth", "MonthOfYear"] },
  "5": { needs: ["DayOfMonth", "MonthOfYear"], bars: ["DayOfWeek", "WeekOfMonth"] },
  "6": { needs: ["WeekOfMonth", "DayOfWeek", "MonthOfYear"], bars: ["DayOfMonth"] },
};

const shared: Shape = {
  Type: oneOf(0, 1, 2, 3, 5, 6),
  Occurrences: int(1, 999),
  Interval: int(0, 999),
  WeekOfMonth: int(1, 5),
  DayOfMonth: int(1, 31),
  MonthOfYear: int(1, 12),
  CalendarType: oneOf(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 14, 15, 20),
  IsLeapMonth: bool,
  FirstDayOfWeek: int(0, 6),
};

/** The Recurrence of a class; `own` has the rules of the elements that differ: dates, and how days add up. */
export const recurrence = (home: string, own: Shape, needed: readonly string[]): Rule =>
  holds(home, { ...shared, ...own }, ["Type", ...needed], isOnePattern);

function isOnePattern(element: ElementNode): boolean {
  const has = (name: string) => childElement(element, name) !== undefined;
  const type = childElement(element, "Type");
  const pattern = patterns[type ? elementText(type) : ""];
  // A series ends at a date or after a number of times, not both.
  if (!pattern || (has("Until") && has("Occurrences"))) return false;
  return pattern.needs.every(has) && !pattern.bars.some(has);
}
