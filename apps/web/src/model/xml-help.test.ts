import { PieceText } from "@easel/codec/pieces";
import { parseXml } from "@easel/codec/xml";
import { describe, expect, it } from "vitest";
import { mimeHelp } from "./mime-help.ts";
import { replyHelp } from "./reply-help.ts";
import { xmlHelp } from "./xml-help.ts";

const help = xmlHelp(() => ({
  command: "Sync",
  version: "16.1",
  side: "request",
  known: { CollectionId: [{ value: "5", label: "Inbox" }] },
}));
const text = PieceText.of('<Sync xmlns="AirSync">\n  <Collections>\n    <\n  </Collections>\n</Sync>');

describe("xmlHelp", () => {
  it("offers what may stand at the cursor", () => {
    const { items } = help.complete(text, text.toString().indexOf("<\n  </") + 1);
    expect(items.map(({ label }) => label)).toEqual(["Collection"]);
    expect(items[0]?.insert).toContain("<SyncKey>");
  });

  it("explains a tag, and says nothing of the white space between two", () => {
    expect(help.hover(text, 3)?.title).toBe("AirSync:Sync");
    expect(help.hover(PieceText.of('<Sync xmlns="AirSync">\n  <Collections/></Sync>'), 24)).toBeUndefined();
  });

  it("knows for which elements answers have given values", () => {
    expect([help.hasValues("CollectionId"), help.hasValues("Class")]).toEqual([true, false]);
  });
});

describe("replyHelp", () => {
  it("says what a Status of an answer means", () => {
    const xml = '<FolderSync xmlns="FolderHierarchy"><Status>9</Status></FolderSync>';
    const found = replyHelp(parseXml(xml).document, () => undefined)?.hover?.(PieceText.of(xml), xml.indexOf("9"));
    expect(found?.title).toBe("FolderHierarchy:Status");
    expect(found?.facts[0]?.label).toMatch(/^9/);
  });

  it("is none where nothing was decoded", () => {
    expect(replyHelp(undefined, () => undefined)).toBeUndefined();
  });
});

describe("mimeHelp", () => {
  it("offers headers, and explains them", () => {
    const message = PieceText.of("Subject: a\r\nCon\r\n\r\nbody");
    expect(mimeHelp.complete(message, 15).items.map(({ label }) => label)).toContain("Content-Type");
    expect(mimeHelp.hover(message, 2)?.title).toBe("Subject");
  });
});
