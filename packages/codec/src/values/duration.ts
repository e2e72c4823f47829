import { ProblemList } from "../problem-list.ts";
import type { DecodedValue, EncodedValue } from "./decoded.ts";

/** Seconds of each unit that ActiveSync counts time in. */
const SECONDS = { seconds: 1, minutes: 60, days: 86_400 } as const;

export type DurationUnit = keyof typeof SECONDS;

/** Elements that hold a length of time: a bare number whose unit only the specification tells. */
export const durationUnits: Readonly<Record<string, DurationUnit>> = {
  "AirSync:Wait": "minutes",
  "AirSync:HeartbeatInterval": "seconds",
  "Ping:HeartbeatInterval": "seconds",
  "Calendar:Reminder": "minutes",
  "Email:Reminder": "seconds",
  "Email2:UmAttDuration": "seconds",
  "Provision:MaxInactivityTimeDeviceLock": "seconds",
  "Provision:DevicePasswordExpiration": "days",
};

const HIGHEST = 0xffff_ffff;

/**
 * Reads a length of time, a number from 0 to 4294967295 in the element's unit (`durationUnits`); the value is in
 * seconds. Problem: `not-a-duration`.
 */
export function decodeDuration(text: string, unit: DurationUnit): DecodedValue<number> {
  const number = /^\s*\d{1,20}\s*$/.test(text) ? Number(text) : Number.NaN;
  if (number <= HIGHEST) {
    const value = number * SECONDS[unit];
    return {
      value,
      fields: [{ name: unit, span: { start: 0, end: text.length }, text: describeDuration(value) }],
      problems: [],
    };
  }
  const problems = new ProblemList("value");
  const message = () => `This is not a number of ${unit} from 0 to ${HIGHEST}. ActiveSync writes no units.`;
  problems.add("error", "not-a-duration", message, 0, text.length);
  return { fields: [], problems: problems.finish() };
}

/** The number for so many seconds; an error (`not-a-duration`) when it is not a whole number of the unit. */
export function encodeDuration(seconds: number, unit: DurationUnit): EncodedValue {
  const number = seconds / SECONDS[unit];
  if (Number.isInteger(number) && number >= 0 && number <= HIGHEST) return { text: String(number), problems: [] };
  const problems = new ProblemList("value");
  problems.add(
    "error",
    "not-a-duration",
    () => `${seconds} seconds are not a whole number of ${unit} from 0 to ${HIGHEST}.`,
  );
  return { problems: problems.finish() };
}

/** `1 h 30 min`, `45 s`, `90 days`; `0 s` for nothing. */
export function describeDuration(seconds: number): string {
  const days = Math.floor(seconds / 86_400);
  const parts = [
    [days, days === 1 ? "day" : "days"],
    [Math.floor(seconds / 3600) % 24, "h"],
    [Math.floor(seconds / 60) % 60, "min"],
    [seconds % 60, "s"],
  ] as const;
  const said = parts.filter(([count]) => count > 0).map(([count, unit]) => `${count} ${unit}`);
  return said.join(" ") || "0 s";
}
