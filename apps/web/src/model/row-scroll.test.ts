import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MAX_SCROLL_HEIGHT, RowScroll } from "./row-scroll.ts";

const ROW = 20;
const VIEW = 300;
/** 35 MB at 16 bytes a row: 2,187,500 rows, 43.75 million px. */
const TALL = Math.ceil(35_000_000 / 16) * ROW;

function scrollOf(full: number): RowScroll {
  const area = Math.min(full, MAX_SCROLL_HEIGHT);
  const scroll = new RowScroll();
  scroll.resize({ full, area, maxBar: area - VIEW });
  return scroll;
}

/** A browser's bar: whole pixels between the ends. */
function setBar(scroll: RowScroll, bar: number): number {
  const put = Math.max(0, Math.min(Math.round(bar), MAX_SCROLL_HEIGHT - VIEW));
  scroll.scrolled(put);
  return put;
}

function rest(scroll: RowScroll, bar: number): number {
  const wanted = scroll.rest();
  if (wanted === undefined) return bar;
  scroll.placed(wanted);
  return wanted;
}

describe("a scroll area that is tall enough", () => {
  it("shows what its bar says", () => {
    const scroll = scrollOf(10_000);
    scroll.scrolled(4321);
    expect(scroll.top).toBe(4321);
    expect(scroll.rest()).toBeUndefined();
    expect(scroll.moveTo(77)).toBe(77);
  });
});

describe("a squeezed scroll area", () => {
  it("reaches the first and the last row by its bar", () => {
    const scroll = scrollOf(TALL);
    setBar(scroll, MAX_SCROLL_HEIGHT);
    expect(scroll.top).toBe(TALL - VIEW);
    setBar(scroll, 0);
    expect(scroll.top).toBe(0);
  });

  it("moves by what the wheel says, wherever it stands", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: TALL - VIEW }), fc.integer({ min: -900, max: 900 }), (start, step) => {
        const scroll = scrollOf(TALL);
        const bar = Math.round(scroll.moveTo(start));
        scroll.placed(bar);
        const before = scroll.top;
        const moved = setBar(scroll, bar + step) - bar;
        expect(scroll.top).toBeCloseTo(Math.max(0, Math.min(before + moved, TALL - VIEW)), 5);
      }),
    );
  });

  it.each(["first", "last"])("comes to the %s row by small steps alone, skipping none", (end) => {
    const scroll = scrollOf(TALL);
    const target = end === "first" ? 0 : TALL - VIEW;
    const step = end === "first" ? -100 : 100;
    let bar = Math.round(scroll.moveTo(target - step * 2500));
    scroll.placed(bar);
    for (let count = 0; scroll.top !== target; count++) {
      expect(count).toBeLessThan(2600);
      const before = scroll.top;
      bar = rest(scroll, setBar(scroll, bar + step));
      expect(Math.abs(scroll.top - before)).toBeLessThanOrEqual(101);
    }
    expect(scroll.top).toBe(target);
  });

  it("puts its bar right after steps without moving the rows", () => {
    const scroll = scrollOf(TALL);
    let bar = scroll.moveTo(TALL / 2);
    scroll.placed(bar);
    for (let count = 0; count < 100; count++) bar = setBar(scroll, bar + 200);
    const top = scroll.top;
    bar = rest(scroll, bar);
    expect(scroll.top).toBe(top);
    const leap = setBar(scroll, bar + 10_000);
    expect(scroll.top).toBeGreaterThan(top);
    expect(setBar(scroll, leap)).toBe(leap);
  });

  it("stays where it is when rows are added", () => {
    const scroll = scrollOf(TALL);
    scroll.placed(scroll.moveTo(30_000_000));
    scroll.resize({ full: TALL + ROW, area: MAX_SCROLL_HEIGHT, maxBar: MAX_SCROLL_HEIGHT - VIEW });
    expect(scroll.top).toBe(30_000_000);
  });
});
