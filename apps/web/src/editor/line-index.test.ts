import fc from "fast-check";
import { expect, it } from "vitest";
import { LineIndex } from "./line-index.ts";

it("counts lines and columns from 1", () => {
  const index = new LineIndex("ab\ncd\n");
  expect([0, 2, 3, 5, 6, 99].map((offset) => Object.values(index.placeOf(offset)))).toEqual([
    [1, 1],
    [1, 3],
    [2, 1],
    [2, 3],
    [3, 1],
    [3, 1],
  ]);
});

it("goes back to the offset it came from, for any text", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom("a", "\n", "😀") }), (text) => {
      const index = new LineIndex(text);
      for (let offset = 0; offset <= text.length; offset++) expect(index.offsetOf(index.placeOf(offset))).toBe(offset);
    }),
  );
});
