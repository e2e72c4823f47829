import { describe, expect, test } from "vitest";
import { bytesOf } from "../../test/support.ts";
import { elementText } from "../document.ts";
import { decodeWbxml, encodeWbxml, wbxmlToXml, xmlToWbxml } from "./index.ts";

/** Sync with one string in it, in this charset (header bytes). */
const document = (charset: string, text: string) => bytesOf(`03 01 ${charset} 00 45 4B 03 ${text} 01 01`);
const read = (bytes: Uint8Array) => {
  const { document, problems } = decodeWbxml(bytes);
  const key = document.root?.children[0];
  return { text: key?.kind === "element" ? elementText(key) : undefined, codes: problems.map(({ code }) => code) };
};

test.each([
  ["US-ASCII", "03", "41 00", "A"],
  ["ISO-8859-1", "04", "E9 80 00", "é\u0080"],
  ["ISO-8859-2", "05", "E6 00", "ć"],
  ["Shift_JIS", "11", "93 FA 00", "日"],
  ["GBK", "71", "C8 D5 00", "日"],
  ["Big5", "8F 6A", "A4 E9 00", "日"],
  ["KOI8-R", "90 24", "C4 C1 00", "да"],
  ["windows-1252", "91 4C", "80 00", "€"],
  ["UTF-16BE", "87 75", "00 41 01 00 00 00", "AĀ"],
  ["UTF-16LE", "87 76", "41 00 00 01 00 00", "AĀ"],
  ["UTF-16 without a mark", "87 77", "00 41 00 00", "A"],
  ["UTF-16 with a mark", "87 77", "FF FE 41 00 00 00", "A"],
  ["UCS-2", "87 68", "65 E5 00 00", "日"],
])("%s strings are read, flagged once, and come back byte for byte", (_, charset, string, text) => {
  const bytes = document(charset, string);
  expect(read(bytes)).toEqual({ text, codes: ["charset"] });
  expect(encodeWbxml(decodeWbxml(bytes).document).bytes).toEqual(bytes);
  const xml = wbxmlToXml(bytes).text;
  expect(xml).toContain(`>${text}</SyncKey>`);
  expect(xmlToWbxml(xml).bytes).toEqual(bytes);
});

test("a charset nobody knows is read as UTF-8 where that is possible, and keeps its bytes", () => {
  expect(read(document("90 30", "C3 A9 00"))).toEqual({ text: "é", codes: ["charset"] });
  expect(read(document("8F 59", "E9 00"))).toEqual({
    text: "\uFFFD",
    codes: ["charset", "invalid-text"].slice(0, 1).concat("invalid-utf8"),
  });
  const bytes = document("8F 59", "E9 00");
  expect(xmlToWbxml(wbxmlToXml(bytes).text).bytes).toEqual(bytes);
});

test("strings of four-byte characters end at a zero as wide, and keep their bytes", () => {
  const bytes = document("87 69", "00 01 F6 00 00 00 00 00");
  expect(read(bytes).codes).toContain("charset");
  expect(xmlToWbxml(wbxmlToXml(bytes).text).bytes).toEqual(bytes);
});

test("bytes that are none of their charset are flagged, shown and kept", () => {
  const bytes = document("11", "FF 41 00");
  expect(read(bytes)).toEqual({ text: "\uFFFDA", codes: ["charset", "invalid-text"] });
  expect(xmlToWbxml(wbxmlToXml(bytes).text).bytes).toEqual(bytes);
  expect(read(document("03", "E9 00")).codes).toEqual(["charset", "invalid-text"]);
});

test("the string table is in the charset of the header", () => {
  const bytes = bytesOf("03 01 87 75 06 00 41 00 42 00 00 45 4B 83 02 01 01");
  expect(read(bytes)).toMatchObject({ text: "B" });
});

describe("writing text under such a header", () => {
  const encode = (header: string, text: string) => {
    const xml = `<Sync xmlns="AirSync" wire:header="${header}"><SyncKey>${text}</SyncKey></Sync>`;
    const { bytes, problems } = xmlToWbxml(xml);
    return [bytes !== undefined, problems.map(({ severity, code }) => `${severity} ${code}`)];
  };

  test("is fine for ASCII, warned about beyond, and impossible where characters are wider than a byte", () => {
    expect(encode("03 01 04 00", "abc")).toEqual([true, []]);
    expect(encode("03 01 04 00", "é")).toEqual([true, ["warning text-charset"]]);
    expect(encode("03 01 87 77 00", "abc")).toEqual([false, ["error text-charset"]]);
  });
});

test("text that was edited beside the bytes it stood for is refused", () => {
  const xml = '<Sync xmlns="AirSync" wire:header="03 01 6A 02 41 00" wire:token="83 00">B</Sync>';
  expect(xmlToWbxml(xml)).toMatchObject({ problems: [{ code: "token-differs", severity: "error", source: "xml" }] });
  expect(xmlToWbxml(xml.replace(">B<", ">A<")).problems).toEqual([]);
});
