import { describe, expect, test } from "vitest";
import { answered, find, fromXml, request, rulesOf } from "../../test/make-round-trip.ts";
import { diagnose } from "./diagnose.ts";

const ask = (inner: string, version = "16.1") =>
  request(
    "MeetingResponse",
    fromXml(
      `<MeetingResponse xmlns="MeetingResponse"><Request><UserResponse>2</UserResponse><CollectionId>5</CollectionId><RequestId>5:1</RequestId>${inner}</Request></MeetingResponse>`,
    ),
    { version },
  );
const START = "<ProposedStartTime>2026-09-30T15:00:00.000Z</ProposedStartTime>";
const END = "<ProposedEndTime>2026-09-30T16:00:00.000Z</ProposedEndTime>";

describe("a proposed time", () => {
  test.each([START, END, START.replace("T15", "T18") + END])("with half of it, or reversed, is told: %#", (inner) =>
    expect(rulesOf(diagnose(ask(`<SendResponse>${inner}</SendResponse>`)))).toEqual(["proposed-times"]),
  );

  test.each([START + END, ""])("that is whole, or none, is left alone: %#", (inner) =>
    expect(rulesOf(diagnose(ask(`<SendResponse>${inner}</SendResponse>`)))).toEqual([]),
  );
});

describe("an answer that went well", () => {
  const well = (inner: string, version?: string) =>
    diagnose(
      answered(
        ask(inner, version),
        200,
        fromXml(
          '<MeetingResponse xmlns="MeetingResponse"><Result><RequestId>5:1</RequestId><Status>1</Status></Result></MeetingResponse>',
        ),
      ),
    );

  test("says who tells the organiser", () => {
    expect(find(well(""), "meeting-answer-unsent").advice).toContain("SendResponse");
    expect(find(well("", "14.1"), "meeting-answer-unsent")).toMatchObject({ severity: "info" });
    expect(rulesOf(well("<SendResponse/>"))).not.toContain("meeting-answer-unsent");
  });
});
