import { isNoSystemTime, type SystemTime } from "./system-time.ts";
import type { TimeZone } from "./time-zone.ts";

const DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const MONTHS = "January February March April May June July August September October November December".split(" ");
const WEEKS = ["", "first", "second", "third", "fourth", "last"];

/**
 * A time zone in words: `UTC+1, summer time from last Sunday of March 02:00 to last Sunday of October 03:00`.
 * The offset of summer time is said when it is not one hour ahead. Times are local, before the change.
 */
export function describeTimeZone(zone: TimeZone): string {
  const standard = -(zone.bias + zone.standardBias);
  const daylight = -(zone.bias + zone.daylightBias);
  if (isNoSystemTime(zone.standardDate) && isNoSystemTime(zone.daylightDate)) return `${offsetText(standard)} all year`;
  const offset = daylight === standard + 60 ? "" : ` (${offsetText(daylight)})`;
  const from = describeTransition(zone.daylightDate);
  return `${offsetText(standard)}, summer time${offset} from ${from} to ${describeTransition(zone.standardDate)}`;
}

/** `last Sunday of March 02:00` for a yearly rule, `2026-03-29 02:00` for one date, `never` for all zeros. */
export function describeTransition(time: SystemTime): string {
  if (isNoSystemTime(time)) return "never";
  if (time.year !== 0) return `${digits(time.year, 4)}-${digits(time.month)}-${digits(time.day)} ${clock(time)}`;
  const week = WEEKS[time.day] || `week ${time.day}`;
  const day = DAYS[time.dayOfWeek] ?? `weekday ${time.dayOfWeek}`;
  return `${week} ${day} of ${MONTHS[time.month - 1] ?? `month ${time.month}`} ${clock(time)}`;
}

function clock({ hour, minute, second, milliseconds }: SystemTime): string {
  const fraction = milliseconds ? `.${digits(milliseconds, 3)}` : "";
  return `${digits(hour)}:${digits(minute)}${second || milliseconds ? `:${digits(second)}${fraction}` : ""}`;
}

function offsetText(minutes: number): string {
  if (minutes === 0) return "UTC";
  const size = Math.abs(minutes);
  const rest = size % 60 ? `:${digits(size % 60)}` : "";
  return `UTC${minutes < 0 ? "-" : "+"}${Math.floor(size / 60)}${rest}`;
}

const digits = (value: number, length = 2): string => String(value).padStart(length, "0");
