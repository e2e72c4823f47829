import type { FieldList } from "./field-list.ts";

/**
 * SYSTEMTIME (MS-DTYP 2.3.13): eight 16-bit numbers, little-endian. In a time zone it is a rule when
 * `year` is 0: `dayOfWeek` in the week `day` (1-4, 5 is the last) of `month`, every year; else one date.
 */
export interface SystemTime {
  year: number;
  /** 1-12; 0 means there is no rule. */
  month: number;
  /** 0 is Sunday. */
  dayOfWeek: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  milliseconds: number;
}

export const SYSTEM_TIME_LENGTH = 16;

/** The numbers in the order they are written, with the largest that means something. */
const PARTS = [
  ["year", 30_827],
  ["month", 12],
  ["dayOfWeek", 6],
  ["day", 31],
  ["hour", 23],
  ["minute", 59],
  ["second", 59],
  ["milliseconds", 999],
] as const;

export const noSystemTime = (): SystemTime => ({
  year: 0,
  month: 0,
  dayOfWeek: 0,
  day: 0,
  hour: 0,
  minute: 0,
  second: 0,
  milliseconds: 0,
});

export function readSystemTime(view: DataView, at: number): SystemTime {
  const time = noSystemTime();
  for (const [index, [part]] of PARTS.entries()) time[part] = view.getUint16(at + index * 2, true);
  return time;
}

export function writeSystemTime(view: DataView, at: number, time: SystemTime): void {
  for (const [index, [part]] of PARTS.entries()) view.setUint16(at + index * 2, time[part], true);
}

/** The first number that does not fit into 16 bits. */
export const unwritablePart = (time: SystemTime): string | undefined =>
  PARTS.find(([part]) => !Number.isInteger(time[part]) || time[part] < 0 || time[part] > 0xffff)?.[0];

export const isNoSystemTime = (time: SystemTime): boolean => PARTS.every(([part]) => time[part] === 0);

/** Notes numbers of a transition that no calendar has. `at` is the offset of its 16 bytes. */
export function checkTransition(name: string, time: SystemTime, at: number, list: FieldList): void {
  if (isNoSystemTime(time)) return;
  for (const [index, [part, highest]] of PARTS.entries()) {
    if (time[part] <= highest) continue;
    const message = () => `${name} has ${part} ${time[part]}; the highest is ${highest}.`;
    list.problem("error", "time-zone-date", message, at + index * 2, at + index * 2 + 2);
  }
  if (time.month === 0) {
    const message = () =>
      `${name} has no month, so its other numbers mean nothing. Fill in the month or write all zeros.`;
    list.problem("warning", "time-zone-date", message, at, at + SYSTEM_TIME_LENGTH);
  } else if (time.year === 0 && (time.day < 1 || time.day > 5)) {
    const message = () =>
      `${name} has day ${time.day}; with year 0 it is the week of the month, 1 to 4, or 5 for the last.`;
    list.problem("error", "time-zone-date", message, at + 6, at + 8);
  } else if (time.year !== 0 && !isDayOfMonth(time)) {
    const message = () => `${name} has day ${time.day}, which month ${time.month} of ${time.year} does not have.`;
    list.problem("error", "time-zone-date", message, at + 6, at + 8);
  }
}

const isDayOfMonth = ({ year, month, day }: SystemTime): boolean =>
  day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
