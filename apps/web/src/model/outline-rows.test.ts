import { parseXml } from "@easel/codec/xml";
import { outline, outlineMime } from "@easel/doctor/language";
import { describe, expect, it } from "vitest";
import { outlineRows, rowAround, searchRows } from "./outline-rows.ts";

const xml =
  '<Sync xmlns="AirSync"><Collections><Collection><SyncKey>0</SyncKey><CollectionId>5</CollectionId></Collection></Collections></Sync>';
const rows = outlineRows(outline(parseXml(xml).document));

describe("the outline as lines", () => {
  it("has every element in order, with its depth and where its tag stands", () => {
    expect(rows.map(({ name, depth }) => `${depth} ${name}`)).toEqual([
      "0 Sync",
      "1 Collections",
      "2 Collection",
      "3 SyncKey",
      "3 CollectionId",
    ]);
    const key = rows[3];
    expect(key && xml.slice(key.target.start, key.target.end)).toBe("<SyncKey>");
    expect(key?.path).toEqual(["Sync", "Collections", "Collection"]);
  });

  it("finds by name, by value and by path, and not all that stands inside what was found", () => {
    const found = (search: string) => searchRows(rows, search).map(({ name }) => name);
    expect(found("synckey")).toEqual(["SyncKey"]);
    expect(found("5")).toEqual(["Collection", "CollectionId"]);
    expect(found("Collection/SyncKey")).toContain("SyncKey");
    expect(found("collections")).toEqual(["Collections"]);
    expect(found("nothing")).toEqual([]);
    expect(found(" ")).toHaveLength(rows.length);
  });

  it("knows the innermost element around the cursor", () => {
    expect(rows[rowAround(rows, xml.indexOf(">0<") + 1)]?.name).toBe("SyncKey");
    expect(rows[rowAround(rows, xml.length)]?.name).toBe("Sync");
    expect(rowAround([], 4)).toBe(0);
  });

  it("lists the headers of a message before its parts", () => {
    const message =
      "Subject: =?utf-8?q?caf=C3=A9?=\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nHi\r\n--b--\r\n";
    const lines = outlineRows(outlineMime(message));
    expect(lines.map(({ name }) => name)).toEqual(["multipart/mixed", "Subject", "Content-Type", "text/plain"]);
    expect(lines[1]?.detail).toBe("café");
  });
});
