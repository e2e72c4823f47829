import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { minimalEdit } from "./minimal-edit.ts";

const apply = (before: string, edit: ReturnType<typeof minimalEdit>): string =>
  edit ? before.slice(0, edit.start) + edit.text + before.slice(edit.end) : before;

describe("minimalEdit", () => {
  it("touches only what differs", () => {
    expect(minimalEdit("abcdef", "abXdef")).toEqual({ start: 2, end: 3, text: "X" });
    expect(minimalEdit("same", "same")).toBeUndefined();
  });

  it("always arrives at the text asked for", () => {
    const text = fc.string({ unit: fc.constantFrom("a", "b", "\n", "😀", "😁") });
    fc.assert(
      fc.property(text, text, (before, after) => {
        expect(apply(before, minimalEdit(before, after))).toBe(after);
      }),
    );
  });

  it("never cuts a surrogate pair", () => {
    const edit = minimalEdit("x😀y", "x😁y");
    expect(edit).toEqual({ start: 1, end: 3, text: "😁" });
  });
});
