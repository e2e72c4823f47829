import { encodeBase64 } from "../bytes/index.ts";
import { ProblemList } from "../problem-list.ts";
import { checkTimeZone } from "./check-time-zone.ts";
import type { DecodedValue, EncodedValue } from "./decoded.ts";
import { describeTransition } from "./describe-time-zone.ts";
import { FieldList } from "./field-list.ts";
import { readSystemTime, type SystemTime, unwritablePart, writeSystemTime } from "./system-time.ts";
import { readValueInput } from "./value-input.ts";

/**
 * The time zone of Calendar:Timezone and Email:TimeZone (MS-ASDTYPE 2.7.6). Biases are minutes to add to
 * local time to get UTC: Central Europe has `bias` -60, `standardBias` 0 and `daylightBias` -60.
 */
export interface TimeZone {
  bias: number;
  /** At most 32 UTF-16 units; what the structure holds, without the zeros at its end. */
  standardName: string;
  /** When standard time begins. */
  standardDate: SystemTime;
  standardBias: number;
  daylightName: string;
  /** When daylight saving time begins. */
  daylightDate: SystemTime;
  daylightBias: number;
}

export const TIME_ZONE_LENGTH = 172;

/** Offset and length of each field, MS-ASDTYPE 2.7.6. */
export const timeZoneLayout = [
  ["Bias", 0, 4],
  ["StandardName", 4, 64],
  ["StandardDate", 68, 16],
  ["StandardBias", 84, 4],
  ["DaylightName", 88, 64],
  ["DaylightDate", 152, 16],
  ["DaylightBias", 168, 4],
] as const;

const NAME_UNITS = 32;

/**
 * Decodes the element's base64 text, or the 172 bytes. Any 172 bytes give a value that encodes back to them.
 * Problems: `time-zone-length`, `time-zone-date`, `time-zone-bias`, `time-zone-rules`, `time-zone-name`,
 * and those of base64 text.
 */
export function decodeTimeZone(input: string | Uint8Array): DecodedValue<TimeZone> {
  const problems = new ProblemList("value");
  const blob = readValueInput(input, problems);
  const list = new FieldList(blob, problems);
  const { bytes } = blob;
  if (bytes.length !== TIME_ZONE_LENGTH) {
    const message = () => `A time zone has ${TIME_ZONE_LENGTH} bytes; here are ${bytes.length}.`;
    list.problem("error", "time-zone-length", message, Math.min(bytes.length, TIME_ZONE_LENGTH), bytes.length);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (const [name, at, length] of timeZoneLayout) {
    const whole = at + length <= bytes.length;
    list.add(name, at, Math.min(at + length, bytes.length), whole ? fieldText(view, at, length) : "cut off");
  }
  list.add("after the structure", TIME_ZONE_LENGTH, bytes.length, "not part of a time zone");
  if (bytes.length < TIME_ZONE_LENGTH) return { fields: list.fields, problems: problems.finish() };
  const value = readTimeZone(view);
  checkTimeZone(value, list);
  return { value, fields: list.fields, problems: problems.finish() };
}

/**
 * The 172 bytes and their base64 text. A name over 32 UTF-16 units, a bias that is no 32-bit number or a date
 * part that is no 16-bit number is an error (`time-zone-range`).
 */
export function encodeTimeZone(value: TimeZone): EncodedValue {
  const problems = new ProblemList("value");
  for (const fault of rangeFaults(value)) problems.add("error", "time-zone-range", () => fault);
  if (problems.hasError) return { problems: problems.finish() };
  const bytes = new Uint8Array(TIME_ZONE_LENGTH);
  const view = new DataView(bytes.buffer);
  view.setInt32(0, value.bias, true);
  writeName(view, 4, value.standardName);
  writeSystemTime(view, 68, value.standardDate);
  view.setInt32(84, value.standardBias, true);
  writeName(view, 88, value.daylightName);
  writeSystemTime(view, 152, value.daylightDate);
  view.setInt32(168, value.daylightBias, true);
  return { text: encodeBase64(bytes), bytes, problems: problems.finish() };
}

const readTimeZone = (view: DataView): TimeZone => ({
  bias: view.getInt32(0, true),
  standardName: readName(view, 4),
  standardDate: readSystemTime(view, 68),
  standardBias: view.getInt32(84, true),
  daylightName: readName(view, 88),
  daylightDate: readSystemTime(view, 152),
  daylightBias: view.getInt32(168, true),
});

function fieldText(view: DataView, at: number, length: number): string {
  if (length === 64) return readName(view, at).split("\0", 1)[0] || "no name";
  if (length === 16) return describeTransition(readSystemTime(view, at));
  const minutes = view.getInt32(at, true);
  return `${minutes} ${Math.abs(minutes) === 1 ? "minute" : "minutes"}`;
}

function readName(view: DataView, at: number): string {
  let name = "";
  for (let index = 0; index < NAME_UNITS; index++) name += String.fromCharCode(view.getUint16(at + index * 2, true));
  let end = name.length;
  while (end > 0 && name.charCodeAt(end - 1) === 0) end--;
  return name.slice(0, end);
}

function writeName(view: DataView, at: number, name: string): void {
  for (let index = 0; index < name.length; index++) view.setUint16(at + index * 2, name.charCodeAt(index), true);
}

function* rangeFaults(value: TimeZone): Generator<string> {
  for (const key of ["bias", "standardBias", "daylightBias"] as const) {
    if (value[key] !== (value[key] | 0)) yield `${key} is ${value[key]}; it must be a whole number of 32 bits.`;
  }
  for (const key of ["standardName", "daylightName"] as const) {
    const units = value[key].length;
    if (units > NAME_UNITS) yield `${key} has ${units} UTF-16 units; the structure has room for ${NAME_UNITS}.`;
  }
  for (const key of ["standardDate", "daylightDate"] as const) {
    const part = unwritablePart(value[key]);
    if (part) yield `${key}.${part} must be a whole number from 0 to 65535.`;
  }
}
