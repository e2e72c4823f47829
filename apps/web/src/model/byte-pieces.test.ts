import { PieceText } from "@easel/codec/pieces";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { byteOffsetOf, byteTextToPieces, hasReserved, textOffsetOf } from "./byte-pieces.ts";
import { bytesToByteText, byteTextToBytes } from "./byte-text.ts";

const unit = fc.constantFrom("a", "ö", "日", "😀", "\r\n", "\uEF80", "\uEFFF", "x".repeat(20_000));
const text = fc.array(unit, { maxLength: 12 }).map((units) => units.join(""));

describe("byte text in pieces", () => {
  it("stands for the same bytes", () => {
    fc.assert(
      fc.property(fc.oneof(text, fc.string({ unit: "binary" })), (whole) => {
        const { bytes, loneSurrogateAt } = byteTextToPieces(PieceText.of(whole));
        const wanted = byteTextToBytes(whole);
        expect(loneSurrogateAt).toBe(wanted.loneSurrogateAt);
        expect(bytes && Buffer.from(bytes.toBytes()).equals(wanted.bytes ?? Buffer.alloc(1))).toBe(
          wanted.bytes && true,
        );
        expect(hasReserved(PieceText.of(whole))).toBe(/[\uEF00-\uEFFF]/.test(whole));
      }),
    );
  });

  it("gives the place of each character in the bytes and back", () => {
    fc.assert(
      fc.property(text, (whole) => {
        const pieces = PieceText.of(whole);
        let at = 0;
        for (const met of whole.match(/x+|[\s\S]/gu) ?? []) {
          const bytes = byteTextToBytes(whole.slice(0, at)).bytes?.length ?? 0;
          expect(byteOffsetOf(pieces, at)).toBe(bytes);
          expect(textOffsetOf(pieces, bytes)).toBe(at);
          at += met.length;
        }
        expect(textOffsetOf(pieces, byteOffsetOf(pieces, whole.length))).toBe(whole.length);
      }),
      { numRuns: 50 },
    );
  });

  it("takes a byte inside a character for that character", () => {
    const pieces = PieceText.of(bytesToByteText(new TextEncoder().encode("a日b")));
    expect([0, 1, 2, 3, 4].map((at) => textOffsetOf(pieces, at))).toEqual([0, 1, 1, 1, 2]);
  });
});
