import { describe, expect, test } from "vitest";
import { bytesOf, documentOf } from "../../test/support.ts";
import { defaultHeader, type ElementNode } from "../document.ts";
import { element } from "../protocol/index.ts";
import { decodeWbxml, encodeWbxml, wbxmlToXml, xmlToWbxml } from "./index.ts";

const encode = (root: ElementNode) => encodeWbxml(documentOf(root));
const codesOf = (root: ElementNode) => encode(root).problems.map(({ code, severity }) => `${severity} ${code}`);

describe("encoding", () => {
  test("writes a page switch only where the page changes", () => {
    const root = element(
      "AirSync",
      "Sync",
      element("AirSyncBase", "Body", element("AirSyncBase", "Type", "1")),
      element("AirSync", "Status", "1"),
    );
    expect(encode(root).bytes).toEqual(bytesOf("03016A00 45 00 11 4A 46 03 31 00 01 01 00 00 4E 03 31 00 01 01"));
  });

  test("keeps text inline and opaque data opaque, whatever the element", () => {
    const text = encode(element("ComposeMail", "Mime", "QQ==")).bytes;
    const opaque = encode(element("ComposeMail", "ClientId", bytesOf("41"))).bytes;
    expect(text).toEqual(bytesOf("03016A00 00 15 50 03 51 51 3D 3D 00 01"));
    expect(opaque).toEqual(bytesOf("03016A00 00 15 51 C3 01 41 01"));
  });

  test("writes the length of opaque data in groups of seven bits", () => {
    const { bytes } = encode(element("ComposeMail", "Mime", new Uint8Array(317)));
    expect(bytes?.slice(7, 10)).toEqual(bytesOf("C3 82 3D"));
  });

  test("gives the nodes and the document the bytes they became", () => {
    const mime = element("ComposeMail", "Mime", bytesOf("41 42"));
    const document = documentOf(element("ComposeMail", "SendMail", mime));
    const { bytes } = encodeWbxml(document);
    expect(document.bytes).toBe(bytes);
    expect(mime.byteSpan).toEqual({ start: 7, end: 13 });
    expect(mime.children[0]).toMatchObject({ byteSpan: { start: 8, end: 12 }, contentSpan: { start: 10, end: 12 } });
  });

  test("goes by namespace and name where they and the numbers differ", () => {
    const renamed = { ...element("AirSync", "Add"), namespace: "composemail:", name: "ForwardeeName" };
    expect(encode(renamed).bytes).toEqual(bytesOf("03016A00 00 15 17"));
  });

  test("writes children even of an element marked as closed", () => {
    const root = { ...element("AirSync", "Sync", element("AirSync", "GetChanges")), selfClosed: true };
    expect(encode(root).bytes).toEqual(bytesOf("03016A00 45 13 01"));
  });
});

describe("encoding gives no bytes", () => {
  test("without a root", () => {
    const result = encodeWbxml({ header: defaultHeader() });
    expect(result).toMatchObject({ problems: [{ code: "no-root", severity: "error" }] });
    expect(result.bytes).toBeUndefined();
  });

  test("for a name the code pages do not have, and points at it in the text", () => {
    const unknown = { ...element("AirSync", "Sync"), name: "Sink", tagSpan: { start: 3, end: 9 } };
    expect(encode(unknown)).toMatchObject({
      problems: [{ code: "unknown-element", source: "xml", span: { start: 3, end: 9 } }],
    });
    expect(encode({ ...element("AirSync", "Sync"), namespace: "Nothing" }).bytes).toBeUndefined();
  });

  test("for text that inline strings cannot hold", () => {
    expect(codesOf(element("AirSync", "SyncKey", "a\0b"))).toEqual(["error nul-in-text"]);
    expect(codesOf(element("AirSync", "SyncKey", "\uD83D"))).toEqual(["error lone-surrogate"]);
    expect(codesOf(element("AirSync", "SyncKey", "\uDE00\uD83D"))).toEqual(["error lone-surrogate"]);
    expect(codesOf(element("AirSync", "SyncKey", "😀"))).toEqual([]);
  });

  test("for raw bytes that would break the tree around them", () => {
    for (const wire of ["01", "00 15", "03 61", "03 61 00 01", "C3 05 41", "45", ""]) {
      const root = element("AirSync", "Sync", { kind: "text", text: "", wire: bytesOf(wire) });
      expect([wire, codesOf(root)]).toEqual([wire, ["error bad-wire-bytes"]]);
    }
    expect(codesOf({ ...element("AirSync", "Sync"), tagBytes: bytesOf("46") })).toEqual(["error bad-wire-bytes"]);
  });

  test("for a tree that contains itself", () => {
    const root = element("AirSync", "Sync");
    root.children.push(root);
    expect(codesOf(root)).toEqual(["error too-deep"]);
  });

  test("and takes the old bytes away from the document", () => {
    const { document } = decodeWbxml(bytesOf("03016A00 45 01"));
    if (document.root) document.root.name = "Nothing";
    encodeWbxml(document);
    expect(document.bytes).toBeUndefined();
  });
});

describe("bytes come back exactly", () => {
  test.each([
    ["a redundant page switch", "03016A00 00 00 45 00 00 4B 00 15 03 30 00 00 00 01 00 07 01"],
    ["two switches in a row", "03016A00 00 15 00 07 56 01"],
    ["a length written with more bytes than needed", "03016A00 45 C3 80 80 01 41 01"],
    ["a header with another version, charset and string table", "02 01 04 03 41 42 00 45 83 00 01"],
    ["a public identifier from the string table", "03 00 00 6A 02 41 00 45 01"],
    ["integers of the header in more bytes than needed", "03 80 01 6A 80 00 45 01"],
    ["attributes, entities and extensions", "03016A00 C5 05 03 61 00 01 02 41 C0 80 05 43 05 01 01"],
    ["a string that is not UTF-8", "03016A00 45 03 C3 28 FF 00 01"],
    ["an empty string, and two strings in a row", "03016A00 45 03 00 03 61 00 03 62 00 01"],
    ["unknown page and token", "03016A00 00 FF 45 3F 00 1A 7F 01 01"],
  ])("%s", (_, hex) => {
    const bytes = bytesOf(hex);
    expect(encodeWbxml(decodeWbxml(bytes).document)).toEqual({ bytes, problems: [] });
  });
});

test.each([
  ["version", { version: 256 }],
  ["public identifier", { publicId: -1 }],
  ["charset", { charset: Number.NaN }],
])("a %s that no header can hold gives a problem and no bytes", (_, wrong) => {
  const { document } = decodeWbxml(bytesOf("03016A00 05"));
  const result = encodeWbxml({ ...document, header: { ...defaultHeader(), ...wrong } });
  expect(result.bytes).toBeUndefined();
  expect(result.problems).toMatchObject([{ code: "bad-header", severity: "error" }]);
});

test("blank text before a page switch at the element's end keeps its bytes through XML", () => {
  const bytes = bytesOf("03016A 00 65 63 03 0A 00 00 3C 01 01");
  const { text } = wbxmlToXml(bytes);
  expect(xmlToWbxml(text).bytes).toEqual(bytes);
});

test("converting text with an error gives the problems and no bytes", () => {
  const result = xmlToWbxml('<Sync xmlns="AirSync"><Sink/></Sync>');
  expect(result.bytes).toBeUndefined();
  expect(result.problems).toMatchObject([{ code: "unknown-element", severity: "error" }]);
});
