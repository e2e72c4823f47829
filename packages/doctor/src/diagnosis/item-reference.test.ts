import { describe, expect, test } from "vitest";
import { find, fromXml, request, rulesOf } from "../../test/make-round-trip.ts";
import { diagnose } from "./diagnose.ts";

const MIME =
  "<Mime><![CDATA[From: a@b.example\r\nTo: c@d.example\r\nDate: Mon, 23 Nov 2026 08:00:00 +0000\r\nMIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\nHi\r\n]]></Mime>";
const reply = (source: string) =>
  diagnose(
    request(
      "SmartReply",
      fromXml(`<SmartReply xmlns="ComposeMail"><ClientId>1</ClientId><Source>${source}</Source>${MIME}</SmartReply>`),
    ),
  );
const fetch = (inner: string) =>
  diagnose(
    request(
      "ItemOperations",
      fromXml(
        `<ItemOperations xmlns="ItemOperations" xmlns:a="AirSync" xmlns:b="AirSyncBase" xmlns:d="DocumentLibrary" xmlns:s="Search"><Fetch><Store>Mailbox</Store>${inner}</Fetch></ItemOperations>`,
      ),
    ),
  );
const meeting = (inner: string) =>
  diagnose(
    request(
      "MeetingResponse",
      fromXml(
        `<MeetingResponse xmlns="MeetingResponse"><Request><UserResponse>1</UserResponse>${inner}</Request></MeetingResponse>`,
      ),
    ),
  );

describe("an item is named", () => {
  test.each([
    { findings: reply("<FolderId>5</FolderId><ItemId>5:1</ItemId>") },
    { findings: reply("<LongId>RgAA</LongId>") },
    { findings: reply("<FolderId>5</FolderId><ItemId>5:1</ItemId><InstanceId>2026-12-01T09:00:00.000Z</InstanceId>") },
    { findings: fetch("<a:CollectionId>5</a:CollectionId><a:ServerId>5:1</a:ServerId>") },
    { findings: fetch("<b:FileReference>5%3a1%3a0</b:FileReference>") },
    { findings: fetch("<d:LinkId>x</d:LinkId>") },
    { findings: fetch("<s:LongId>RgAA</s:LongId>") },
    { findings: meeting("<CollectionId>5</CollectionId><RequestId>5:9</RequestId>") },
    { findings: meeting('<LongId xmlns="Search">RgAA</LongId>') },
  ])("whole and once: %#", ({ findings }) => {
    expect(rulesOf(findings)).toEqual([]);
  });

  test.each([
    ["SmartReply", reply("<ItemId>5:1</ItemId>"), "Source has ItemId without FolderId"],
    ["SmartReply", reply(""), "Source does not say the message it is about"],
    ["Fetch", fetch("<a:ServerId>5:1</a:ServerId>"), "Fetch has ServerId without CollectionId"],
    ["Fetch", fetch(""), "Fetch does not say what to fetch"],
    ["MeetingResponse", meeting("<CollectionId>5</CollectionId>"), "Request has CollectionId without RequestId"],
  ])("not, in %s", (_command, findings, title) => {
    expect(find(findings, "item-not-named").title).toBe(title);
  });

  test("not in two ways", () => {
    expect(rulesOf(reply("<FolderId>5</FolderId><ItemId>5:1</ItemId><LongId>RgAA</LongId>"))).toEqual([
      "item-named-twice",
    ]);
  });
});
