import { describe, expect, test } from "vitest";
import { rulesOf, syncItem, VIENNA } from "../../test/make-round-trip.ts";
import { diagnose } from "./diagnose.ts";

const event = (recurrence: string) =>
  rulesOf(
    diagnose(
      syncItem(
        `<c:Timezone>${VIENNA}</c:Timezone><c:StartTime>20260909T130000Z</c:StartTime><c:EndTime>20260909T140000Z</c:EndTime><c:Recurrence>${recurrence}</c:Recurrence>`,
      ),
    ),
  );
const task = (recurrence: string) =>
  rulesOf(
    diagnose(
      syncItem(
        `<t:Subject>x</t:Subject><t:Recurrence><t:Start>2026-09-09T13:00:00.000Z</t:Start>${recurrence}</t:Recurrence>`,
      ),
    ),
  );

describe("a recurrence", () => {
  test.each([
    "<c:Type>0</c:Type><c:Interval>2</c:Interval><c:Occurrences>5</c:Occurrences>",
    "<c:Type>0</c:Type><c:DayOfWeek>62</c:DayOfWeek>",
    "<c:Type>3</c:Type><c:DayOfWeek>8</c:DayOfWeek><c:WeekOfMonth>5</c:WeekOfMonth>",
    "<c:Type>5</c:Type><c:DayOfMonth>24</c:DayOfMonth><c:MonthOfYear>12</c:MonthOfYear><c:Until>20301224T130000Z</c:Until>",
    "<c:Type>6</c:Type><c:DayOfWeek>1</c:DayOfWeek><c:WeekOfMonth>2</c:WeekOfMonth><c:MonthOfYear>5</c:MonthOfYear>",
  ])("that fits its Type is left alone: %s", (recurrence) => {
    expect(event(recurrence)).toEqual([]);
  });

  test.each([
    ["recurrence-contradiction", "<c:Type>1</c:Type><c:DayOfWeek>8</c:DayOfWeek><c:DayOfMonth>9</c:DayOfMonth>"],
    ["recurrence-contradiction", "<c:Type>2</c:Type><c:DayOfMonth>9</c:DayOfMonth><c:MonthOfYear>9</c:MonthOfYear>"],
    ["recurrence-ends-twice", "<c:Type>0</c:Type><c:Until>20301224T130000Z</c:Until><c:Occurrences>3</c:Occurrences>"],
    ["recurrence-ends-before-start", "<c:Type>0</c:Type><c:Until>20250101T000000Z</c:Until>"],
  ])("gives %s for %s", (rule, recurrence) => {
    expect(event(recurrence)).toEqual([rule]);
  });

  test("of a task is read alike", () => {
    expect(task("<t:Type>5</t:Type><t:DayOfMonth>1</t:DayOfMonth><t:MonthOfYear>1</t:MonthOfYear>")).toEqual([]);
    expect(task("<t:Type>0</t:Type><t:WeekOfMonth>1</t:WeekOfMonth>")).toEqual(["recurrence-contradiction"]);
  });
});
