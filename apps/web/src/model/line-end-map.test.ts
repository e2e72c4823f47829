import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createLineEndMap } from "./line-end-map.ts";
import { CR_MARK, fromEditorText, LF_MARK, LINE_ESCAPE, toEditorText } from "./line-ends.ts";

describe("line end map", () => {
  it("counts a CRLF as one character of the editor and a marked LF as two", () => {
    const map = createLineEndMap("a\r\nb\nc", "crlf");
    expect([0, 1, 3, 4, 5, 6].map(map.toEditor)).toEqual([0, 1, 2, 3, 5, 6]);
    expect([0, 1, 2, 3, 4, 5, 6].map(map.toText)).toEqual([0, 1, 3, 4, 4, 5, 6]);
  });

  it("maps the start of every character there and back", () => {
    const piece = fc.constantFrom("\r", "\n", "\r\n", "ab", LF_MARK, CR_MARK, LINE_ESCAPE);
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), fc.constantFrom("crlf" as const, "lf" as const), (list, mode) => {
        const text = list.join("");
        const map = createLineEndMap(text, mode);
        const editor = toEditorText(text, mode).text;
        expect(map.toEditor(text.length)).toBe(editor.length);
        const starts = [...text.matchAll(/\r\n|[\s\S]/g)].map((match) => match.index);
        for (const at of starts) {
          const there = map.toEditor(at);
          expect(map.toText(there)).toBe(at);
          expect(fromEditorText(editor.slice(0, there), mode)).toBe(text.slice(0, at));
        }
      }),
    );
  });
});
