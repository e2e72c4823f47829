import { describe, expect, test } from "vitest";
import { type Document, type DocumentNode, defaultHeader, type ElementNode } from "../src/document.ts";
import { hasError } from "../src/problem.ts";
import { element } from "../src/protocol/index.ts";
import { annotateWbxml, encodeWbxml } from "../src/wbxml/index.ts";
import { parseXml, printXml } from "../src/xml/index.ts";
import { bytesOf, documentOf } from "./support.ts";

/** A node as plain JavaScript may make it. */
const loose = (node: Record<string, unknown> | null): DocumentNode => node as unknown as DocumentNode;
const sync = () => element("AirSync", "Sync");
const withChild = (child: Record<string, unknown> | null): ElementNode => ({ ...sync(), children: [loose(child)] });

describe("a tree built by hand of parts that are none", () => {
  test.each<[string, ElementNode]>([
    ["a child of an unknown kind", withChild({ kind: "comment", text: "x" })],
    ["no child where one should be", withChild(null)],
    ["text that is none", withChild({ kind: "text", text: 7 })],
    ["bytes that are none", withChild({ kind: "opaque", bytes: "abc" })],
    ["a wire that is none", withChild({ kind: "text", text: "a", wire: [3, 65, 0] })],
    ["a length in a billion bytes", withChild({ kind: "opaque", bytes: bytesOf("41"), lengthBytes: 1e9 })],
    ["an element without children", withChild({ kind: "element", name: "Add", namespace: "AirSync" })],
    ["an element without a name", withChild({ kind: "element", namespace: "AirSync", children: [] })],
    ["switches that are no pages", { ...sync(), switches: [Number.NaN] }],
    ["switches that are no list", { ...sync(), endSwitches: 7 as unknown as number[] }],
    ["text as the root", loose({ kind: "text", text: "a" }) as ElementNode],
  ])("%s: prints without throwing, encodes to an error and no bytes", (_, root) => {
    const document = documentOf(root);
    expect(printXml(document)).toContain("<?xml");
    const { bytes, problems } = encodeWbxml(document);
    expect([bytes, hasError(problems)]).toEqual([undefined, true]);
    expect(annotateWbxml(document)).toEqual([]);
  });

  test.each<[string, Partial<Document>]>([
    ["no header", { header: undefined as unknown as Document["header"] }],
    ["a header of strings", { header: { ...defaultHeader(), publicId: "1" as unknown as number } }],
    ["a string table that is none", { header: { ...defaultHeader(), stringTable: "a" as unknown as Uint8Array } }],
    ["trailing bytes that are none", { trailing: "AA" as unknown as Uint8Array }],
  ])("%s: prints without throwing, encodes to an error and no bytes", (_, parts) => {
    const document = { ...documentOf(sync()), ...parts };
    expect(printXml(document)).toContain("<Sync");
    expect(encodeWbxml(document).bytes).toBeUndefined();
  });

  test("a page that is no number does no harm where the name says enough", () => {
    const root = { ...element("Email", "Subject", "x"), page: Number.NaN, token: Number.NaN };
    expect(encodeWbxml(documentOf(root)).bytes).toEqual(bytesOf("03 01 6A 00 00 02 54 03 78 00 01"));
  });

  test("a tree that contains itself, once or twice at every level, is printed up to the limits", {
    timeout: 60_000,
  }, () => {
    const once = sync();
    once.children.push(once);
    expect(printXml(documentOf(once)).length).toBeLessThan(10_000_000);
    const twice = sync();
    twice.children.push(twice, twice);
    expect(hasError(encodeWbxml(documentOf(twice)).problems)).toBe(true);
    expect(printXml(documentOf(twice)).length).toBeLessThan(100_000_000);
  });

  test("names that XML cannot hold are printed so that it can", () => {
    const text = printXml(documentOf({ ...sync(), name: "a <b>", namespace: "\u0001" }));
    expect(text).toContain('<a_x0020__x003C_b_x003E_ xmlns="\uFFFD"/>');
    expect(parseXml(text).problems.map(({ code }) => code)).toEqual(["unknown-namespace"]);
  });
});
