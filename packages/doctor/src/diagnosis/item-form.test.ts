import { describe, expect, test } from "vitest";
import { answered, find, fromXml, request, rulesOf, VIENNA as ZONE } from "../../test/make-round-trip.ts";
import { diagnose } from "./diagnose.ts";
import type { RoundTrip } from "./finding.ts";

const NAMES = 'xmlns:c="Calendar" xmlns:k="Contacts" xmlns:t="Tasks" xmlns:b="AirSyncBase" xmlns:e="Email"';
const sync = (data: string, { command = "Add", version = "16.1" } = {}): RoundTrip =>
  request(
    "Sync",
    fromXml(
      `<Sync xmlns="AirSync" ${NAMES}><Collections><Collection>${version === "2.5" ? "<Class>Calendar</Class>" : ""}<SyncKey>7</SyncKey><CollectionId>1</CollectionId><Commands><${command}>${command === "Add" ? "<ClientId>1</ClientId>" : "<ServerId>1:7</ServerId>"}<ApplicationData>${data}</ApplicationData></${command}></Commands></Collection></Collections></Sync>`,
    ),
    { version },
  );
const ask = (data: string, options?: Parameters<typeof sync>[1]) => diagnose(sync(data, options));
const TIMES = "<c:StartTime>20260909T130000Z</c:StartTime><c:EndTime>20260909T140000Z</c:EndTime>";

describe("items in a Sync request", () => {
  test.each([
    ["an event", `<c:Timezone>${ZONE}</c:Timezone>${TIMES}<c:BusyStatus>2</c:BusyStatus>`],
    ["a task", "<t:Subject>x</t:Subject><t:DueDate>2026-01-20T08:00:00.000Z</t:DueDate><t:Complete>0</t:Complete>"],
    ["a contact", "<k:FirstName>Ann</k:FirstName><k:Birthday>1980-05-06T08:00:00.000Z</k:Birthday><k:Picture/>"],
    ["a body", "<b:Body><b:Type>1</b:Type><b:Data>x</b:Data></b:Body>"],
    ["a cleared flag", "<e:Flag/><e:Read>1</e:Read>"],
  ])("are left alone when sound: %s", (_what, data) => {
    expect(ask(data)).toEqual([]);
  });

  test.each([
    ["response-only-element", "<b:NativeBodyType>1</b:NativeBodyType>"],
    ["response-only-element", "<b:Body><b:Type>1</b:Type><b:EstimatedDataSize>1</b:EstimatedDataSize></b:Body>"],
    ["instance-id-misplaced", `<b:InstanceId>2026-09-09T13:00:00.000Z</b:InstanceId>${TIMES}`],
    ["calendar-uid-since-16", `${TIMES}<c:UID>1</c:UID>`],
    ["item-empty-field", "<k:FirstName>Ann</k:FirstName><k:Anniversary/>"],
    [
      "attachment-incomplete",
      "<b:Attachments><b:Add><b:ClientId>1</b:ClientId><b:Method>1</b:Method></b:Add></b:Attachments>",
    ],
    ["item-value-range", "<c:BusyStatus>-1</c:BusyStatus>"],
    ["item-value-range", "<t:Importance>high</t:Importance>"],
    ["item-date-form", "<t:DueDate>20260120T080000Z</t:DueDate>"],
    ["item-date-form", "<k:Birthday>1980-05-06</k:Birthday>"],
    ["recurrence-incomplete", "<t:Recurrence><t:Type>1</t:Type><t:Interval>1</t:Interval></t:Recurrence>"],
    ["recurrence-incomplete", "<t:Recurrence><t:Type>4</t:Type></t:Recurrence>"],
    ["series-without-time-zone", `${TIMES}<c:Recurrence><c:Type>1</c:Type><c:DayOfWeek>8</c:DayOfWeek></c:Recurrence>`],
    [
      "meeting-answer-as-item",
      `${TIMES}<c:MeetingStatus>3</c:MeetingStatus><c:Attendees><c:Attendee><c:Email>a@b.example</c:Email><c:AttendeeStatus>3</c:AttendeeStatus></c:Attendee></c:Attendees>`,
    ],
  ])("give %s for %s", (rule, data) => {
    // At 16.x clients no longer say what an attendee answered, and the content model says so too.
    expect(rulesOf(ask(data)).filter((name) => name !== "element-of-other-side")).toEqual([rule]);
  });

  test("may carry UID before 16.0, and clear a property by an empty element", () => {
    expect(ask(`${TIMES}<c:UID>1</c:UID><c:Location/>`, { version: "14.1" })).toEqual([]);
    expect(ask("<k:Anniversary/>", { version: "16.1", command: "Change" })).toEqual([]);
  });

  test("an all-day series needs no zone", () => {
    const days = "<c:StartTime>20260909T000000Z</c:StartTime><c:EndTime>20260910T000000Z</c:EndTime>";
    const series = "<c:AllDayEvent>1</c:AllDayEvent><c:Recurrence><c:Type>0</c:Type></c:Recurrence>";
    expect(ask(days + series)).toEqual([]);
  });

  test("a fix leaves out the element and keeps the rest", () => {
    const { fix } = find(ask(`${TIMES}<c:UID>1</c:UID><c:Subject>kept</c:Subject>`), "calendar-uid-since-16");
    expect(fix).toEqual([
      { kind: "remove-element", path: "/Sync/Collections/Collection/Commands/Add/ApplicationData/UID" },
    ]);
  });

  test("the same fault twice is one finding with two places and both edits", () => {
    const data = "<c:Location>a\nb</c:Location><c:Subject>c\nd</c:Subject>";
    const findings = ask(data, { version: "2.5" });
    expect(rulesOf(findings)).toEqual(["item-bare-lf"]);
    expect(findings[0]?.evidence).toHaveLength(2);
    expect(findings[0]?.fix).toMatchObject([{ content: "a\r\nb" }, { content: "c\r\nd" }]);
  });

  test("at 2.5 come in the order that servers of 2.5 read", () => {
    expect(rulesOf(ask(`${TIMES}<c:Timezone>${ZONE}</c:Timezone>`, { version: "2.5" }))).toEqual(["event-order-at-25"]);
    const exception = (inside: string) =>
      ask(`${TIMES}<c:Exceptions><c:Exception>${inside}</c:Exception></c:Exceptions>`, { version: "2.5" });
    const start = "<c:Deleted>0</c:Deleted><c:ExceptionStartTime>20260909T130000Z</c:ExceptionStartTime>";
    expect(exception(`${start}<c:Subject>x</c:Subject>`)).toEqual([]);
    expect(rulesOf(exception(`<c:Subject>x</c:Subject>${start}`))).toEqual(["event-order-at-25"]);
  });

  test("that the server has taken are not blamed, but for what goes wrong later", () => {
    const done = fromXml(
      '<Sync xmlns="AirSync"><Collections><Collection><SyncKey>8</SyncKey><CollectionId>1</CollectionId><Status>1</Status></Collection></Collections></Sync>',
    );
    expect(diagnose(answered(sync(`${TIMES}<c:UID>1</c:UID><c:BusyStatus>9</c:BusyStatus>`), 200, done))).toEqual([]);
    const series = `${TIMES}<c:Recurrence><c:Type>0</c:Type></c:Recurrence>`;
    expect(rulesOf(diagnose(answered(sync(series), 200, done)))).toEqual(["series-without-time-zone"]);
  });
});

