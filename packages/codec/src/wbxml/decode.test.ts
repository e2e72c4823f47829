import { describe, expect, test } from "vitest";
import { bytesOf } from "../../test/support.ts";
import type { ElementNode } from "../document.ts";
import { decodeWbxml } from "./index.ts";

const HEADER = "03 01 6A 00";
const decode = (body: string) => decodeWbxml(bytesOf(`${HEADER} ${body}`));
const codesOf = (body: string) => decode(body).problems.map(({ code, severity }) => `${severity} ${code}`);

/** FolderSync with SyncKey 0, as every client begins. */
const FOLDER_SYNC = "00 07 56 52 03 30 00 01 01";

function first(element: ElementNode | undefined): ElementNode {
  const child = element?.children[0];
  if (child?.kind !== "element") throw new Error("expected an element");
  return child;
}

describe("an ordinary document", () => {
  test("becomes a tree with byte spans that include page switch and END", () => {
    const { document, problems } = decode(FOLDER_SYNC);
    expect(problems).toEqual([]);
    expect(document.header).toMatchObject({ version: 3, publicId: 1, charset: 106, byteSpan: { start: 0, end: 4 } });
    expect(document.root).toMatchObject({ page: 7, token: 0x16, namespace: "FolderHierarchy", name: "FolderSync" });
    expect(document.root?.byteSpan).toEqual({ start: 4, end: 13 });
    const key = first(document.root);
    expect(key).toMatchObject({ name: "SyncKey", byteSpan: { start: 7, end: 12 } });
    expect(key.children).toEqual([{ kind: "text", text: "0", byteSpan: { start: 8, end: 11 } }]);
  });

  test("keeps an element without content apart from one with empty content", () => {
    const { document } = decode("45 13 53 01 01");
    expect(document.root?.children).toMatchObject([{ selfClosed: true }, { selfClosed: false, children: [] }]);
  });

  test("keeps opaque data as bytes and says where its payload stands", () => {
    const { document } = decode("00 15 50 C3 02 FF 00 01");
    expect(document.root?.children).toEqual([
      { kind: "opaque", bytes: bytesOf("FF00"), contentSpan: { start: 9, end: 11 }, byteSpan: { start: 7, end: 11 } },
    ]);
  });

  test("keeps a byte order mark and every character of a text", () => {
    const { document } = decode("45 4B 03 EF BB BF C3 A9 F0 9F 98 80 00 01 01");
    expect(first(document.root).children).toMatchObject([{ text: "\uFEFFé😀" }]);
  });
});

describe("what ActiveSync does not use is read, kept and named", () => {
  test.each([
    ["a string table reference", "45 4B 83 00 01 01", "A"],
    ["an entity", "45 4B 02 81 00 01 01", "\u0080"],
    ["an extension string", "45 4B 40 42 00 01 01", "B"],
    ["an extension integer", "45 4B 81 05 01 01", ""],
    ["a bare extension", "45 4B C1 01 01", ""],
    ["a processing instruction", "45 4B 43 05 85 01 01 01", ""],
  ])("%s", (_, body, text) => {
    const { document, problems } = decodeWbxml(bytesOf(`03 01 6A 02 41 00 ${body}`));
    expect(problems.map(({ code }) => code)).toEqual(["string-table", "not-activesync"]);
    expect(problems[1]?.message).toContain("ActiveSync does not use");
    expect(first(document.root).children).toMatchObject([{ kind: "text", text, wire: expect.any(Uint8Array) }]);
  });

  test("attributes", () => {
    const { document, problems } = decode("C5 05 03 61 00 85 01 01");
    expect(problems).toMatchObject([{ code: "not-activesync", severity: "warning" }]);
    expect(document.root).toMatchObject({ name: "Sync", tagBytes: bytesOf("C5 05 03 61 00 85 01") });
  });

  test("a literal tag", () => {
    const { document } = decodeWbxml(bytesOf("03 01 6A 03 41 62 00 44 00 01"));
    expect(document.root).toMatchObject({ name: "Ab", token: 0 });
  });
});

describe("unknown tags", () => {
  test("become placeholders with a warning and keep page and token", () => {
    const { document, problems } = decode("45 00 40 3F 01");
    expect(problems).toMatchObject([{ code: "unknown-tag", severity: "warning", span: { start: 5, end: 8 } }]);
    expect(first(document.root)).toMatchObject({
      namespace: "Unknown-Page-40",
      name: "Unknown-3F",
      page: 0x40,
      token: 0x3f,
    });
  });

  test("that only older tools know are named, with a warning", () => {
    expect(codesOf("11")).toEqual(["warning legacy-tag"]);
    expect(decode("11").document.root?.name).toBe("Version");
  });
});

