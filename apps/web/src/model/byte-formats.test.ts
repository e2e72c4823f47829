import { decodeBase64, decodeHex } from "@easel/codec/bytes";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ByteFormat, byteFormats, formatBytes } from "./byte-formats.ts";

/** What each form means to the tool it is for. */
const readers: Record<ByteFormat, (text: string) => Uint8Array | undefined> = {
  hex: decodeHex,
  xxd: (text) => Uint8Array.from(text.split("\n").flatMap((line) => pairsOf(line.slice(10, 49)))),
  base64: (text) => decodeBase64(text),
  c: (text) => Uint8Array.from(pairsOf(text.slice(text.indexOf("{")).replaceAll("0x", ""))),
  python: readPython,
  javascript: (text) => new Function(`return ${text}`)() as Uint8Array,
};

const pairsOf = (text: string): number[] => (text.match(/[0-9a-f]{2}/g) ?? []).map((pair) => Number.parseInt(pair, 16));

/** Bytes literals one after the other are one, inside parentheses. */
function readPython(text: string): Uint8Array {
  const bytes: number[] = [];
  for (const [, literal = ""] of text.matchAll(/b"((?:[^"\\\n]|\\x[0-9a-f]{2})*)"/g)) {
    for (const [unit] of literal.matchAll(/\\x..|[^\\]/g)) {
      bytes.push(unit.length > 1 ? Number.parseInt(unit.slice(2), 16) : unit.charCodeAt(0));
    }
  }
  return Uint8Array.from(bytes);
}

describe("formatBytes", () => {
  for (const { format, label } of byteFormats) {
    it(`writes ${label} that reads back as the same bytes`, () => {
      fc.assert(
        fc.property(fc.uint8Array({ minLength: 1, maxLength: 70 }), (bytes) => {
          expect(readers[format](formatBytes(bytes, format))).toEqual(bytes);
        }),
      );
    });
  }

  it("writes what xxd writes", () => {
    const bytes = new TextEncoder().encode('\x03\x01j\0"From: <megan>');
    expect(formatBytes(bytes, "xxd")).toBe(
      '00000000: 0301 6a00 2246 726f 6d3a 203c 6d65 6761  ..j."From: <mega\n' +
        "00000010: 6e3e                                     n>\n",
    );
  });

  it("keeps a few bytes on one line", () => {
    const bytes = Uint8Array.of(3, 0x22, 0x41);
    expect(formatBytes(bytes, "c")).toBe("unsigned char bytes[3] = {0x03, 0x22, 0x41};\n");
    expect(formatBytes(bytes, "python")).toBe('b"\\x03\\x22A"\n');
    expect(formatBytes(bytes, "javascript")).toBe("new Uint8Array([0x03, 0x22, 0x41])\n");
  });
});
