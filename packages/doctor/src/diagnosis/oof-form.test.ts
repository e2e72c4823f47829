import { describe, expect, test } from "vitest";
import { fromXml, request, rulesOf } from "../../test/make-round-trip.ts";
import { diagnose } from "./diagnose.ts";

const ask = (inner: string) =>
  rulesOf(
    diagnose(request("Settings", fromXml(`<Settings xmlns="Settings"><Oof><Set>${inner}</Set></Oof></Settings>`))),
  );
const TIMES = "<StartTime>2026-12-20T00:00:00.000Z</StartTime><EndTime>2027-01-02T00:00:00.000Z</EndTime>";
const message = (audience: string) =>
  `<OofMessage>${audience}<Enabled>1</Enabled><ReplyMessage>Away</ReplyMessage><BodyType>Text</BodyType></OofMessage>`;

describe("automatic answers", () => {
  test.each([
    "<OofState>0</OofState>",
    `<OofState>1</OofState>${message("<AppliesToInternal/>")}`,
    `<OofState>2</OofState>${TIMES}${message("<AppliesToInternal/>")}${message("<AppliesToExternalKnown/>")}`,
  ])("are left alone when sound: %s", (inner) => {
    expect(ask(inner)).toEqual([]);
  });

  test.each([
    ["oof-without-times", "<OofState>2</OofState>"],
    ["oof-times-ignored", `<OofState>1</OofState>${TIMES}`],
    ["oof-message-audience", `<OofState>1</OofState>${message("")}`],
    [
      "oof-message-audience",
      `<OofState>1</OofState>${message("<AppliesToInternal/>")}${message("<AppliesToInternal/>")}`,
    ],
    ["value-choice", "<OofState>3</OofState>"],
  ])("give %s for %s", (rule, inner) => {
    expect(ask(inner)).toEqual([rule]);
  });
});
