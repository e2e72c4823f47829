import { describe, expect, test } from "vitest";
import { describeTimeZone } from "./describe-time-zone.ts";
import { noSystemTime, type SystemTime } from "./system-time.ts";
import { decodeTimeZone, encodeTimeZone, type TimeZone } from "./time-zone.ts";

const rule = (month: number, day: number, hour: number, more: Partial<SystemTime> = {}): SystemTime => ({
  ...noSystemTime(),
  month,
  day,
  hour,
  ...more,
});

const centralEurope: TimeZone = {
  bias: -60,
  standardName: "",
  standardDate: rule(10, 5, 3),
  standardBias: 0,
  daylightName: "",
  daylightDate: rule(3, 5, 2),
  daylightBias: -60,
};

/** As many clients send it for Central Europe. */
const centralEuropeText = `xP///w${"A".repeat(88)}oAAAAFAAM${"A".repeat(103)}MAAAAFAAIAAAAAAAAAxP///w==`;

const decodedWith = (change: Partial<TimeZone>) => {
  const { bytes } = encodeTimeZone({ ...centralEurope, ...change });
  return decodeTimeZone(bytes ?? new Uint8Array(0));
};

const problemsWith = (change: Partial<TimeZone>) =>
  decodedWith(change).problems.map(({ code, severity, span }) => [severity, code, span?.start, span?.end]);

describe("time zone", () => {
  test("reads the blob that clients send for Central Europe, and writes the same text", () => {
    const { value, problems } = decodeTimeZone(centralEuropeText);
    expect(problems).toEqual([]);
    expect(value).toEqual(centralEurope);
    expect(encodeTimeZone(centralEurope).text).toBe(centralEuropeText);
  });

  test("names each field with its bytes, its base64 characters and its meaning", () => {
    const { fields } = decodeTimeZone(centralEuropeText);
    expect(fields.map(({ name }) => name).join(" ")).toBe(
      "Bias StandardName StandardDate StandardBias DaylightName DaylightDate DaylightBias",
    );
    expect(fields[0]).toEqual({
      name: "Bias",
      span: { start: 0, end: 4 },
      textSpan: { start: 0, end: 6 },
      text: "-60 minutes",
    });
    expect(fields[2]?.text).toBe("last Sunday of October 03:00");
    expect(fields[6]).toEqual({
      name: "DaylightBias",
      span: { start: 168, end: 172 },
      textSpan: { start: 224, end: 230 },
      text: "-60 minutes",
    });
  });

  test("keeps names, also what stands behind the zero that ends them", () => {
    const named = decodedWith({ standardName: "W. Europe Standard Time", daylightName: "Sommerzeit\0rest" });
    expect(named.value?.standardName).toBe("W. Europe Standard Time");
    expect(named.value?.daylightName).toBe("Sommerzeit\0rest");
    expect(named.fields[4]?.text).toBe("Sommerzeit");
    expect(named.problems).toMatchObject([{ code: "time-zone-name", span: { start: 88 + 22, end: 152 } }]);
    expect(decodedWith({ standardName: "x".repeat(32) }).value?.standardName).toHaveLength(32);
  });

  test.each<[string, Partial<TimeZone>, unknown[]]>([
    [
      "a bias in seconds",
      { bias: -3600, daylightDate: noSystemTime(), standardDate: noSystemTime() },
      ["warning", "time-zone-bias", 0, 4],
    ],
    ["one rule without the other", { daylightDate: noSystemTime() }, ["warning", "time-zone-rules", 152, 168]],
    ["rules that change nothing", { daylightBias: 0 }, ["warning", "time-zone-rules", 168, 172]],
    ["month 13", { standardDate: rule(13, 5, 3) }, ["error", "time-zone-date", 70, 72]],
    ["a day that is no week", { standardDate: rule(10, 25, 3) }, ["error", "time-zone-date", 74, 76]],
    ["a sixth week", { daylightDate: rule(3, 6, 2) }, ["error", "time-zone-date", 158, 160]],
    ["30 February of a year", { standardDate: rule(2, 30, 3, { year: 2026 }) }, ["error", "time-zone-date", 74, 76]],
    ["a rule without a month", { standardDate: rule(0, 5, 3) }, ["warning", "time-zone-date", 68, 84]],
    ["a daylight bias no clock has", { daylightBias: -1200 }, ["warning", "time-zone-bias", 168, 172]],
  ])("notes %s", (_, change, expected) => {
    expect(problemsWith(change)).toEqual([expected]);
  });

  test("says that a bias looks like seconds", () => {
    expect(decodedWith({ bias: 18_000 }).problems[0]?.message).toContain("300 minutes would fit");
  });

  test("problems of base64 text point at its characters", () => {
    const { text = "" } = encodeTimeZone({ ...centralEurope, bias: -3600 });
    expect(decodeTimeZone(text).problems[0]?.span).toEqual({ start: 0, end: 6 });
  });

  test("a blob that was cut has the fields that are there, and no value", () => {
    const { value, fields, problems } = decodeTimeZone(centralEuropeText.slice(0, 96));
    expect(value).toBeUndefined();
    expect(fields.map(({ name, text }) => [name, text])).toEqual([
      ["Bias", "-60 minutes"],
      ["StandardName", "no name"],
      ["StandardDate", "cut off"],
    ]);
    expect(problems.map(({ message }) => message)).toEqual(["A time zone has 172 bytes; here are 72."]);
  });

  test("text that stops being base64 is read up to there", () => {
    const { fields, problems } = decodeTimeZone(`${centralEuropeText.slice(0, 97)}!${centralEuropeText.slice(98)}`);
    expect(problems).toMatchObject([
      { code: "not-base64", severity: "error", span: { start: 97, end: 98 } },
      { code: "time-zone-length", severity: "error" },
    ]);
    expect(fields[0]?.text).toBe("-60 minutes");
    expect(fields.at(-1)).toMatchObject({ name: "StandardDate", span: { start: 68, end: 72 }, text: "cut off" });
  });

  test("bytes behind the structure are named and are an error", () => {
    const { bytes = new Uint8Array(0) } = encodeTimeZone(centralEurope);
    const { value, fields, problems } = decodeTimeZone(Uint8Array.of(...bytes, 1, 2));
    expect(value).toEqual(centralEurope);
    expect(fields.at(-1)).toMatchObject({ name: "after the structure", span: { start: 172, end: 174 } });
    expect(problems).toMatchObject([{ code: "time-zone-length", severity: "error", span: { start: 172, end: 174 } }]);
  });

  test.each<Partial<TimeZone>>([
    { bias: 0.5 },
    { bias: Number.NaN },
    { daylightBias: 2 ** 31 },
    { standardName: "x".repeat(33) },
    { daylightDate: rule(-1, 1, 1) },
    { standardDate: rule(65_536, 1, 1) },
  ])("writes nothing for %j", (change) => {
    const { text, bytes, problems } = encodeTimeZone({ ...centralEurope, ...change });
    expect([text, bytes]).toEqual([undefined, undefined]);
    expect(problems.map(({ code }) => code)).toEqual(["time-zone-range"]);
  });
});

