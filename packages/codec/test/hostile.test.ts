import { describe, expect, test } from "vitest";
import { equalBytes } from "../src/bytes/index.ts";
import { MAX_DEPTH, MAX_PROBLEMS } from "../src/limits.ts";
import { hasError } from "../src/problem.ts";
import { annotateWbxml, decodeWbxml, encodeWbxml, wbxmlToXml, xmlToWbxml } from "../src/wbxml/index.ts";
import { parseXml, printXml, sniffPaste } from "../src/xml/index.ts";
import { bytesOf, expectEveryByteLabelled } from "./support.ts";

const header = [0x03, 0x01, 0x6a, 0x00];
const codes = ({ problems }: { problems: { code: string }[] }) => problems.map((problem) => problem.code);

function filled(before: number[], fill: number[], times: number, after: number[]): Uint8Array {
  const bytes = new Uint8Array(before.length + fill.length * times + after.length);
  bytes.set(before);
  for (let index = 0; index < times; index++) bytes.set(fill, before.length + index * fill.length);
  bytes.set(after, bytes.length - after.length);
  return bytes;
}

/** The test runner's own comparison takes seconds for a megabyte. */
function expectSame(actual: Uint8Array | undefined, expected: Uint8Array | undefined): void {
  expect(actual?.length).toBe(expected?.length);
  expect(actual && expected && equalBytes(actual, expected)).toBe(true);
}

describe("large and deep documents go both ways", { timeout: 60_000 }, () => {
  test("5,000 levels", () => {
    const bytes = filled(header, [0x45], 5000, new Array(5000).fill(0x01));
    const { text, problems } = wbxmlToXml(bytes);
    expect(problems).toEqual([]);
    expect(text.length).toBeLessThan(2_000_000);
    expectSame(xmlToWbxml(text).bytes, bytes);
    expect(annotateWbxml(decodeWbxml(bytes).document)).toHaveLength(10_001);
  });

  test("200,000 siblings", () => {
    const bytes = filled([...header, 0x45], [0x4d, 0x03, 0x31, 0x00, 0x01], 200_000, [0x01]);
    const { text, problems } = wbxmlToXml(bytes);
    expect(problems).toEqual([]);
    expectSame(xmlToWbxml(text).bytes, bytes);
    expectEveryByteLabelled(decodeWbxml(bytes).document);
  });

  test("10 MB in one string, with line ends and letters beyond ASCII", () => {
    const text = "Zeile für Zeile\r\n".repeat(600_000);
    const xml = `<Sync xmlns="AirSync">${text}</Sync>`;
    const { bytes, problems } = xmlToWbxml(xml);
    expect(problems).toEqual([]);
    const root = decodeWbxml(bytes ?? new Uint8Array(0)).document.root;
    expect(root?.children[0]?.kind === "text" && root.children[0].text === text).toBe(true);
  });

  test("10 MB of CDATA, half of it the end of CDATA", () => {
    const xml = `<Mime xmlns="ComposeMail"><![CDATA[${"x]]]]><![CDATA[>y".repeat(600_000)}]]></Mime>`;
    const { bytes, problems } = xmlToWbxml(xml);
    expect(problems).toEqual([]);
    expect(bytes?.length).toBe(4 + 2 + 1 + 1 + 4 + 600_000 * 5 + 1);
    const again = xmlToWbxml(wbxmlToXml(bytes ?? new Uint8Array(0)).text);
    expectSame(again.bytes, bytes);
  });

  test("10 MB of bytes CDATA cannot hold", () => {
    const data = new Uint8Array(10_000_000).map((_, index) => index & 0xff);
    const mime = {
      kind: "element",
      page: 21,
      token: 0x10,
      namespace: "ComposeMail",
      name: "Mime",
      selfClosed: false,
    } as const;
    const header = { version: 3, publicId: 1, charset: 106, stringTable: new Uint8Array(0) };
    const { bytes } = encodeWbxml({ header, root: { ...mime, children: [{ kind: "opaque", bytes: data }] } });
    const back = xmlToWbxml(wbxmlToXml(bytes ?? new Uint8Array(0)).text);
    expectSame(back.bytes, bytes);
  });
});

