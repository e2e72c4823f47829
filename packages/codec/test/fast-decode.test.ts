import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeToText } from "../src/wbxml/fast/index.ts";
import { decodeWbxml, encodeWbxml, wbxmlToXml } from "../src/wbxml/index.ts";
import { type PrintOptions, printXml } from "../src/xml/index.ts";
import captures from "./captures/index.json";
import { anyTree, damaged, tokenSoup } from "./generators.ts";
import { bytesOf, documentOf, readBytes, vectorBytes } from "./support.ts";
import vectors from "./vectors/index.json";

const encoded = anyTree.map((root) => encodeWbxml(documentOf(root)).bytes ?? new Uint8Array(0));
const samples = [
  ...captures.files.map(({ file }) => readBytes(`./captures/${file}`)),
  ...vectors.map(({ name }) => vectorBytes(name)),
];

/** The tree road alone. */
function byTree(bytes: Uint8Array, options: PrintOptions = {}) {
  const { document, problems } = decodeWbxml(bytes);
  return { text: printXml(document, options), problems };
}

function expectAgreement(bytes: Uint8Array, options: PrintOptions = {}): void {
  const tree = byTree(bytes, options);
  expect(wbxmlToXml(bytes, options)).toEqual(tree);
  const { newline = "\n", indent = 2 } = options;
  const fast = decodeToText(bytes, newline, newline === "" ? 0 : indent);
  if (fast !== undefined) expect({ text: fast, problems: [] }).toEqual(tree);
}

describe("both roads from bytes to text agree", { timeout: 120_000 }, () => {
  test("on every vector and capture, in every layout", () => {
    for (const bytes of samples) {
      expectAgreement(bytes);
      expectAgreement(bytes, { newline: "\r\n", indent: 0 });
      expectAgreement(bytes, { newline: "" });
      expectAgreement(bytes, { indent: 16 });
    }
  });

  test("on generated documents", () => {
    fc.assert(
      fc.property(
        encoded,
        fc.constantFrom("\n" as const, "\r\n" as const, "" as const),
        fc.nat(4),
        (bytes, newline, indent) => expectAgreement(bytes, { newline, indent }),
      ),
      { numRuns: 300 },
    );
  });

  test("on damaged vectors and captures", () => {
    fc.assert(
      fc.property(damaged(fc.constantFrom(...samples)), (bytes) => expectAgreement(bytes)),
      { numRuns: 600 },
    );
  });

  test("on rare tokens, damaged documents and random bytes", () => {
    fc.assert(
      fc.property(fc.oneof(tokenSoup, damaged(encoded), fc.uint8Array({ maxLength: 60 })), (bytes) =>
        expectAgreement(bytes),
      ),
      { numRuns: 600 },
    );
  });

  test("on texts of every length around the sizes that are treated apart", () => {
    for (const filling of ["a", "é", "日", "😀", "<", "\r", "\n"]) {
      for (const length of [1, 3, 11, 12, 13, 15, 16, 17, 31, 8191, 8192, 65_530, 65_536, 65_540, 70_001, 140_000]) {
        expectAgreement(leaf(new TextEncoder().encode(filling.repeat(length))));
        expectAgreement(opaque(new TextEncoder().encode(filling.repeat(length))));
      }
    }
    for (let length = 65_300; length < 65_560; length += 7) {
      expectAgreement(leaf(new TextEncoder().encode(`${"a".repeat(length)}日本語`)));
    }
  });

  test("on documents longer than the memory they are put together in, narrow and wide in turn", () => {
    const encoder = new TextEncoder();
    const contents = ["plain & simple ", "naïve ", "日本語、", "😀 ", "\r\n"].map((filling) =>
      encoder.encode(filling.repeat(Math.ceil(70_000 / filling.length))),
    );
    for (const order of ["0", "1", "2", "012", "210", "31", "0000400001", "2000000", "0111111"]) {
      for (const size of [1, 9, 70]) {
        const children = Array.from({ length: size }, (_, index) => contents[Number(order[index % order.length])]).map(
          (content = new Uint8Array(0), index) =>
            index % 2 ? leaf(content).subarray(5, -1) : opaque(content).subarray(5, -1),
        );
        const bytes = Uint8Array.from(
          Buffer.concat([Uint8Array.of(3, 1, 0x6a, 0, 0x45), ...children, [1]].map(Buffer.from)),
        );
        const { text, problems } = wbxmlToXml(bytes);
        expect(problems).toEqual([]);
        // A comparison of millions of characters must not print them.
        expect(decodeToText(bytes, "\n", 2) === text && byTree(bytes).text === text).toBe(true);
      }
    }
  });

  test("on every byte alone in a text and in opaque data, and at every place of a word", () => {
    for (let byte = 0; byte < 256; byte++) {
      for (let before = 0; before < 34; before += 5) {
        const content = new Uint8Array(before + 20).fill(0x61);
        content[before] = byte;
        expectAgreement(leaf(content));
        expectAgreement(opaque(content));
      }
    }
  });

  test("on ill-formed UTF-8 and characters XML has no place for", () => {
    for (const hex of [
      "EFBFBE",
      "EFBFBF",
      "EFBFBD",
      "EDA080",
      "C080",
      "E08080",
      "F4908080",
      "F08FBFBF",
      "E697",
      "F09F98",
      "80",
      "FF",
      "EFBBBF",
      "C3",
    ]) {
      for (const padding of [0, 20]) {
        const content = Uint8Array.from([
          ...new Uint8Array(padding).fill(0x61),
          ...bytesOf(hex),
          ...new Uint8Array(padding).fill(0x62),
        ]);
        expectAgreement(leaf(content));
        expectAgreement(opaque(content));
      }
    }
  });

  test("on opaque data that holds the end of CDATA", () => {
    for (const text of ["]]>", "]]]>", "a]]>]]>b", ">", "]>", "]]", "]]]]>>"])
      expectAgreement(opaque(new TextEncoder().encode(text)));
  });

  test("on nesting around the last indented level", () => {
    for (let levels = 25; levels < 45; levels++) {
      expectAgreement(
        Uint8Array.from([3, 1, 0x6a, 0, ...new Array(levels).fill(0x45), 0x0d, ...new Array(levels).fill(1)]),
      );
    }
  });
});

test("what servers and clients really send takes the fast road", () => {
  const slow = captures.files.filter(({ file }) => {
    const bytes = readBytes(`./captures/${file}`);
    return byTree(bytes).problems.length === 0 && decodeToText(bytes, "\n", 2) === undefined;
  });
  expect(slow).toEqual([]);
});

/** Sync with one Status of this text. */
const leaf = (content: Uint8Array): Uint8Array => Uint8Array.from([3, 1, 0x6a, 0, 0x45, 0x4e, 3, ...content, 0, 1, 1]);

/** Sync with one Status of this opaque data. */
const opaque = (content: Uint8Array): Uint8Array => {
  const { length } = content;
  const count =
    length < 128
      ? [length]
      : length < 0x4000
        ? [0x80 | (length >> 7), length & 0x7f]
        : [0x80 | (length >> 14), 0x80 | ((length >> 7) & 0x7f), length & 0x7f];
  return Uint8Array.from([3, 1, 0x6a, 0, 0x45, 0x4e, 0xc3, ...count, ...content, 1, 1]);
};