describe("a time zone in words", () => {
  const none = { standardDate: noSystemTime(), daylightDate: noSystemTime() };

  test.each<[string, Partial<TimeZone>]>([
    ["UTC+1, summer time from last Sunday of March 02:00 to last Sunday of October 03:00", {}],
    ["UTC+1 all year", none],
    ["UTC all year", { ...none, bias: 0 }],
    ["UTC-3:30 all year", { ...none, bias: 210 }],
    ["UTC+5:45 all year", { ...none, bias: -345 }],
    [
      "UTC+10:30, summer time (UTC+11) from first Sunday of October 02:00 to first Sunday of April 02:00",
      { bias: -630, daylightBias: -30, daylightDate: rule(10, 1, 2), standardDate: rule(4, 1, 2) },
    ],
    [
      "UTC+1, summer time from 2026-03-29 02:00 to fourth Saturday of October 23:59:59.999",
      {
        daylightDate: rule(3, 29, 2, { year: 2026 }),
        standardDate: rule(10, 4, 23, { dayOfWeek: 6, minute: 59, second: 59, milliseconds: 999 }),
      },
    ],
    [
      "UTC+1, summer time from never to week 9 weekday 7 of month 13 03:00",
      { daylightDate: noSystemTime(), standardDate: rule(13, 9, 3, { dayOfWeek: 7 }) },
    ],
  ])("%s", (text, change) => {
    expect(describeTimeZone({ ...centralEurope, ...change })).toBe(text);
  });
});