describe("damage is bounded", { timeout: 60_000 }, () => {
  test("an opaque length beyond the end keeps the bytes there are", () => {
    const result = decodeWbxml(bytesOf("03016A00 00 15 50 C3 8F FF FF 7F 41 42"));
    expect(codes(result)).toEqual(["truncated"]);
    expect(result.document.root?.children[0]).toMatchObject({ kind: "opaque", bytes: bytesOf("4142") });
  });

  test("an integer of more than 32 bits is too long", () => {
    expect(codes(decodeWbxml(bytesOf("03016A00 45 C3 FF FF FF FF 7F")))).toEqual(["bad-length"]);
  });

  test("references that multiply a long string of the table are stopped", () => {
    const table = new Array<number>(1_000_000).fill(0x61);
    for (const reference of [
      [0x83, 0],
      [0x04, 0],
      [0x85, 0x05, 0x83, 0, 0x01],
    ]) {
      const bytes = filled([3, 1, 0x6a, 0xbd, 0x84, 0x40, ...table, 0x45], reference, 100_000, [1]);
      const { document, problems } = decodeWbxml(bytes);
      if (reference[0] !== 0x85) expect(codes({ problems })).toContain("too-much-text");
      expect(printXml(document).length).toBeLessThan(100_000_000);
    }
  });

  test("a million page switches without a tag are read once", () => {
    const bytes = filled(header, [0x00, 0x15], 1_000_000, []);
    const result = decodeWbxml(bytes);
    expect(codes(result)).toEqual(["no-root"]);
    expectEveryByteLabelled(result.document);
  });

  test("a million page switches before a tag come back from the text", () => {
    const bytes = filled(header, [0x00, 0x15], 1_000_000, [0x10]);
    const { text, problems } = wbxmlToXml(bytes);
    expect(problems).toEqual([]);
    expectSame(xmlToWbxml(text).bytes, bytes);
  });

  test("nesting beyond the limit is an error and not a crash", () => {
    const levels = MAX_DEPTH + 10;
    expect(codes(decodeWbxml(filled(header, [0x45], levels, [])))).toContain("too-deep");
    const xml = `<Sync xmlns="AirSync">${"<Add>".repeat(levels)}${"</Add>".repeat(levels)}</Sync>`;
    expect(codes(parseXml(xml))).toContain("too-deep");
  });

  test("a million unknown tags give a short list of problems and keep their bytes", () => {
    const bytes = filled([...header, 0x45], [0x3f], 1_000_000, [0x01]);
    const { document, problems } = decodeWbxml(bytes);
    expect(problems).toHaveLength(MAX_PROBLEMS + 1);
    expect(problems.at(-1)).toMatchObject({ code: "more-problems", severity: "warning" });
    expectSame(encodeWbxml(document).bytes, bytes);
  });

  test("an error behind the last listed problem still counts as one", () => {
    const bytes = filled([...header, 0x45], [0x3f], MAX_PROBLEMS + 10, []);
    expect(hasError(decodeWbxml(bytes).problems)).toBe(true);
  });
});

describe("hostile text is read in one pass", { timeout: 60_000 }, () => {
  const large = 400_000;

  test.each([
    ["tags that never close", "<Add>".repeat(large / 40)],
    ["end tags that close nothing", "</x>".repeat(large)],
    ["ampersands", "&".repeat(large)],
    ["quotes that never close", '<Add a="'.repeat(large / 4)],
    ["stray less-than signs", "< ".repeat(large)],
    ["ends of CDATA", "]]>".repeat(large)],
    ["comments in text", "a<!---->".repeat(large)],
    ["attributes of one tag", `<Add ${"a='1' ".repeat(large)}>`],
    ["prefixes of one tag", `<Add ${Array.from({ length: 50_000 }, (_, n) => `xmlns:p${n}='Email'`).join(" ")}>`],
    ["declarations", "<?xml?>".repeat(large)],
    ["half of a name", `<${"A".repeat(large)}`],
    ["document types", "<!DOCTYPE a [".repeat(large)],
  ])("%s", (_, content) => {
    const { document, problems } = parseXml(`<Sync xmlns="AirSync">${content}</Sync>`);
    expect(document.root?.name).toBe("Sync");
    expect(problems.length).toBeGreaterThan(content.startsWith("a<!--") ? -1 : 0);
    expect(problems.length).toBeLessThanOrEqual(MAX_PROBLEMS + 1);
    printXml(document);
  });

  test("wrong nesting of many levels", () => {
    const xml = `<Sync xmlns="AirSync">${"<Add><Change>".repeat(2000)}${"</Add>".repeat(2000)}</Sync>`;
    expect(codes(parseXml(xml))).toContain("wrong-nesting");
  });

  test("a billion laughs are not expanded", () => {
    const xml = `<!DOCTYPE lolz [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><Sync xmlns="AirSync">&b;</Sync>`;
    const { document, problems } = parseXml(xml);
    expect(problems.map(({ code, severity }) => [code, severity])).toEqual([
      ["doctype-dropped", "info"],
      ["bad-entity", "error"],
    ]);
    expect(document.root?.children).toMatchObject([{ text: "&b;" }]);
  });

  test("ten million hex digits are recognised", () => {
    expect(sniffPaste(`03016a00${"00".repeat(5_000_000)}`).bytes?.length).toBe(5_000_004);
  });
});
