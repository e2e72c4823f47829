import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { hasError } from "../src/problem.ts";
import { annotateWbxml, beginDecoding, decodeWbxml, encodeWbxml, wbxmlToXml, xmlToWbxml } from "../src/wbxml/index.ts";
import { parseXml, printXml } from "../src/xml/index.ts";
import { anyTree, damaged, damagedText, tokenSoup } from "./generators.ts";
import { documentOf, expectEveryByteLabelled, expectNestedSpans, meaningOf } from "./support.ts";

const encoded = anyTree.map((root) => encodeWbxml(documentOf(root)).bytes ?? new Uint8Array(0));
const printed = anyTree.map((root) => printXml(documentOf(root)));
const anyBytes = fc.oneof(encoded, damaged(encoded), tokenSoup, fc.uint8Array({ maxLength: 60 }));
const anyText = fc.oneof(printed, damagedText(printed), fc.string({ unit: "binary", maxLength: 80 }));

describe("trees", { timeout: 60_000 }, () => {
  test("come back from their bytes", () => {
    fc.assert(
      fc.property(anyTree, (root) => {
        const { bytes, problems } = encodeWbxml(documentOf(root));
        expect(problems).toEqual([]);
        const decoded = decodeWbxml(bytes ?? new Uint8Array(0));
        expect(hasError(decoded.problems)).toBe(false);
        expect(meaningOf(decoded.document.root)).toEqual(meaningOf(root));
      }),
    );
  });

  test("are the same read in steps of any size", () => {
    fc.assert(
      fc.property(anyBytes, fc.integer({ min: 1, max: 7 }), (bytes, tokens) => {
        const decoding = beginDecoding(bytes);
        let steps = 1;
        while (!decoding.step(tokens)) steps++;
        expect(steps).toBeLessThanOrEqual(bytes.length + 1);
        expect(decoding.finish()).toEqual(decodeWbxml(bytes));
      }),
    );
  });

  test("come back from their text with the same bytes", () => {
    fc.assert(
      fc.property(anyTree, fc.constantFrom("\n" as const, "\r\n" as const), fc.nat(4), (root, newline, indent) => {
        const text = printXml(documentOf(root), { newline, indent });
        const { document, problems } = parseXml(text);
        expect(problems.filter((problem) => problem.severity === "error")).toEqual([]);
        expect(meaningOf(document.root)).toEqual(meaningOf(root));
        expect(encodeWbxml(document).bytes).toEqual(encodeWbxml(documentOf(root)).bytes);
      }),
    );
  });

  test("print the same again after parsing", () => {
    fc.assert(
      fc.property(printed, (text) => {
        expect(printXml(parseXml(text).document)).toBe(text);
      }),
    );
  });

  test("carry nested spans in bytes and text, from writing as from reading", () => {
    fc.assert(
      fc.property(anyTree, (root) => {
        const document = documentOf(root);
        const { bytes } = encodeWbxml(document);
        const text = printXml(document);
        expectNestedSpans(root, "byteSpan", bytes?.length ?? 0);
        expectNestedSpans(root, "textSpan", text.length);
        expectEveryByteLabelled(document);
        const labels = annotateWbxml(document);
        const decoded = decodeWbxml(bytes ?? new Uint8Array(0)).document;
        expect(annotateWbxml(decoded).map(({ span, text }) => [span, text])).toEqual(
          labels.map(({ span, text }) => [span, text]),
        );
      }),
    );
  });
});

describe("any bytes", { timeout: 60_000 }, () => {
  test("decode without throwing, with nested spans and a label on every byte", () => {
    fc.assert(
      fc.property(anyBytes, (bytes) => {
        const { document, problems } = decodeWbxml(bytes);
        expectNestedSpans(document.root, "byteSpan", bytes.length);
        expectEveryByteLabelled(document);
        for (const { span } of problems) expect(span === undefined || span.end <= bytes.length).toBe(true);
        printXml(document);
        encodeWbxml(document);
      }),
      { numRuns: 500 },
    );
  });

  test("survive the tree and the text unless decoding found an error", () => {
    fc.assert(
      fc.property(anyBytes, (bytes) => {
        const { document, problems } = decodeWbxml(bytes);
        if (hasError(problems)) return;
        expect(encodeWbxml(document).bytes).toEqual(bytes);
        const { text } = wbxmlToXml(bytes);
        const back = xmlToWbxml(text);
        expect({ bytes: back.bytes, text }).toEqual({ bytes, text });
      }),
      { numRuns: 1000 },
    );
  });
});

describe("any text", { timeout: 60_000 }, () => {
  test("parses without throwing, with nested spans, and prints and encodes without throwing", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { document, problems } = parseXml(text);
        expectNestedSpans(document.root, "textSpan", text.length);
        for (const { span } of problems) expect(span === undefined || span.end <= text.length).toBe(true);
        const { bytes } = encodeWbxml(document);
        if (bytes) expectEveryByteLabelled(document);
        printXml(document);
      }),
      { numRuns: 1000 },
    );
  });

  test("that has no error becomes bytes that decode to the same tree", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { document, problems } = parseXml(text);
        if (hasError(problems)) return;
        const { bytes } = encodeWbxml(document);
        if (!bytes || document.trailing) return;
        const decoded = decodeWbxml(bytes);
        expect(hasError(decoded.problems)).toBe(false);
        expect(encodeWbxml(decoded.document).bytes).toEqual(bytes);
      }),
      { numRuns: 500 },
    );
  });
});
