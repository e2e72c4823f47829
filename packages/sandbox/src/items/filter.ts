import { decodeCompactDateTime } from "@easel/codec/values";
import { filterStart, type Item } from "../mailbox/index.ts";
import { propertyText } from "./properties.ts";

/** Tasks that are not done (MS-ASCMD 2.2.3.68.2). */
const NOT_DONE = 8;

/** Whether an item passes a FilterType: mail by when it came, events by when they end, series and all else always. */
export function passesFilter(item: Item, filterType: number, now: Date): boolean {
  const start = filterStart(filterType, now);
  if (item.kind === "mail") return start === undefined || item.received >= start;
  const { data } = item;
  if (item.class === "Tasks") return filterType !== NOT_DONE || propertyText(data, "Tasks", "Complete") !== "1";
  if (item.class !== "Calendar" || start === undefined) return true;
  const end = decodeCompactDateTime(propertyText(data, "Calendar", "EndTime") ?? "").value ?? 0;
  return end >= start.getTime() || data.properties.some(({ name }) => name === "Recurrence");
}

/** The values of FilterType a class has; another one is a protocol error. */
export const filterTypesOf: Readonly<Record<string, readonly number[]>> = {
  Email: [0, 1, 2, 3, 4, 5],
  Calendar: [0, 4, 5, 6, 7],
  Tasks: [0, 8],
};
