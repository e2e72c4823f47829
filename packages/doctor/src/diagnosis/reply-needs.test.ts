import { describe, expect, test } from "vitest";
import { answered, find, fromXml, request, rulesOf } from "../../test/make-round-trip.ts";
import { diagnose } from "./diagnose.ts";

const NAMES = 'xmlns="AirSync" xmlns:c="Calendar" xmlns:e="Email" xmlns:b="AirSyncBase"';
const got = (command: string, ask: string, reply: string) =>
  diagnose(
    answered(request(command, ask === "" ? new Uint8Array(0) : fromXml(ask), { version: "14.1" }), 200, fromXml(reply)),
  );
const sync = (commands: string, ask = "") =>
  got(
    "Sync",
    ask,
    `<Sync ${NAMES}><Collections><Collection><SyncKey>8</SyncKey><CollectionId>1</CollectionId><Status>1</Status><Commands>${commands}</Commands></Collection></Collections></Sync>`,
  );
const item = (data: string, { id = "1:1", command = "Add", ask = "" } = {}) =>
  sync(`<${command}><ServerId>${id}</ServerId><ApplicationData>${data}</ApplicationData></${command}>`, ask);
const TIMES = "<c:StartTime>20260930T130000Z</c:StartTime><c:EndTime>20260930T140000Z</c:EndTime>";

describe("an item of the server's", () => {
  test.each([
    ["Body lacks Type", "<b:Body><b:Data>x</b:Data></b:Body>"],
    ["DateReceived is empty", "<e:DateReceived/>"],
    [
      "Exception lacks ExceptionStartTime or InstanceId",
      `${TIMES}<c:Exceptions><c:Exception><c:Deleted>1</c:Deleted></c:Exception></c:Exceptions>`,
    ],
    ["no EndTime", "<c:StartTime>20260930T130000Z</c:StartTime>"],
    ["ends before", "<c:StartTime>20260930T130000Z</c:StartTime><c:EndTime>20260930T120000Z</c:EndTime>"],
  ])("is told: %s", (title, data) => expect(find(item(data), "reply-item-incomplete").title).toContain(title));

  test("is left alone when whole, or when a part of it changes", () => {
    for (const findings of [
      item(TIMES),
      item("<c:StartTime>20260930T130000Z</c:StartTime>", { command: "Change" }),
      item("<e:DateReceived>2026-09-09T13:00:00.000Z</e:DateReceived><b:Body><b:Type>1</b:Type></b:Body>"),
    ])
      expect(rulesOf(findings)).not.toContain("reply-item-incomplete");
  });

  test("comes once", () => {
    const add = "<Add><ServerId>1:1</ServerId><ApplicationData/></Add>";
    expect(rulesOf(sync(add + add))).toContain("reply-item-repeated");
    expect(rulesOf(sync(add + add.replace("1:1", "1:2")))).not.toContain("reply-item-repeated");
  });
});

describe("bodies in an answer", () => {
  const ask = (type: number, mime = "") =>
    `<Sync ${NAMES}><Collections><Collection><SyncKey>7</SyncKey><CollectionId>1</CollectionId><GetChanges/><Options>${mime}<b:BodyPreference><b:Type>${type}</b:Type></b:BodyPreference></Options></Collection></Collections></Sync>`;
  const html = (request: string) => item("<b:Body><b:Type>2</b:Type><b:Data>x</b:Data></b:Body>", { ask: request });

  test("of another type are an info, which knows about MIMESupport", () => {
    expect(find(html(ask(1)), "reply-body-type").severity).toBe("info");
    expect(find(html(ask(4)), "reply-body-type").advice).toContain("MIMESupport 2");
    expect(rulesOf(html(ask(2)))).not.toContain("reply-body-type");
  });
});

describe("what was fetched", () => {
  const fetched = (properties: string, name = "<b:FileReference>1</b:FileReference>") =>
    rulesOf(
      got(
        "ItemOperations",
        "",
        `<ItemOperations xmlns="ItemOperations" xmlns:b="AirSyncBase"><Status>1</Status><Response><Fetch><Status>1</Status>${name}${properties}</Fetch></Response></ItemOperations>`,
      ),
    );

  test("is there, and a file is base64", () => {
    expect(fetched("<Properties/>")).toContain("reply-fetch-empty");
    expect(fetched("<Properties><Data>%PDF-1.4</Data></Properties>")).toContain("reply-fetch-not-base64");
    const sound = fetched(
      "<Properties><b:ContentType>application/pdf</b:ContentType><Data>JVBERi0=</Data></Properties>",
    );
    expect(sound.filter((rule) => rule.startsWith("reply-fetch"))).toEqual([]);
  });
});
