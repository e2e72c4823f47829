import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  bytesDifferences,
  equalBytePieces,
  PIECE_LENGTH,
  PieceBytes,
  PieceText,
  pieceSearch,
  textDifference,
} from "./index.ts";

const unit = fc.constantFrom("a", "b", "\r", "\n", "\r\n", "😀", "é");
/** Long runs, so that pieces are cut, around short ones, where edits meet what belongs together. */
const text = fc
  .array(
    fc.oneof(
      unit,
      fc.tuple(unit, fc.integer({ min: 1, max: PIECE_LENGTH * 2 })).map(([one, many]) => one.repeat(many)),
    ),
    {
      maxLength: 6,
    },
  )
  .map((parts) => parts.join(""));
const edits = fc.array(fc.tuple(fc.nat(), fc.nat(), fc.oneof(unit, text)), { maxLength: 6 });

const findBreak = pieceSearch("\r\nb");
const findSmile = pieceSearch("😀a\r");

const range = (length: number, where: number, size: number): [number, number] => {
  const start = where % (length + 1);
  return [start, Math.min(length, start + (size % 3 === 0 ? size % (length + 1) : size % 4))];
};

describe("PieceText", () => {
  it("is the text after any edits, and cuts no CRLF and no surrogate pair", () => {
    fc.assert(
      fc.property(text, edits, (whole, changes) => {
        let plain = whole;
        let pieces = PieceText.of(whole);
        for (const [where, size, inserted] of changes) {
          const [start, end] = range(plain.length, where, size);
          plain = plain.slice(0, start) + inserted + plain.slice(end);
          pieces = pieces.edit(start, end, inserted);
        }
        expect(pieces.length).toBe(plain.length);
        expect(pieces.toString() === plain).toBe(true);
        expect(pieces.slice(3, 20)).toBe(plain.slice(3, 20));
        expect(pieces.charCodeAt(plain.length >> 1)).toEqual(plain.charCodeAt(plain.length >> 1));
        for (const from of [0, 1, plain.length >> 1]) {
          expect(findBreak(pieces, from)).toBe(plain.indexOf("\r\nb", from));
          expect(findSmile(pieces, from)).toBe(plain.indexOf("😀a\r", from));
        }
        for (const [index, piece] of pieces.pieces.entries()) {
          const seam = piece.text.slice(-1) + (pieces.pieces[index + 1]?.text[0] ?? "");
          expect(piece.length > 0 && piece.length <= PIECE_LENGTH * 2 + 1).toBe(true);
          expect(seam === "\r\n" || /^[\uD800-\uDBFF][\uDC00-\uDFFF]$/.test(seam)).toBe(false);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("keeps all pieces but the one typed in, and leaves no crumbs", () => {
    let typed = PieceText.of("0123456789abcde\n".repeat(20_000));
    const before = typed;
    for (let count = 0; count < 500; count++) typed = typed.edit(40_000 + count, 40_000 + count, "x");
    const kept = typed.pieces.filter((piece) => before.pieces.includes(piece)).length;
    expect(kept).toBeGreaterThanOrEqual(before.pieces.length - 2);
    expect(typed.pieces.length).toBeLessThanOrEqual(before.pieces.length + 1);
    for (let count = 0; count < 5000; count++)
      typed = typed.edit((count * 7919) % 300_000, (count * 7919) % 300_000, "y");
    expect(typed.pieces.length).toBeLessThanOrEqual((typed.length / PIECE_LENGTH) * 2);
  });

  it("says what a string says of places outside", () => {
    const pieces = PieceText.of("abc");
    expect([pieces.charCodeAt(-1), pieces.charCodeAt(3), PieceText.empty.charCodeAt(0)]).toEqual([NaN, NaN, NaN]);
    expect([pieces.slice(1), pieces.slice(2, 1), PieceText.empty.slice(0, 9)]).toEqual(["bc", "", ""]);
    expect(JSON.stringify({ pieces })).toBe('{"pieces":"abc"}');
  });
});

describe("PieceBytes", () => {
  it("is the bytes after any edits", () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 50 }),
      fc.array(fc.constantFrom(13, 10, 65), { maxLength: 50 }).map((units) => Uint8Array.from(units)),
      fc.nat(PIECE_LENGTH * 5).map((length) => new Uint8Array(length).fill(13)),
    );
    fc.assert(
      fc.property(bytes, fc.array(fc.tuple(fc.nat(), fc.nat(), bytes), { maxLength: 6 }), (whole, changes) => {
        let plain = Buffer.from(whole);
        let pieces = PieceBytes.of(whole);
        for (const [where, size, inserted] of changes) {
          const [start, end] = range(plain.length, where, size);
          plain = Buffer.concat([plain.subarray(0, start), inserted, plain.subarray(end)]);
          pieces = pieces.edit(start, end, inserted);
        }
        expect(plain.equals(pieces.toBytes())).toBe(true);
        expect(plain.subarray(2, 40).equals(pieces.cut(2, 40).toBytes())).toBe(true);
        expect(plain.subarray(2, 40).equals(pieces.edit(0, 0, PieceBytes.empty).slice(2, 40))).toBe(true);
        expect(pieces.at(plain.length >> 1)).toBe(plain[plain.length >> 1]);
        for (const [index, piece] of pieces.pieces.entries())
          expect(piece[piece.length - 1] === 13 && pieces.pieces[index + 1]?.[0] === 10).toBe(false);
      }),
      { numRuns: 300 },
    );
  });
});

describe("the difference", () => {
  it("leads from one text to the other, is the smallest, and cuts no surrogate pair", () => {
    fc.assert(
      fc.property(text, edits, (whole, changes) => {
        const before = PieceText.of(whole);
        let after = before;
        for (const [where, size, inserted] of changes)
          after = after.edit(...range(after.length, where, size), inserted);
        const edit = textDifference(before, after);
        expect(edit === undefined).toBe(before.toString() === after.toString());
        if (!edit) return;
        expect(before.edit(edit.start, edit.end, edit.inserted).toString() === after.toString()).toBe(true);
        const old = before.slice(edit.start, edit.end);
        const now = edit.inserted.toString();
        const cutsPair = (at: number) => /^[\uD800-\uDBFF][\uDC00-\uDFFF]$/.test(before.slice(at - 1, at + 1));
        expect([cutsPair(edit.start), cutsPair(edit.end)]).toEqual([false, false]);
        if (old !== "" && now !== "") expect(old.codePointAt(0)).not.toBe(now.codePointAt(0));
      }),
      { numRuns: 300 },
    );
  });

  it("of bytes leads from one to the other, by one edit for each place that differs", () => {
    const bytes = fc.nat(PIECE_LENGTH * 6).map((length) => new Uint8Array(length).map((_, at) => at % 251));
    fc.assert(
      fc.property(
        bytes,
        fc.array(fc.tuple(fc.nat(), fc.nat(3), fc.uint8Array({ maxLength: 3 })), { maxLength: 3 }),
        (whole, changes) => {
          const before = PieceBytes.of(whole);
          let after = before;
          for (const [where, size, inserted] of changes)
            after = after.edit(...range(after.length, where, size * 3 + 1), inserted);
          const edits = bytesDifferences(before, after);
          let made = before;
          for (const edit of edits.toReversed()) made = made.edit(edit.start, edit.end, edit.inserted);
          expect(Buffer.from(made.toBytes()).equals(after.toBytes())).toBe(true);
          expect(edits.length).toBeLessThanOrEqual(changes.length);
          expect(equalBytePieces(before, after)).toBe(Buffer.from(whole).equals(after.toBytes()));
        },
      ),
    );
  });

  it("does not look at what both share", () => {
    const before = PieceText.of("0123456789abcde\n".repeat(100_000));
    const edit = textDifference(before, before.edit(800_000, 800_001, "xyz"));
    expect([edit?.start, edit?.end, edit?.inserted.toString()]).toEqual([800_000, 800_001, "xyz"]);
  });
});