describe("damaged bytes give the tree as far as it goes", () => {
  test("a string without its NUL", () => {
    const { document, problems } = decode("00 07 56 52 03 31 32");
    expect(problems).toMatchObject([{ code: "truncated", severity: "error", span: { start: 8, end: 11 } }]);
    expect(problems[0]?.message).toContain("in /FolderSync/SyncKey");
    expect(problems[0]?.message).toContain("could have stood there");
    expect(first(document.root).children).toMatchObject([{ text: "12" }]);
    expect(document.root?.byteSpan).toEqual({ start: 4, end: 11 });
  });

  test("elements that are never closed", () => {
    const { problems } = decode("45 5C 4F");
    expect(problems).toMatchObject([{ code: "truncated", span: { start: 7, end: 7 } }]);
    expect(problems[0]?.message).toContain("/Sync/Collections/Collection, with 3 elements still open");
  });

  test("text that is not UTF-8 keeps its bytes", () => {
    const { document, problems } = decode("45 4B 03 E9 00 01 01");
    expect(problems).toMatchObject([{ code: "invalid-utf8", severity: "warning" }]);
    expect(first(document.root).children).toMatchObject([{ text: "\uFFFD", wire: bytesOf("03 E9 00") }]);
  });

  test.each([
    ["nothing after the header", "", "error no-root"],
    ["an END before the root", "01", "error unexpected-end"],
    ["text before the root", "03 61 00 45 01", "error content-outside-root"],
    ["half a page switch", "45 00", "error truncated"],
    ["bytes after the root", "05 05", "error trailing-bytes"],
    ["an attribute list without END", "C5 05 05", "error truncated"],
    ["a literal without a string table", "45 04 00 01", "error bad-literal"],
    ["a string reference beyond the table", "45 83 07 01", "error damaged-token"],
  ])("%s", (_, body, code) => {
    expect(codesOf(body)).toEqual([code]);
  });

  test("bytes after the root are kept", () => {
    expect(decode("05 AA BB").document.trailing).toEqual(bytesOf("AA BB"));
  });
});

describe("what is no ActiveSync document is called by its name", () => {
  const text = (content: string) => new TextEncoder().encode(content);
  test.each([
    ["empty", new Uint8Array(0)],
    ["looks-like-gzip", bytesOf("1F 8B 08 00")],
    ["looks-like-zip", bytesOf("50 4B 03 04")],
    ["looks-like-xml", text('\uFEFF<?xml version="1.0"?><Sync/>')],
    ["looks-like-html", text("<!DOCTYPE html><html></html>")],
    ["looks-like-html", text('<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "x"><html/>')],
    ["looks-like-json", text('{"error": 1}')],
    ["looks-like-mime", text("From: a@example.test\r\n\r\nx")],
    ["looks-like-utf16", bytesOf("FF FE 3C 00")],
    ["not-wbxml", bytesOf("DE AD BE EF")],
    ["other-wbxml-language", bytesOf("02 A4 01 6A 00 45 01")],
    ["other-wbxml-language", bytesOf("03 05 6A 00 45 01")],
    ["truncated-header", bytesOf("03 01 6A")],
    ["bad-header", bytesOf("03 FF FF FF FF FF FF")],
    ["other-wbxml-language", new TextEncoder().encode("\u0002\0\0j\u001d-//SYNCML//DTD SyncML 1.1//EN\0E")],
  ])("%s", (code, bytes) => {
    const { document, problems } = decodeWbxml(bytes);
    expect(problems).toMatchObject([{ code, severity: "error" }]);
    expect(document.root).toBeUndefined();
  });

  test("names the other language", () => {
    expect(decodeWbxml(bytesOf("02 A4 01 6A 00 45")).problems[0]?.message).toContain("SyncML 1.2");
  });

  test("an unusual header is read on, with warnings", () => {
    const { document, problems } = decodeWbxml(bytesOf("02 7D 03 00 45 01"));
    expect(problems.map(({ code, severity }) => `${severity} ${code}`)).toEqual([
      "warning wbxml-version",
      "warning public-id",
      "warning charset",
    ]);
    expect(document.root?.name).toBe("Sync");
  });
});
