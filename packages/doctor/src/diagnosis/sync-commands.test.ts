import { describe, expect, test } from "vitest";
import { answered, fromXml, request, rulesOf, syncItem } from "../../test/make-round-trip.ts";
import { diagnose } from "./diagnose.ts";

const sync = (commands: string, version = "14.1") =>
  request(
    "Sync",
    fromXml(
      `<Sync xmlns="AirSync" xmlns:e="Email" xmlns:k="Contacts" xmlns:b="AirSyncBase"><Collections><Collection><SyncKey>7</SyncKey><CollectionId>1</CollectionId><Commands>${commands}</Commands></Collection></Collections></Sync>`,
    ),
    { version },
  );
const add = (id: number, data: string, before = "") =>
  `<Add>${before}<ClientId>${id}</ClientId><ApplicationData>${data}</ApplicationData></Add>`;

describe("an e-mail that is added", () => {
  const mail = "<e:Subject>x</e:Subject><b:Body><b:Type>1</b:Type><b:Data>Hi</b:Data></b:Body>";

  test.each(["12.1", "14.0", "14.1"])("is told at %s", (version) =>
    expect(rulesOf(diagnose(sync(add(1, mail), version)))).toContain("mail-added-before-16"),
  );

  test("is a draft at 16.0, and may be a short message before", () => {
    expect(rulesOf(diagnose(sync(add(1, mail), "16.0")))).toEqual([]);
    expect(rulesOf(diagnose(sync(add(1, mail, "<Class>SMS</Class>"))))).toEqual([]);
  });
});

test("two new items under one ClientId are told", () => {
  const contact = "<k:FileAs>Ann</k:FileAs>";
  expect(rulesOf(diagnose(sync(add(1, contact) + add(1, contact))))).toEqual(["client-id-repeated"]);
  expect(rulesOf(diagnose(sync(add(1, contact) + add(2, contact))))).toEqual([]);
});

describe("a task", () => {
  const ask = (data: string) => rulesOf(diagnose(syncItem(`<t:Subject>x</t:Subject>${data}`)));
  const refused = (data: string) =>
    rulesOf(
      diagnose(
        answered(
          syncItem(`<t:Subject>x</t:Subject>${data}`),
          200,
          fromXml(
            '<Sync xmlns="AirSync"><Collections><Collection><SyncKey>8</SyncKey><CollectionId>1</CollectionId><Status>1</Status><Responses><Add><ClientId>1</ClientId><Status>6</Status></Add></Responses></Collection></Collections></Sync>',
          ),
        ),
      ),
    );
  const DAY = "2026-09-30T22:00:00.000Z";

  test.each([
    ["task-done-without-date", "<t:Complete>1</t:Complete>"],
    ["task-reminder-without-time", "<t:ReminderSet>1</t:ReminderSet>"],
    [
      "task-starts-after-due",
      `<t:UtcStartDate>2026-10-30T22:00:00.000Z</t:UtcStartDate><t:StartDate>2026-10-31T00:00:00.000Z</t:StartDate><t:UtcDueDate>${DAY}</t:UtcDueDate><t:DueDate>${DAY}</t:DueDate>`,
    ],
  ])("gives %s", (rule, data) => expect(ask(data)).toEqual([rule]));

  test("with one of two dates is told where it was refused", () => {
    expect(ask(`<t:DueDate>${DAY}</t:DueDate>`)).toEqual([]);
    expect(refused(`<t:DueDate>${DAY}</t:DueDate>`)[0]).toBe("task-date-alone");
  });

  test.each([
    `<t:Complete>1</t:Complete><t:DateCompleted>${DAY}</t:DateCompleted>`,
    "<t:Complete>0</t:Complete><t:ReminderSet>0</t:ReminderSet>",
    `<t:ReminderSet>1</t:ReminderSet><t:ReminderTime>${DAY}</t:ReminderTime>`,
  ])("is left alone when whole: %s", (data) => expect(ask(data)).toEqual([]));
});

describe("a change", () => {
  test("of a message is its flags, up to 14.1", () => {
    const rules = (data: string, version: string) => rulesOf(diagnose(syncItem(data, { command: "Change", version })));
    expect(rules("<e:Subject>x</e:Subject>", "14.1")).toEqual(["mail-property-fixed"]);
    expect(rules("<e:Read>1</e:Read><e:Flag/>", "14.1")).toEqual([]);
    expect(rules("<e:Subject>x</e:Subject>", "16.0")).toEqual([]);
  });

  test("of one occurrence brings no rule", () => {
    const change = (data: string) =>
      rulesOf(
        diagnose(
          request(
            "Sync",
            fromXml(
              `<Sync xmlns="AirSync" xmlns:c="Calendar" xmlns:b="AirSyncBase"><Collections><Collection><SyncKey>7</SyncKey><CollectionId>1</CollectionId><Commands><Change><ServerId>1:7</ServerId><b:InstanceId>20261002T130000Z</b:InstanceId><ApplicationData>${data}</ApplicationData></Change></Commands></Collection></Collections></Sync>`,
            ),
          ),
        ),
      );
    expect(change("<c:Recurrence><c:Type>0</c:Type></c:Recurrence>")).toEqual(["instance-with-recurrence"]);
    expect(change("<c:Subject>x</c:Subject>")).toEqual([]);
  });
});

test("white space around a key is told", () => {
  const sound = sync(add(1, "<k:FileAs>Ann</k:FileAs>"));
  const spaced = {
    request: {
      ...sound.request,
      body: fromXml(
        '<Sync xmlns="AirSync"><Collections><Collection><SyncKey> 7&#10;</SyncKey><CollectionId>1</CollectionId></Collection></Collections></Sync>',
      ),
    },
  };
  const [finding] = diagnose(spaced);
  expect(finding).toMatchObject({ rule: "id-with-white-space", fix: [{ content: "7" }] });
  expect(rulesOf(diagnose(sound))).toEqual([]);
});

describe("an item as a whole", () => {
  const rules = (data: string, version = "14.1") => rulesOf(diagnose(syncItem(data, { version })));

  test("has a body of its own kind", () => {
    expect(rules("<k:FileAs>Ann</k:FileAs><b:Body><b:Type>4</b:Type><b:Data>x</b:Data></b:Body>")).toEqual([
      "body-mime-of-item",
    ]);
    expect(rules("<k:FileAs>Ann</k:FileAs><b:Body><b:Type>1</b:Type><b:Data>x</b:Data></b:Body>")).toEqual([]);
  });

  test("that is empty is told where it was refused", () => {
    const refused = answered(syncItem(""), 200, fromXml('<Sync xmlns="AirSync"><Status>4</Status></Sync>'));
    expect(rulesOf(diagnose(refused))[0]).toBe("item-without-properties");
    expect(rules("")).toEqual([]);
  });

  test("that changes says what", () => {
    const change = (version: string) => rulesOf(diagnose(sync("<Change><ServerId>1:7</ServerId></Change>", version)));
    expect(change("14.1")).toEqual(["change-without-data"]);
    expect(change("16.1")).not.toContain("change-without-data");
  });

  test("is not escaped for XML", () => {
    const [finding] = diagnose(syncItem("<k:CompanyName>Smith &amp;amp; Sons</k:CompanyName>"));
    expect(finding).toMatchObject({ rule: "text-escaped-twice", fix: [{ content: "Smith & Sons" }] });
    expect(rules("<k:CompanyName>Smith &amp; Sons &lt;Ltd></k:CompanyName>")).toEqual([]);
  });
});
