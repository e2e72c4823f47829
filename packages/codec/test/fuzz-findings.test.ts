import { describe, expect, test } from "vitest";
import { replay } from "../fuzz/fuzz.ts";
import { decodeWbxml, encodeWbxml, wbxmlToXml, xmlToWbxml } from "../src/wbxml/index.ts";
import { parseXml, printXml } from "../src/xml/index.ts";

const header = [0x03, 0x01, 0x6a, 0x00];

/** Inputs on which something the fuzz holds the codec to was broken once, as `npx pnpm fuzz` wrote them. */
test.each([
  ["two spellings of one namespace in a tree are declared once", "tree:202061616120616103"],
  ["a public identifier of 0 without its index is no header", "tree:61010061209720946161"],
  [
    "a header whose string table is cut off is no header",
    String.raw`xml:"<Sync xmlns=\"AirSync\" wire:header=\"03 01 6A AA 0A\"/>"`,
  ],
  ["an empty list of pages in a tree is no list of pages in its text", "tree:9261612061616161"],
  [
    "an empty list of pages in the text is a mistake",
    String.raw`xml:"<Sync xmlns=\"AirSync\"><Status wire:end-pages=\"\"/></Sync>"`,
  ],
  [
    "pages before an END open the element",
    String.raw`xml:"<Sync xmlns=\"AirSync\"><Status wire:end-pages=\"2\"/></Sync>"`,
  ],
  [
    "a self-closed tag marked as base64 holds opaque data of no bytes",
    String.raw`xml:"<Sync xmlns=\"AirSync\"><Status wire:opaque=\"base64\"/></Sync>"`,
  ],
  [
    "a letter typed under another character set may be one it does not have",
    String.raw`typing:"<?aaaaaeaaaaaa\"aaaaaanaaaaaa=aaaaaa\"?> <Sync xmlns=\"airSync\" xmlns:aaae=\"aaaaeaaaaaaiaa\" wire:header=\"03 01 0a 00\">aaaaSaaaa</Sync> "`,
  ],
  [
    "a string of a wide character set nobody can read keeps its wide NUL",
    "wbxml:0161876904616161610061610361616161616161610000000001",
  ],
  ["a header that would be read as a damaged one is not written", "tree:61030180"],
  [
    "a letter beside an empty string that an attribute tells of is no part of it",
    String.raw`typing:"<?aaaaaeaaaaaa\"aaaaaanaaaaaa=aaaaaa\"?> <Sync xmlns=\"airSync\" xmlns:aaae=\"aaaaeaaaaaaiaa\" wire:header=\"03 00 0a 6A 1C aa aa aa 4a aa a2 aa aa aa aa 2a aa a4 aa aa aa aa 6a aa a3 aa aa aa aa 2a aa aE aa\" wire:text=\"empty\"/> "`,
  ],
])("%s", (_, input) => {
  expect(replay(input)).toBeUndefined();
});

test("what was read before does not name the next document's root", () => {
  // Partial of page 0 with page 19 inside, then IsHidden of page 19: both were once kept under one number.
  const first = Uint8Array.of(...header, 0x60, 0x00, 0x13, 0x0a, 0x01);
  const second = Uint8Array.of(...header, 0x00, 0x13, 0x4a, 0x0b, 0x01);
  for (const bytes of [first, second, first]) {
    expect(wbxmlToXml(bytes).text).toBe(printXml(decodeWbxml(bytes).document));
  }
});

describe("on the last level allowed", () => {
  const nested = (levels: number, inner: readonly number[]) =>
    Uint8Array.from([
      ...header,
      ...new Array<number>(levels).fill(0x45),
      ...inner,
      ...new Array<number>(levels).fill(0x01),
    ]);

  test.each([
    ["a string", [0x03, 0x31, 0x00]],
    ["opaque data", [0xc3, 0x01, 0xff]],
    ["an element without content", [0x0e]],
    ["nothing", []],
  ])("%s comes back from the text, by both roads", (_, inner) => {
    const bytes = nested(10_000, inner);
    const { text, problems } = wbxmlToXml(bytes);
    expect(problems).toEqual([]);
    expect(printXml(decodeWbxml(bytes).document) === text).toBe(true);
    expect(xmlToWbxml(text).bytes?.length).toBe(bytes.length);
    expect(encodeWbxml(parseXml(text).document).bytes?.length).toBe(bytes.length);
  });

  test("an element with content is too deep, by both roads", () => {
    const bytes = nested(10_001, []);
    const codes = (problems: readonly { code: string }[]) => problems.map(({ code }) => code);
    expect(codes(wbxmlToXml(bytes).problems)).toEqual(["too-deep"]);
    expect(codes(decodeWbxml(bytes).problems)).toEqual(["too-deep"]);
    const text = `<Sync xmlns="AirSync">${"<Sync>".repeat(10_000)}${"</Sync>".repeat(10_001)}`;
    expect(codes(xmlToWbxml(text).problems)).toEqual(["too-deep"]);
    expect(codes(parseXml(text).problems)).toEqual(["too-deep"]);
  });
});
