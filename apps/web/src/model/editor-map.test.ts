import { PieceText } from "@easel/codec/pieces";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EditorMap } from "./editor-map.ts";
import { CR_MARK, FOLD_MARK, fromEditorText, LF_MARK, LINE_ESCAPE, toEditorText } from "./line-ends.ts";

/** Editor text as Monaco counts it: each "\n" is the mode's line end. */
const counted = (text: string, mode: "crlf" | "lf") =>
  mode === "crlf" ? toEditorText(text, mode).text.replaceAll("\n", "\r\n") : toEditorText(text, mode).text;

describe("the map between a text and its editor", () => {
  it("counts a marked LF as its mark and a CRLF, and what is folded away as one character", () => {
    const map = new EditorMap(PieceText.of("a\r\nb\nc"), "crlf");
    expect([0, 1, 3, 4, 5, 6].map((at) => map.toEditor(at))).toEqual([0, 1, 3, 4, 7, 8]);
    expect([3, 4, 5, 6, 7, 8].map((at) => map.toText(at))).toEqual([3, 4, 4, 4, 5, 6]);
    const folded = new EditorMap(PieceText.of("ab0123456789cd"), "crlf", [{ start: 2, end: 12 }]);
    expect([1, 2, 7, 12, 14].map((at) => folded.toEditor(at))).toEqual([1, 2, 2, 3, 5]);
    expect([2, 3, 5].map((at) => folded.toText(at))).toEqual([2, 12, 14]);
    expect([folded.touches(0, 1), folded.touches(1, 2), folded.touches(3, 3), folded.touches(4, 5)]).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  it("maps the start of every character there and back, and knows what is not the same in both", () => {
    const piece = fc.constantFrom("\r", "\n", "\r\n", "ab", LF_MARK, CR_MARK, LINE_ESCAPE, FOLD_MARK, "x".repeat(9000));
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), fc.constantFrom("crlf" as const, "lf" as const), (list, mode) => {
        const text = list.join("");
        const map = new EditorMap(PieceText.of(text), mode);
        const editor = counted(text, mode);
        expect(map.toEditor(text.length)).toBe(editor.length);
        let at = 0;
        for (const met of text.match(/\r\n|x+|[\s\S]/g) ?? []) {
          const there = map.toEditor(at);
          expect(map.toText(there)).toBe(at);
          const before = editor.slice(0, there).replaceAll("\r\n", "\n");
          expect(fromEditorText(before, mode) === text.slice(0, at)).toBe(true);
          const shown = counted(met, mode);
          if (met !== shown) expect(map.touches(there, there + shown.length)).toBe(true);
          at += met.length;
        }
      }),
    );
  });
});
