import { equalBytes } from "@easel/codec/bytes";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { byteLength, bytesToByteText, byteTextToBytes, isRawByteChar, rawByteOf } from "./byte-text.ts";

const bytesOf = (...codes: number[]) => Uint8Array.from(codes);

describe("byte text", () => {
  it("shows valid UTF-8 as its characters, a BOM and NUL included", () => {
    const text = "\uFEFFGrüße 😀\u0000\r\n";
    expect(bytesToByteText(new TextEncoder().encode(text))).toBe(text);
  });

  it("keeps an ISO-8859-1 byte as one private-use character", () => {
    const text = bytesToByteText(bytesOf(0x47, 0xfc, 0x6e));
    expect(text).toBe("G\uEFFCn");
    expect(isRawByteChar(text.charCodeAt(1))).toBe(true);
    expect(rawByteOf(text.charCodeAt(1))).toBe(0xfc);
    expect(byteTextToBytes(text).bytes).toEqual(bytesOf(0x47, 0xfc, 0x6e));
  });

  it("keeps genuine UTF-8 of the reserved range as three raw bytes", () => {
    const bytes = new TextEncoder().encode("\uEF00\uEF80\uEFFF");
    const text = bytesToByteText(bytes);
    expect(text).toHaveLength(9);
    expect(byteTextToBytes(text).bytes).toEqual(bytes);
  });

  it("takes overlong forms, surrogates in UTF-8 and cut sequences as raw bytes", () => {
    for (const bytes of [
      bytesOf(0xc0, 0x80),
      bytesOf(0xed, 0xa0, 0x80),
      bytesOf(0xf4, 0x90, 0x80, 0x80),
      bytesOf(0xe2, 0x82),
    ]) {
      const text = bytesToByteText(bytes);
      expect([...text].every((character) => isRawByteChar(character.charCodeAt(0)))).toBe(true);
      expect(byteTextToBytes(text).bytes).toEqual(bytes);
    }
  });

  it("gives no bytes for a lone surrogate and says where it stands", () => {
    expect(byteTextToBytes("ab\uD800c")).toEqual({ loneSurrogateAt: 2 });
    expect(byteTextToBytes("😀\uDC00")).toEqual({ loneSurrogateAt: 2 });
  });

  it("maps any bytes to text and back", () => {
    const pieces = fc.oneof(
      fc.uint8Array({ maxLength: 40 }),
      fc.string({ unit: "grapheme" }).map((text) => new TextEncoder().encode(text)),
      fc.constantFrom(
        bytesOf(0xee, 0xbc, 0x80),
        bytesOf(0xee, 0xbf, 0xbf),
        bytesOf(0xef, 0xbb, 0xbf),
        bytesOf(0xf0, 0x9f),
      ),
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 8 }), (list) => {
        const bytes = Uint8Array.from(list.flatMap((piece) => [...piece]));
        const text = bytesToByteText(bytes);
        expect(byteTextToBytes(text).bytes).toEqual(bytes);
        expect(byteLength(text)).toBe(bytes.length);
      }),
    );
  });

  it("maps different bytes to different texts", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 6 }), fc.uint8Array({ maxLength: 6 }), (left, right) => {
        expect(bytesToByteText(left) === bytesToByteText(right)).toBe(left.join() === right.join());
      }),
    );
  });

  it("gives the same text wherever the chunks are cut", () => {
    const euro = [0xe2, 0x82, 0xac];
    for (const lead of [0, 1, 2, 3]) {
      const bytes = new Uint8Array(65536 * 2 + 9);
      for (let at = 0; at < bytes.length; at++) bytes[at] = at < lead ? 0x61 : (euro[(at - lead) % 3] ?? 0);
      bytes[70_001] = 0xff;
      expect(equalBytes(byteTextToBytes(bytesToByteText(bytes)).bytes ?? new Uint8Array(0), bytes)).toBe(true);
      expect(bytesToByteText(bytes).slice(lead, lead + 23_000) === "€".repeat(23_000)).toBe(true);
    }
  });
});
