import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { moveByteCursor, spanOfCursor } from "./byte-cursor.ts";

const view = { length: 100, width: 16, page: 3 };
const at = (head: number) => ({ anchor: head, head });
const press = (head: number, key: string, held: { shift?: boolean; ctrl?: boolean } = {}) =>
  moveByteCursor(at(head), { key, shiftKey: held.shift ?? false, ctrlKey: held.ctrl ?? false }, view);

describe("moveByteCursor", () => {
  it.each([
    ["ArrowRight", 5, 6],
    ["ArrowLeft", 5, 4],
    ["ArrowLeft", 0, 0],
    ["ArrowRight", 99, 99],
    ["ArrowDown", 5, 21],
    ["ArrowUp", 21, 5],
    ["ArrowUp", 5, 5],
    ["ArrowDown", 97, 97],
    ["ArrowDown", 85, 99],
    ["PageDown", 5, 53],
    ["PageDown", 70, 99],
    ["PageUp", 20, 4],
    ["Home", 21, 16],
    ["End", 21, 31],
    ["End", 97, 99],
  ])("%s leads from byte %i to byte %i", (key, from, to) => expect(press(from, key)).toEqual(at(to)));

  it("goes to the very ends with Ctrl, and takes all with Ctrl+A", () => {
    expect(press(50, "Home", { ctrl: true })).toEqual(at(0));
    expect(press(50, "End", { ctrl: true })).toEqual(at(99));
    expect(press(50, "a", { ctrl: true })).toEqual({ anchor: 0, head: 99 });
  });

  it("keeps the anchor while Shift is held", () => {
    const more = press(20, "ArrowDown", { shift: true });
    expect(more).toEqual({ anchor: 20, head: 36 });
    expect(more && spanOfCursor(more)).toEqual({ start: 20, end: 37 });
    const back = more && moveByteCursor(more, { key: "PageUp", shiftKey: true, ctrlKey: false }, view);
    expect(back && spanOfCursor(back)).toEqual({ start: 4, end: 21 });
  });

  it("leaves other keys and an empty body alone", () => {
    expect(press(5, "x")).toBeUndefined();
    expect(
      moveByteCursor(at(0), { key: "ArrowDown", shiftKey: false, ctrlKey: false }, { ...view, length: 0 }),
    ).toBeUndefined();
  });

  it("never leaves the bytes, whatever is pressed", () => {
    const keys = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "PageUp", "PageDown", "Home", "End"];
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 90 }),
        fc.constantFrom(8, 16),
        fc.array(fc.tuple(fc.constantFrom(...keys), fc.boolean(), fc.boolean()), { maxLength: 30 }),
        (length, width, presses) => {
          let cursor = at(0);
          for (const [key, shiftKey, ctrlKey] of presses) {
            cursor = moveByteCursor(cursor, { key, shiftKey, ctrlKey }, { length, width, page: 4 }) ?? cursor;
            const { start, end } = spanOfCursor(cursor);
            expect(start).toBeGreaterThanOrEqual(0);
            expect(end).toBeLessThanOrEqual(length);
          }
        },
      ),
    );
  });
});
