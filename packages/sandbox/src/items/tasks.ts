import type { ItemClass } from "./item-class.ts";
import { propertyText, withDefaults, withoutProperty, withProperty } from "./properties.ts";
import { recurrence } from "./recurrence.ts";
import { bool, int, list, longDate, oneOf, type Shape, text } from "./rules.ts";

const PAGE = "Tasks";

const shape: Shape = {
  "AirSyncBase:Body": text(),
  Subject: text(),
  Importance: oneOf(0, 1, 2),
  UtcStartDate: longDate,
  StartDate: longDate,
  UtcDueDate: longDate,
  DueDate: longDate,
  Categories: list(PAGE, "Category", text(), 300),
  Recurrence: recurrence(
    PAGE,
    { Start: longDate, Until: longDate, DayOfWeek: int(1, 254), Regenerate: bool, DeadOccur: bool },
    ["Start"],
  ),
  Complete: bool,
  DateCompleted: longDate,
  Sensitivity: oneOf(0, 1, 2, 3),
  ReminderTime: longDate,
  ReminderSet: bool,
};

/** MS-ASTASK 2.2.2. */
export const tasks: ItemClass = {
  name: PAGE,
  shape,
  serverOnly: () => [],
  canBeGhosted: () => false,
  fits(given) {
    const has = (name: string) => propertyText(given, PAGE, name) !== undefined;
    // MS-ASTASK 2.2.2.12, 2.2.2.26, 2.2.2.31, 2.2.2.32: each date goes with the same one in UTC.
    return has("StartDate") === has("UtcStartDate") && has("DueDate") === has("UtcDueDate");
  },
  complete(data, given, { now }) {
    const whole = withDefaults(data, PAGE, { Importance: "1", Complete: "0", Sensitivity: "0", ReminderSet: "0" });
    // MS-ASTASK 2.2.2.23: a reminder needs its time.
    if (propertyText(whole, PAGE, "ReminderSet") === "1" && propertyText(whole, PAGE, "ReminderTime") === undefined) {
      return undefined;
    }
    if (propertyText(whole, PAGE, "Complete") === "0") return withoutProperty(whole, PAGE, "DateCompleted");
    const isDated = propertyText(whole, PAGE, "DateCompleted") !== undefined && !justDone(given);
    return isDated ? whole : withProperty(whole, PAGE, "DateCompleted", now.toISOString());
  },
};

const justDone = (given: ReadonlySet<string>): boolean => given.has("Complete") && !given.has("DateCompleted");
