import { describe, expect, test } from "vitest";
import { decodeWbxml, encodeWbxml, wbxmlToXml, xmlToWbxml } from "../src/wbxml/index.ts";
import { parseXml } from "../src/xml/index.ts";
import { bytesOf, expectEveryByteLabelled, expectNestedSpans, listFolder, meaningOf, readText } from "./support.ts";
import index from "./vectors/index.json";

describe.each(index.map(({ name }) => name))("vector %s", (name) => {
  const bytes = bytesOf(readText(`./vectors/${name}.hex`));
  const text = readText(`./vectors/${name}.xml`);

  test("decodes to the tree of its XML", () => {
    const decoded = decodeWbxml(bytes);
    const parsed = parseXml(text);
    expect(decoded.problems).toEqual([]);
    expect(parsed.problems).toEqual([]);
    expect(meaningOf(decoded.document.root)).toEqual(meaningOf(parsed.document.root));
    expectNestedSpans(decoded.document.root, "byteSpan", bytes.length);
    expectNestedSpans(parsed.document.root, "textSpan", text.length);
    expectEveryByteLabelled(decoded.document);
  });

  test("encodes to its bytes, from XML and from the decoded tree", () => {
    expect(xmlToWbxml(text)).toEqual({ bytes, problems: [] });
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
  expect([...names]).toEqual(index.map(({ name }) => name).sort());
});
