import { describe, expect, test } from "vitest";
import { answered, find, fromXml, request, rulesOf } from "../../test/make-round-trip.ts";
import { diagnose } from "./diagnose.ts";

const got = (command: string, xml: string) =>
  diagnose(answered(request(command, new Uint8Array(0)), 200, fromXml(xml)));
const NAMES = 'xmlns="AirSync" xmlns:c="Calendar" xmlns:b="AirSyncBase" xmlns:t="Tasks"';
const sync = (inner: string) =>
  got("Sync", `<Sync ${NAMES}><Collections><Collection>${inner}</Collection></Collections></Sync>`);
const KEYS = "<SyncKey>8</SyncKey><CollectionId>1</CollectionId><Status>1</Status>";
const item = (data: string) =>
  sync(`${KEYS}<Commands><Add><ServerId>1:1</ServerId><ApplicationData>${data}</ApplicationData></Add></Commands>`);
const series = (rule: string) =>
  item(
    `<c:StartTime>20260930T130000Z</c:StartTime><c:EndTime>20260930T140000Z</c:EndTime><c:Recurrence>${rule}</c:Recurrence>`,
  );

describe("an answer lacks what clients go by", () => {
  test.each([
    ["Status", sync("<SyncKey>8</SyncKey><CollectionId>1</CollectionId>")],
    ["Status", sync(`${KEYS}<Responses><Add><ClientId>1</ClientId><ServerId>1:1</ServerId></Add></Responses>`)],
    ["ServerId", sync(`${KEYS}<Commands><Delete/></Commands>`)],
    ["Status", got("MoveItems", '<MoveItems xmlns="Move"><Response><SrcMsgId>1</SrcMsgId></Response></MoveItems>')],
    ["Status", got("FolderSync", '<FolderSync xmlns="FolderHierarchy"><SyncKey>1</SyncKey></FolderSync>')],
  ])("%s: %#", (name, findings) => expect(find(findings, "reply-child-missing").title).toContain(`no ${name}`));

  test("and is left alone when it is whole, or says that it failed", () => {
    for (const findings of [
      sync(KEYS),
      sync("<CollectionId>1</CollectionId><Status>12</Status>"),
      sync(`${KEYS}<Responses><Add><ClientId>1</ClientId><Status>6</Status></Add></Responses>`),
      got("Sync", `<Sync ${NAMES}><Status>4</Status></Sync>`),
    ])
      expect(rulesOf(findings)).not.toContain("reply-child-missing");
  });
});

test("a rule without its day is told of an answer", () => {
  expect(find(series("<c:Type>1</c:Type><c:Interval>1</c:Interval>"), "reply-recurrence-incomplete").title).toContain(
    "DayOfWeek",
  );
  for (const rule of ["<c:Type>0</c:Type>", "<c:Type>1</c:Type><c:DayOfWeek>2</c:DayOfWeek>"])
    expect(rulesOf(series(rule))).not.toContain("reply-recurrence-incomplete");
});

test("bodies that are cut are an info", () => {
  const body = (cut: string) =>
    item(`<b:Body><b:Type>1</b:Type><b:EstimatedDataSize>99</b:EstimatedDataSize>${cut}<b:Data>Dear</b:Data></b:Body>`);
  expect(find(body("<b:Truncated>1</b:Truncated>"), "reply-truncated").severity).toBe("info");
  expect(rulesOf(body("<b:Truncated>0</b:Truncated>"))).not.toContain("reply-truncated");
});
