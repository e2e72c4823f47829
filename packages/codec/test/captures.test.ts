import { expect, test } from "vitest";
import { hasError } from "../src/problem.ts";
import { decodeWbxml, encodeWbxml, wbxmlToXml, xmlToWbxml } from "../src/wbxml/index.ts";
import captures from "./captures/index.json";
import { expectEveryByteLabelled, expectNestedSpans, readBytes } from "./support.ts";

/** Requests that were sent damaged on purpose. */
const damaged = ["bad-wbxml-header-only/request.bin", "bad-wbxml-truncated/request.bin"];

const whole = captures.files.map(({ file }) => file).filter((file) => !damaged.includes(file));

test.each(whole)("%s decodes, and comes back from its tree and from its XML", (file) => {
  const bytes = readBytes(`./captures/${file}`);
  const { document, problems } = decodeWbxml(bytes);
  expect(hasError(problems)).toBe(false);
  expectNestedSpans(document.root, "byteSpan", bytes.length);
  expectEveryByteLabelled(document);
  expect(encodeWbxml(document).bytes).toEqual(bytes);
  const { text } = wbxmlToXml(bytes);
  expect(xmlToWbxml(text).bytes).toEqual(bytes);
});

test("a request that ends in the middle of a string says where and what was missing", () => {
  const { document, problems } = decodeWbxml(readBytes("./captures/bad-wbxml-truncated/request.bin"));
  expect(problems).toMatchObject([{ code: "truncated", severity: "error", span: { start: 8 } }]);
  expect(problems[0]?.message).toContain("/FolderSync/SyncKey");
  expect(document.root?.name).toBe("FolderSync");
});

test("a request of a header alone says that the root is missing", () => {
  const { problems } = decodeWbxml(readBytes("./captures/bad-wbxml-header-only/request.bin"));
  expect(problems).toMatchObject([{ code: "no-root", severity: "error" }]);
});

test("an element without a name becomes a placeholder with a warning", () => {
  const { document, problems } = decodeWbxml(readBytes("./captures/bad-wbxml-unknown-tag/request.bin"));
  expect(problems).toMatchObject([{ code: "unknown-tag", severity: "warning" }]);
  expect(document.root?.name).toBe("Unknown-3F");
});
