import { describe, expect, test } from "vitest";
import { rulesOf, syncItem } from "../../test/make-round-trip.ts";
import { diagnose } from "./diagnose.ts";

const ask = (inner: string) => rulesOf(diagnose(syncItem(`<e:Flag>${inner}</e:Flag>`, { command: "Change" })));
const dates = (start: string, due: string) =>
  `<t:StartDate>${start}</t:StartDate><t:UtcStartDate>${start}</t:UtcStartDate><t:DueDate>${due}</t:DueDate><t:UtcDueDate>${due}</t:UtcDueDate>`;
const [EARLY, LATE] = ["2026-11-23T08:00:00.000Z", "2026-11-30T08:00:00.000Z"];
const ACTIVE = "<e:Status>2</e:Status><e:FlagType>Flag for follow-up</e:FlagType>";

describe("a flag", () => {
  test.each([
    ["without dates", ACTIVE],
    ["with all four", ACTIVE + dates(EARLY, LATE)],
    [
      "with a reminder",
      `${ACTIVE}${dates(EARLY, LATE)}<t:ReminderSet>1</t:ReminderSet><t:ReminderTime>${EARLY}</t:ReminderTime>`,
    ],
    ["that is done", `<e:Status>1</e:Status><e:CompleteTime>${EARLY}</e:CompleteTime>`],
  ])("%s is left alone", (_name, inner) => {
    expect(ask(inner)).toEqual([]);
  });

  test.each([
    ["flag-dates", `${ACTIVE}<t:DueDate>${LATE}</t:DueDate>`],
    ["flag-starts-after-due", ACTIVE + dates(LATE, EARLY)],
    ["flag-reminder-without-time", `${ACTIVE}<t:ReminderSet>1</t:ReminderSet>`],
  ])("gives %s for %s", (rule, inner) => {
    expect(ask(inner)).toEqual([rule]);
  });
});
