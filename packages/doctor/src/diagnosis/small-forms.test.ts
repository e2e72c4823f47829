import { describe, expect, test } from "vitest";
import { answered, bytesOf, find, fromXml, MESSAGE, request, rulesOf, syncItem } from "../../test/make-round-trip.ts";
import { diagnose } from "./diagnose.ts";

describe("an item as a whole", () => {
  const ask = (data: string, command = "Add") => rulesOf(diagnose(syncItem(data, { command })));

  test.each([
    ["item-of-two-classes", "<k:FirstName>a</k:FirstName><t:Subject>x</t:Subject>"],
    ["event-with-one-time", "<c:EndTime>20261201T100000Z</c:EndTime>"],
    ["event-with-one-time", "<c:StartTime>20261201T100000Z</c:StartTime>"],
    ["note-class", '<Subject xmlns="Notes">x</Subject><MessageClass xmlns="Notes">IPM.Note</MessageClass>'],
    ["value-length", `<k:Picture>${"AAAA".repeat(20_000)}</k:Picture>`],
    ["child-missing", "<t:Recurrence><t:Type>0</t:Type></t:Recurrence>"],
  ])("gives %s", (rule, data) => {
    expect(ask(data)).toEqual([rule]);
  });

  test("may name one time in a Change, a flag's dates in a message, and a class below IPM.StickyNote", () => {
    expect(ask("<c:StartTime>20261201T100000Z</c:StartTime>", "Change")).toEqual([]);
    expect(ask("<e:Read>1</e:Read><e:Flag><e:Status>2</e:Status></e:Flag>", "Change")).toEqual([]);
    expect(
      ask('<Subject xmlns="Notes">x</Subject><MessageClass xmlns="Notes">IPM.StickyNote.Own</MessageClass>'),
    ).toEqual([]);
  });
});

test("an item moves to another folder", () => {
  const move = (target: string) =>
    rulesOf(
      diagnose(
        request(
          "MoveItems",
          fromXml(
            `<MoveItems xmlns="Move"><Move><SrcMsgId>5:1</SrcMsgId><SrcFldId>5</SrcFldId><DstFldId>${target}</DstFldId></Move></MoveItems>`,
          ),
        ),
      ),
    );
  expect([move("6"), move("5")]).toEqual([[], ["move-to-same-folder"]]);
});

describe("the query of a command", () => {
  const smart = (query: string) =>
    rulesOf(diagnose(request("SmartReply", bytesOf(MESSAGE), { version: "12.1", query })));

  test("names the message up to 12.1", () => {
    expect(smart("&ItemId=5%3a1&CollectionId=5")).toEqual([]);
    expect(smart("&LongId=RgAA")).toEqual([]);
    expect(smart("")).toEqual(["query-parameter-missing"]);
    expect(smart("&ItemId=5%3a1")).toEqual(["query-parameter-missing"]);
    const bare = request("SmartReply", bytesOf(MESSAGE), { version: "12.1" });
    expect(diagnose(answered(bare, 400))[0]).toMatchObject({ rule: "query-parameter-missing", severity: "error" });
    expect(diagnose(bare)[0]).toMatchObject({ rule: "query-parameter-missing", severity: "error" });
  });

  test("names the attachment", () => {
    const get = (query: string) => diagnose(request("GetAttachment", new Uint8Array(0), { version: "12.1", query }));
    expect(rulesOf(get("&AttachmentName=5%3a1%3a0"))).toEqual([]);
    expect(find(get(""), "query-parameter-missing").title).toBe("The query of GetAttachment lacks AttachmentName");
  });

  test("says nothing from 14.0 on that the document says", () => {
    const send = fromXml(
      `<SendMail xmlns="ComposeMail"><ClientId>1</ClientId><Mime><![CDATA[${MESSAGE}]]></Mime></SendMail>`,
    );
    const finding = find(
      diagnose(request("SendMail", send, { version: "14.1", query: "&SaveInSent=T" })),
      "query-parameter-version",
    );
    expect(finding).toMatchObject({ severity: "warning", fix: [{ kind: "remove-query", name: "SaveInSent" }] });
    expect(
      rulesOf(diagnose(request("SendMail", bytesOf(MESSAGE), { version: "12.1", query: "&SaveInSent=T" }))),
    ).toEqual([]);
  });
});

describe("an answer to go on from", () => {
  const sync = (key: string) =>
    `<Sync xmlns="AirSync"><Collections><Collection>${key}<CollectionId>5</CollectionId><Status>1</Status></Collection></Collections></Sync>`;
  const asked = request(
    "Sync",
    fromXml(
      '<Sync xmlns="AirSync"><Collections><Collection><SyncKey>1</SyncKey><CollectionId>5</CollectionId></Collection></Collections></Sync>',
    ),
  );
  const rules = (xml: string) => rulesOf(diagnose(answered(asked, 200, fromXml(xml))));

  test("is of the command and brings a key", () => {
    expect(rules(sync("<SyncKey>2</SyncKey>"))).toEqual([]);
    expect(rules(sync("<SyncKey>0</SyncKey>"))).toEqual(["reply-sync-key"]);
    expect(rules(sync(""))).toEqual(["reply-sync-key"]);
    expect(rules('<FolderSync xmlns="FolderHierarchy"><Status>1</Status><SyncKey>1</SyncKey></FolderSync>')).toEqual([
      "reply-root",
    ]);
  });
});
