import { describe, expect, it } from "vitest";
import { setCommand, setQueryValue, setVersion } from "./query.ts";
import { starterDraft } from "./starters.ts";
import { switchCommand } from "./switch-command.ts";

const sourceOf = (xml: string): string => /<Source>([\s\S]*?)<\/Source>/.exec(xml)?.[1]?.replace(/\s+/g, "") ?? "";
const said = (query: string): string[] =>
  query.split("&").filter((piece) => /^(?:ItemId|CollectionId|LongId)=/.test(piece));

describe("the message a SmartReply answers", () => {
  it("moves from Source into the query at 12.1, and back without a trace", () => {
    const start = starterDraft("SmartReply", "16.1");
    const xml = start.xml.replace(">5:1<", ">7:42<").replace(">5<", ">7<");
    const down = setVersion({ ...start, xml }, "12.1");
    expect(said(down.query)).toEqual(["CollectionId=7", "ItemId=7%3A42"]);
    const up = setVersion(down, "16.1");
    expect([up.xml, up.query]).toEqual([xml, start.query]);
  });

  it("is the one the query names now when it moves into Source", () => {
    const down = starterDraft("SmartForward", "12.1");
    const other = setQueryValue(down, "ItemId", "5:9&");
    expect(sourceOf(setVersion(other, "14.1").xml)).toBe("<FolderId>5</FolderId><ItemId>5:9&amp;</ItemId>");
    const long = setQueryValue(
      setQueryValue(setQueryValue(down, "ItemId", undefined), "CollectionId", undefined),
      "LongId",
      "RgAA",
    );
    const up = setVersion(long, "14.1");
    expect([sourceOf(up.xml), said(up.query)]).toEqual(["<LongId>RgAA</LongId>", []]);
    expect(said(setVersion(up, "12.1").query)).toEqual(["LongId=RgAA"]);
  });

  it("gets a Source where the document has none", () => {
    const down = starterDraft("SmartReply", "12.1");
    for (const gone of [/\r\n {2}<Source>[\s\S]*<\/Source>/, /(?<=<Source)>[\s\S]*<\/Source(?=>)/]) {
      const bare = { ...down, xml: down.xml.replace(gone, gone.source.startsWith("(?<=") ? "/" : "") };
      expect(sourceOf(setVersion(bare, "14.1").xml)).toBe("<FolderId>5</FolderId><ItemId>5:1</ItemId>");
    }
  });

  it("stays in the document when the query says nothing", () => {
    const start = starterDraft("SmartReply", "16.1");
    const down = setVersion(start, "12.1");
    const silent = setQueryValue(setQueryValue(down, "ItemId", undefined), "CollectionId", undefined);
    expect(setVersion(silent, "16.1").xml).toBe(start.xml);
  });
});

describe("what a command says in its query", () => {
  it("comes and goes with the command", () => {
    const mail = starterDraft("SendMail", "12.1");
    const reply = setCommand(mail, "SmartReply");
    expect(said(reply.query)).toEqual(["CollectionId=5", "ItemId=5%3A1"]);
    expect(setCommand(reply, "SendMail").query).toBe(mail.query);
    const file = switchCommand(reply, "GetAttachment", new Map()).draft;
    expect(file.query).toContain("AttachmentName=5%3A1%3A0");
    expect(said(file.query)).toEqual([]);
  });

  it("stays where somebody wrote it", () => {
    const reply = setQueryValue(starterDraft("SmartReply", "12.1"), "ItemId", "7:42");
    expect(said(setCommand(reply, "SmartForward").query)).toEqual(["CollectionId=5", "ItemId=7%3A42"]);
    expect(said(setCommand(reply, "Sync").query)).toEqual(["ItemId=7%3A42"]);
    const long = setQueryValue(starterDraft("SendMail", "12.1"), "LongId", "RgAA");
    expect(said(setCommand(long, "SmartReply").query)).toEqual(["LongId=RgAA"]);
  });
});
