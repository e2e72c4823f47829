import { describe, expect, test } from "vitest";
import type { DocumentNode } from "../src/document.ts";
import type { Problem } from "../src/problem.ts";
import { codePages } from "../src/protocol/index.ts";
import { annotateWbxml, decodeWbxml, encodeWbxml, wbxmlToXml, xmlToWbxml } from "../src/wbxml/index.ts";
import { parseXml } from "../src/xml/index.ts";
import {
  expectEveryByteLabelled,
  expectNestedSpans,
  listFolder,
  meaningOf,
  nodesOf,
  readText,
  vectorBytes,
} from "./support.ts";
import index from "./vectors/index.json";

/** One line of the index: where the bytes come from, and the problems reading must name, in order. */
interface Vector {
  name: string;
  origin: string;
  source: string;
  /** Of the bytes; none when absent. */
  problems?: string[];
  /** Of the XML. */
  textProblems?: string[];
}

const vectors: readonly Vector[] = index;
const listed = (problems: readonly Problem[]) => problems.map(({ severity, code }) => `${severity} ${code}`);

/** Takes away what a text says beside its wire bytes: the XML of such a node carries the bytes alone. */
function bytesFirst(root: DocumentNode | undefined): unknown {
  if (root?.kind === "element") {
    for (const { node } of nodesOf(root)) if (node.kind === "text" && node.wire) node.text = "";
  }
  return meaningOf(root);
}

describe.each(vectors)("vector $name", ({ name, problems = [], textProblems = [] }) => {
  const bytes = vectorBytes(name);
  const text = readText(`./vectors/${name}.xml`);

  test("decodes to the tree of its XML", () => {
    const decoded = decodeWbxml(bytes);
    const parsed = parseXml(text);
    expect(listed(decoded.problems)).toEqual(problems);
    expect(listed(parsed.problems)).toEqual(textProblems);
    expectNestedSpans(decoded.document.root, "byteSpan", bytes.length);
    expectNestedSpans(parsed.document.root, "textSpan", text.length);
    expectEveryByteLabelled(decoded.document);
    expect(bytesFirst(decoded.document.root)).toEqual(bytesFirst(parsed.document.root));
  });

  test("encodes to its bytes, from XML and from the decoded tree", () => {
    const encoded = xmlToWbxml(text);
    expect(encoded.bytes).toEqual(bytes);
    expect(listed(encoded.problems)).toEqual(textProblems);
    expect(encodeWbxml(decodeWbxml(bytes).document).bytes).toEqual(bytes);
    expect(xmlToWbxml(wbxmlToXml(bytes).text).bytes).toEqual(bytes);
  });
});

test("every vector stands in the index", () => {
  const names = new Set(
    listFolder("./vectors")
      .filter((file) => file !== "index.json")
      .map((file) => file.replace(/\.\w+$/, "")),
  );
  expect([...names].sort()).toEqual(vectors.map(({ name }) => name).sort());
});

test("the vectors hold a tag of every code page, and every global token", () => {
  const pages = new Set<number>();
  const tokens = new Set<number>();
  for (const { name } of vectors) {
    const bytes = vectorBytes(name);
    const { document } = decodeWbxml(bytes);
    for (const { node } of nodesOf(document.root)) if (node.kind === "element") pages.add(node.page);
    for (const { span } of annotateWbxml(document)) tokens.add(bytes[span.start] ?? 0);
  }
  expect(codePages.filter(({ page }) => !pages.has(page))).toEqual([]);
  const global = [0x00, 0x01, 0x02, 0x03, 0x04, 0x40, 0x41, 0x42, 0x43, 0x44];
  global.push(0x80, 0x81, 0x82, 0x83, 0x84, 0xc0, 0xc1, 0xc2, 0xc3, 0xc4);
  expect(global.filter((token) => !tokens.has(token))).toEqual([]);
});
