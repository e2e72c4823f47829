import { encodeTimeZone, noSystemTime, type TimeZone } from "@easel/codec/values";
import { describe, expect, test } from "vitest";
import { answered, find, lastSunday, rulesOf, syncItem, VIENNA } from "../../test/make-round-trip.ts";
import { diagnose } from "./diagnose.ts";

const never: TimeZone = {
  bias: 0,
  standardName: "",
  standardDate: noSystemTime(),
  standardBias: 0,
  daylightName: "",
  daylightDate: noSystemTime(),
  daylightBias: 0,
};
const blob = (parts: Partial<TimeZone>) => encodeTimeZone({ ...never, ...parts }).text ?? "";
const WEEKLY = "<c:Recurrence><c:Type>1</c:Type><c:DayOfWeek>8</c:DayOfWeek></c:Recurrence>";
const event = (zone: string, more = "") =>
  syncItem(
    `<c:Timezone>${zone}</c:Timezone><c:StartTime>20260909T130000Z</c:StartTime><c:EndTime>20260909T140000Z</c:EndTime>${more}`,
    { version: "14.1" },
  );
const ask = (zone: string, more?: string) => rulesOf(diagnose(event(zone, more)));
const summer = { standardDate: lastSunday(10, 3), daylightDate: lastSunday(3, 2), daylightBias: -60 };

describe("a time zone", () => {
  test.each([
    ["with both changes", VIENNA],
    ["with its Windows name", blob({ bias: -60, standardName: "W. Europe Standard Time", ...summer })],
    [
      "that never changes",
      blob({ bias: -330, standardName: "India Standard Time", daylightName: "India Daylight Time" }),
    ],
    ["of a place without summer time", blob({ bias: -540, standardName: "(GMT+09:00) Asia/Tokyo" })],
    ["without a name", blob({ bias: 300 })],
    ["all zero", blob({})],
    ["with a name of the client's own", blob({ bias: 480, standardName: "Office" })],
    ["of the southern half", blob({ bias: -600, standardName: "Australia/Sydney", ...summer })],
  ])("%s is left alone, in a series too", (_name, zone) => {
    expect(ask(zone, WEEKLY)).toEqual([]);
  });

  test.each([
    ["(GMT+02:00) Europe/Vienna", -120, "Bias holds the offset of its summer"],
    ["Europe/Berlin", -60, "Europe/Berlin"],
    ["Pacific Standard Time", 480, "UTC-8 all year"],
    ["America/New_York", 300, "DaylightBias"],
  ])("named %s without rules is told, taken or not", (standardName, bias, words) => {
    const zone = blob({ bias, standardName });
    const finding = find(diagnose(event(zone)), "time-zone-without-rules");
    expect(`${finding.explanation} ${finding.advice}`).toContain(words);
    expect(rulesOf(diagnose(answered(event(zone), 200)))).toContain("time-zone-without-rules");
  });

  test("with a summer time that never begins moves a series, not a single event", () => {
    const zone = blob({ bias: -60, daylightBias: -60 });
    expect(ask(zone, WEEKLY)).toEqual(["time-zone-without-rules"]);
    expect(ask(zone)).toEqual([]);
  });

  test.each([
    ["(GMT+02:00) Somewhere", 120, "time-zone-sign"],
    ["UTC-5", -300, "time-zone-sign"],
    ["(UTC+05:30) Local", -300, "time-zone-against-name"],
    ["Asia/Tokyo", -480, "time-zone-against-name"],
  ])("named %s with Bias %i is %s", (standardName, bias, rule) => {
    expect(ask(blob({ bias, standardName }))).toEqual([rule]);
  });

  test("with one change, an impossible offset or rubbish after a name contradicts itself", () => {
    expect(ask(blob({ standardDate: lastSunday(10, 3) }))).toEqual(["time-zone-odd"]);
    expect(ask(blob({ bias: 3600 }))).toEqual(["time-zone-odd"]);
  });

  test.each(["AAAA", "not base64!", VIENNA.slice(0, 120)])("cut short or garbled is told once: %s", (zone) => {
    expect(ask(zone)).toEqual(["time-zone-unreadable"]);
  });
});
