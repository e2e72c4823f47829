import { describe, expect, it } from "vitest";
import { elementLines } from "./xml-folding.ts";

const model = (text: string) => {
  const lines = text.split("\n");
  return { getLineCount: () => lines.length, getLineContent: (line: number) => lines[line - 1] ?? "" };
};

describe("elementLines", () => {
  it("gives the lines of elements that span several, without their last", () => {
    expect(elementLines(model("<a>\n  <b>\n    <c/>\n  </b>\n</a>"))).toEqual([
      { start: 2, end: 3, name: "b" },
      { start: 1, end: 4, name: "a" },
    ]);
  });

  it("takes nothing inside CDATA or a comment for a tag", () => {
    expect(elementLines(model("<a>\n<![CDATA[<b>\n</a>\n]]>\n<!-- <c>\n -->\n</a>"))).toEqual([
      { start: 1, end: 6, name: "a" },
    ]);
  });

  it("survives text that is not closed or nested wrongly", () => {
    expect(elementLines(model("<a>\n<b>\n</a>\n</c>\n<![CDATA["))).toEqual([{ start: 1, end: 2, name: "a" }]);
  });
});
