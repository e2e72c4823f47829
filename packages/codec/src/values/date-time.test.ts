import { describe, expect, test } from "vitest";
import { decodeCompactDateTime, decodeDateTime, encodeCompactDateTime, encodeDateTime } from "./date-time.ts";

const nine = Date.UTC(2026, 2, 21, 9);
const codes = (decoded: { problems: { code: string }[] }) => decoded.problems.map(({ code }) => code);

describe("dates", () => {
  test("both forms name the same moment, and are written back", () => {
    expect(decodeCompactDateTime("20260321T090000Z")).toMatchObject({ value: nine, problems: [] });
    expect(decodeDateTime("2026-03-21T09:00:00.000Z")).toMatchObject({ value: nine, problems: [] });
    expect(decodeDateTime("2026-03-21T09:00:00Z")).toMatchObject({ value: nine, problems: [] });
    expect(encodeCompactDateTime(nine)).toEqual({ text: "20260321T090000Z", problems: [] });
    expect(encodeDateTime(nine)).toEqual({ text: "2026-03-21T09:00:00.000Z", problems: [] });
  });

  test("the example of MS-ASDTYPE 2.3 is 8:35 on Christmas 2000", () => {
    expect(decodeDateTime("2000-12-25T08:35:00.000Z").value).toBe(Date.UTC(2000, 11, 25, 8, 35));
  });

  test("every part has its place in the text", () => {
    const { fields } = decodeDateTime("2026-03-21T09:00:07.250Z");
    expect(fields.map(({ name, span, text }) => [name, span.start, span.end, text])).toEqual([
      ["year", 0, 4, "2026"],
      ["month", 5, 7, "3"],
      ["day", 8, 10, "21"],
      ["hour", 11, 13, "9"],
      ["minute", 14, 16, "0"],
      ["second", 17, 19, "7"],
      ["fraction", 20, 23, "0.250 seconds"],
      ["zone", 23, 24, "UTC"],
    ]);
  });

  test.each<[string, string[]]>([
    ["2026-03-21T09:00:00Z", ["date-form"]],
    ["20260321T090000.000Z", ["date-form"]],
    ["20260321t090000Z", ["date-form"]],
    ["20260321T090000z", ["date-form"]],
    ["20260321T0900Z", ["date-form"]],
    [" 20260321T090000Z\r\n", ["date-white-space"]],
    ["20260321T090000", ["date-without-zone"]],
    ["20260321T100000+0100", ["date-offset"]],
    ["20260321T043000-04:30", ["date-offset"]],
  ])("reads %j in a compact place as the same moment, with a warning", (text, expected) => {
    const decoded = decodeCompactDateTime(text);
    expect(decoded.value).toBe(nine);
    expect(codes(decoded)).toEqual(expected);
  });

  test("reads a compact date in an extended place, with a warning", () => {
    expect(codes(decodeDateTime("20260321T090000Z"))).toEqual(["date-form"]);
  });

  test("a date alone is midnight UTC", () => {
    const decoded = decodeDateTime("2026-03-21");
    expect(decoded.value).toBe(Date.UTC(2026, 2, 21));
    expect(codes(decoded)).toEqual(["date-without-time", "date-without-zone"]);
  });

  test("more than milliseconds are cut, and said", () => {
    const decoded = decodeDateTime("2026-03-21T09:00:00.1239999Z");
    expect(decoded.value).toBe(nine + 123);
    expect(decoded.problems).toMatchObject([
      { code: "date-precision", severity: "info", span: { start: 20, end: 27 } },
    ]);
  });

  test("24 hours are the midnight that ends a day", () => {
    expect(decodeDateTime("2026-03-21T24:00:00.000Z")).toMatchObject({ value: Date.UTC(2026, 2, 22), problems: [] });
  });

  test.each<[string, number, number]>([
    ["20261321T090000Z", 4, 6],
    ["20260021T090000Z", 4, 6],
    ["20260229T090000Z", 6, 8],
    ["20260300T090000Z", 6, 8],
    ["20260321T240001Z", 9, 11],
    ["20260321T250000Z", 9, 11],
    ["20260321T096000Z", 11, 13],
    ["20260321T090060Z", 13, 15],
    ["20260321T090000+1500", 15, 20],
    ["20260321T090000+0175", 15, 20],
  ])("%s names a time that does not exist", (text, start, end) => {
    const { value, problems } = decodeCompactDateTime(text);
    expect(value).toBeUndefined();
    expect(problems.filter(({ severity }) => severity === "error")).toMatchObject([
      { code: "date-range", source: "value", span: { start, end } },
    ]);
  });

  test("leap days and early years are counted by the calendar", () => {
    expect(decodeCompactDateTime("20240229T000000Z").value).toBe(Date.UTC(2024, 1, 29));
    expect(decodeCompactDateTime("19000229T000000Z").value).toBeUndefined();
    expect(decodeDateTime("0050-01-01T00:00:00Z").value).toBe(Date.parse("0050-01-01T00:00:00Z"));
  });

  test.each(["", "today", "21.03.2026", "2026-3-21", "1774083600", "20260321T", "20260321T09", "\ud800"])(
    "%j is not a date",
    (text) => {
      expect(decodeCompactDateTime(text)).toMatchObject({
        fields: [],
        problems: [{ code: "not-a-date", severity: "error", span: { start: 0, end: text.length } }],
      });
    },
  );

  test("parts of a second are dropped from the compact form, and said", () => {
    const { text, problems } = encodeCompactDateTime(nine + 1);
    expect(text).toBe("20260321T090000Z");
    expect(problems).toMatchObject([{ code: "date-precision", severity: "info" }]);
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY, -1e14, 1e15])("%d milliseconds are written as nothing", (time) => {
    for (const encode of [encodeCompactDateTime, encodeDateTime]) {
      const { text, problems } = encode(time);
      expect(text).toBeUndefined();
      expect(problems.map(({ code }) => code)).toEqual(["date-range"]);
    }
  });
});