test("NativeBodyType of an answer is 1, 2 or 3", () => {
  const reply = (value: string) =>
    fromXml(
      `<Sync xmlns="AirSync" ${NAMES}><Collections><Collection><SyncKey>8</SyncKey><CollectionId>1</CollectionId><Status>1</Status><Commands><Add><ServerId>1</ServerId><ApplicationData><b:NativeBodyType>${value}</b:NativeBodyType></ApplicationData></Add></Commands></Collection></Collections></Sync>`,
    );
  const asked = request(
    "Sync",
    fromXml(
      '<Sync xmlns="AirSync"><Collections><Collection><SyncKey>7</SyncKey><CollectionId>1</CollectionId></Collection></Collections></Sync>',
    ),
  );
  expect(diagnose(answered(asked, 200, reply("2")))).toEqual([]);
  expect(rulesOf(diagnose(answered(asked, 200, reply("0"))))).toEqual(["reply-native-body-type"]);
});

test("a token off by two in MeetingResponse is recognised", () => {
  const ask = (inside: string) =>
    diagnose(
      request(
        "MeetingResponse",
        fromXml(
          `<MeetingResponse xmlns="MeetingResponse"><Request><UserResponse>1</UserResponse><CollectionId>1</CollectionId><RequestId>1:2</RequestId>${inside}</Request></MeetingResponse>`,
        ),
      ),
    );
  expect(ask("<SendResponse/>")).toEqual([]);
  const finding = find(ask("<ProposedStartTime/>"), "meeting-response-child");
  expect(finding.explanation).toContain("token 10 of code page 8");
});
