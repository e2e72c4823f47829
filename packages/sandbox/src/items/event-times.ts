import { decodeCompactDateTime, encodeCompactDateTime, encodeTimeZone, noSystemTime } from "@easel/codec/values";
import type { ItemData } from "../mailbox/index.ts";
import { propertyText, withDefaults } from "./properties.ts";

const PAGE = "Calendar";
const HALF_HOUR = 30 * 60 * 1000;

/** The zone of an event that came without one. */
export const UTC_ZONE =
  encodeTimeZone({
    bias: 0,
    standardName: "UTC",
    standardDate: noSystemTime(),
    standardBias: 0,
    daylightName: "",
    daylightDate: noSystemTime(),
    daylightBias: 0,
  }).text ?? "";

const compact = (milliseconds: number): string => encodeCompactDateTime(milliseconds).text ?? "";

/**
 * The event with both its times; a missing one is taken from the present, rounded up to the half hour. Undefined where
 * it would end before it begins (MS-ASCAL 3.2.4.4). `now` is the present as a Compact DateTime.
 */
export function eventTimes(data: ItemData, now: Date): { data: ItemData; now: string } | undefined {
  const rounded = Math.ceil(now.getTime() / HALF_HOUR) * HALF_HOUR;
  const whole = withDefaults(data, PAGE, { StartTime: compact(rounded), EndTime: compact(rounded + HALF_HOUR) });
  const [start = 0, end = 0] = ["StartTime", "EndTime"].map(
    (name) => decodeCompactDateTime(propertyText(whole, PAGE, name) ?? "").value,
  );
  return end < start ? undefined : { data: whole, now: compact(Math.floor(now.getTime() / 1000) * 1000) };
}
