import { describe, expect, test } from "vitest";
import { answered, find, rulesOf, syncItem, VIENNA } from "../../test/make-round-trip.ts";
import { diagnose } from "./diagnose.ts";

const event = (start: string, end: string, more = "", version = "16.1") =>
  syncItem(`<c:StartTime>${start}</c:StartTime><c:EndTime>${end}</c:EndTime>${more}`, { version });
const ask = (...parts: Parameters<typeof event>) => rulesOf(diagnose(event(...parts)));
const WHOLE = "<c:AllDayEvent>1</c:AllDayEvent>";
const ZONE = `<c:Timezone>${VIENNA}</c:Timezone>`;

describe("an event", () => {
  test("ends after it begins", () => {
    expect(ask("20260909T130000Z", "20260909T120000Z")).toEqual(["event-ends-before-start"]);
    expect(ask("20260909T130000Z", "20260909T130000Z")).toEqual([]);
    expect(rulesOf(diagnose(answered(event("20260909T130000Z", "20260909T120000Z"), 200)))).toEqual(["accepted"]);
  });
});

describe("an event of whole days from 16.0 on", () => {
  test("says dates alone, without a zone", () => {
    expect(ask("20260909T000000Z", "20260910T000000Z", WHOLE)).toEqual([]);
    expect(ask("20260909T000000Z", "20260910T000000Z", WHOLE + ZONE)).toEqual(["all-day-with-zone"]);
    expect(ask("20260908T220000Z", "20260909T220000Z", WHOLE, "16.0")).toEqual(["all-day-with-time"]);
  });

  test("is mended to the date that was meant", () => {
    const finding = find(diagnose(event("20260908T220000Z", "20260909T220000Z", WHOLE)), "all-day-with-time");
    expect(finding.fix).toMatchObject([{ content: "20260909T000000Z" }, { content: "20260910T000000Z" }]);
  });
});

describe("an event of whole days up to 14.1", () => {
  test.each([
    ["in summer", "20260908T220000Z", "20260909T220000Z"],
    ["in winter", "20261201T230000Z", "20261203T230000Z"],
    ["over a change of the clock", "20261023T220000Z", "20261025T230000Z"],
  ])("begins at midnight of its zone: %s", (_name, start, end) => {
    expect(ask(start, end, WHOLE + ZONE, "14.1")).toEqual([]);
  });

  test("at another hour, or not for whole days, is told", () => {
    expect(ask("20260909T070000Z", "20260910T070000Z", WHOLE + ZONE, "14.1")).toEqual(["all-day-not-midnight"]);
    expect(ask("20260909T220000Z", "20260910T060000Z", WHOLE, "12.1")).toEqual(["all-day-not-midnight"]);
  });
});
