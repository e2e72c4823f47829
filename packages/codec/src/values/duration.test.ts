import { describe, expect, test } from "vitest";
import { tagByName } from "../protocol/index.ts";
import { decodeDuration, describeDuration, durationUnits, encodeDuration } from "./duration.ts";

describe("lengths of time", () => {
  test("every element with a unit is an element of ActiveSync", () => {
    for (const name of Object.keys(durationUnits)) {
      const [namespace = "", tag = ""] = name.split(":");
      expect(tagByName(namespace, tag)?.name).toBe(tag);
    }
  });

  test("a number counts in its element's unit, and is written back", () => {
    expect(decodeDuration("15", "minutes")).toMatchObject({ value: 900, fields: [{ text: "15 min" }], problems: [] });
    expect(decodeDuration("480", "seconds").value).toBe(480);
    expect(decodeDuration("90", "days").value).toBe(7_776_000);
    expect(encodeDuration(900, "minutes").text).toBe("15");
  });

  test.each(["", "-1", "1.5", "15m", "PT15M", "4294967296", "9".repeat(40)])("%j is no length of time", (text) => {
    expect(decodeDuration(text, "seconds")).toMatchObject({
      fields: [],
      problems: [{ code: "not-a-duration", severity: "error", span: { start: 0, end: text.length } }],
    });
  });

  test.each([90, -60, Number.NaN, 2 ** 32 * 60])("%d seconds are not written in minutes", (seconds) => {
    const { text, problems } = encodeDuration(seconds, "minutes");
    expect(text).toBeUndefined();
    expect(problems.map(({ code }) => code)).toEqual(["not-a-duration"]);
  });

  test.each([
    [0, "0 s"],
    [45, "45 s"],
    [5400, "1 h 30 min"],
    [86_400, "1 day"],
    [172_861, "2 days 1 min 1 s"],
  ])("%d seconds are %s", (seconds, words) => {
    expect(describeDuration(seconds)).toBe(words);
  });
});
