import { PieceText } from "@easel/codec/pieces";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  CR_MARK,
  CRLF_MARK,
  describeLineEnds,
  FOLD_MARK,
  fromEditorText,
  LF_MARK,
  LINE_ESCAPE,
  toEditorText,
} from "./line-ends.ts";

const pieces = fc.constantFrom(
  "\r",
  "\n",
  "\r\n",
  LF_MARK,
  CRLF_MARK,
  CR_MARK,
  LINE_ESCAPE,
  FOLD_MARK,
  "a",
  "ü",
  "\u2028",
);
const texts = fc.oneof(
  fc.array(pieces, { maxLength: 30 }).map((list) => list.join("")),
  fc.string({ unit: "binary" }),
);

describe("line ends", () => {
  it("shows a CRLF text with plain line feeds", () => {
    expect(toEditorText("a\r\nb\r\n")).toEqual({ text: "a\nb\n", mode: "crlf" });
    expect(fromEditorText("a\nb\n", "crlf")).toBe("a\r\nb\r\n");
  });

  it("marks the line that ends otherwise", () => {
    expect(toEditorText("a\r\nb\nc\r\n").text).toBe(`a\nb${LF_MARK}\nc\n`);
    expect(toEditorText("a\nb\nc\r\n")).toEqual({ text: `a\nb\nc${CRLF_MARK}\n`, mode: "lf" });
    expect(toEditorText("a\rb\r\n").text).toBe(`a${CR_MARK}b\n`);
  });

  it("takes CRLF for a new or undecided text", () => {
    expect(toEditorText("").mode).toBe("crlf");
    expect(toEditorText("a\nb\r\n").mode).toBe("crlf");
  });

  it("gives a typed line end the mode's bytes", () => {
    expect(fromEditorText(`a\nnew\nb${LF_MARK}\n`, "crlf")).toBe("a\r\nnew\r\nb\n");
  });

  it("drops a mark that lost its line end", () => {
    expect(fromEditorText(`a${LF_MARK}b${CRLF_MARK}`, "crlf")).toBe("ab");
  });

  it("keeps genuine characters that look like marks", () => {
    const text = `a${LF_MARK}\nb${LINE_ESCAPE}${CR_MARK}\r\n`;
    expect(fromEditorText(toEditorText(text, "crlf").text, "crlf")).toBe(text);
  });

  it("loses nothing of any text in either mode", () => {
    fc.assert(
      fc.property(texts, fc.constantFrom("crlf" as const, "lf" as const, undefined), (text, wanted) => {
        const editor = toEditorText(text, wanted);
        expect(editor.text).not.toContain("\r");
        expect(fromEditorText(editor.text, editor.mode)).toBe(text);
      }),
    );
  });

  it("says which line ends a text has", () => {
    expect(describeLineEnds(PieceText.of("a\r\nb\nc\rd"))).toEqual({ crlf: 1, lf: 1, cr: 1, mode: "mixed" });
    expect(describeLineEnds(PieceText.of("a\nb")).mode).toBe("lf");
    expect(describeLineEnds(PieceText.of("a\rb")).mode).toBe("cr");
    expect(describeLineEnds(PieceText.of("a")).mode).toBe("none");
  });
});
