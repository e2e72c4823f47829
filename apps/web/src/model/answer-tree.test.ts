import { pathOf } from "@easel/codec/document";
import { decodeWbxml, encodeWbxml } from "@easel/codec/wbxml";
import { parseXml } from "@easel/codec/xml";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  answerTree,
  closedAtFirst,
  elementAtBytes,
  openTo,
  pathOfIndex,
  placeAmongSiblings,
  visibleRows,
} from "./answer-tree.ts";
import { rowOf, treeStep } from "./tree-keys.ts";

const xml = (items: number) =>
  `<Sync xmlns="AirSync"><Status>1</Status><Collections><Collection><SyncKey>1</SyncKey><Commands>${"<Add><ServerId>1</ServerId></Add>".repeat(items)}</Commands></Collection></Collections></Sync>`;
const treeOf = (text: string) =>
  answerTree(decodeWbxml(encodeWbxml(parseXml(text).document).bytes ?? new Uint8Array()).document);
const small = treeOf(xml(2));
const names = (tree: typeof small, rows: readonly number[]) => rows.map((index) => tree.elements[index]?.name);

describe("the tree of an answer", () => {
  test("numbers its elements in document order and knows their paths", () => {
    expect(names(small, [...small.elements.keys()])).toEqual(
      "Sync Status Collections Collection SyncKey Commands Add ServerId Add ServerId".split(" "),
    );
    const root = small.elements[0];
    for (const [index, element] of small.elements.entries())
      expect(pathOfIndex(small, index)).toBe(root && pathOf(root, element));
    expect(placeAmongSiblings(small, 8)).toEqual({ place: 2, of: 2 });
  });

  test("finds the innermost element of bytes", () => {
    for (const [index, { byteSpan }] of small.elements.entries())
      expect(byteSpan && elementAtBytes(small, byteSpan)).toBe(index);
    expect(elementAtBytes(small, { start: 0, end: 1 })).toBe(-1);
  });

  test("begins open when it is short, with its lists closed when it is long", () => {
    expect(closedAtFirst(small).size).toBe(0);
    const long = treeOf(xml(1000));
    const rows = visibleRows(long, closedAtFirst(long));
    expect(rows).toHaveLength(1006);
    const last = long.elements.length - 1;
    expect(rowOf(rows, last)).toBe(-1);
    const opened = visibleRows(long, openTo(long, last, closedAtFirst(long)));
    expect(rowOf(opened, last)).toBe(1006);
  });

  test("places a problem at its element, the worst one first", () => {
    const { document } = decodeWbxml(encodeWbxml(parseXml(xml(1)).document).bytes ?? new Uint8Array());
    const span = answerTree(document).elements[1]?.byteSpan ?? { start: 0, end: 0 };
    const problem = { code: "x", source: "wbxml" as const, span };
    const tree = answerTree(document, [
      { ...problem, severity: "info", message: "a note" },
      { ...problem, severity: "error", message: "broken" },
    ]);
    expect([...tree.problems]).toEqual([[1, { severity: "error", message: "broken" }]]);
  });
});

describe("the keys of the tree", () => {
  const closed = new Set([5]);
  const rows = visibleRows(small, closed);
  const press = (key: string, index: number) =>
    treeStep(key, { tree: small, rows, row: rowOf(rows, index), isOpen: (at) => !closed.has(at), page: 3 });

  test("walk, open and close", () => {
    expect(names(small, rows)).toEqual(["Sync", "Status", "Collections", "Collection", "SyncKey", "Commands"]);
    expect(press("ArrowDown", 1)).toEqual({ row: 2 });
    expect(press("ArrowRight", 5)).toEqual({ open: 5 });
    expect(press("ArrowRight", 2)).toEqual({ row: 3 });
    expect(press("ArrowRight", 1)).toBeUndefined();
    expect(press("ArrowLeft", 2)).toEqual({ close: 2 });
    expect(press("ArrowLeft", 4)).toEqual({ row: 3 });
    expect(press("ArrowLeft", 5)).toEqual({ row: 3 });
    expect(press("End", 0)).toEqual({ row: 5 });
    expect(press("Home", 5)).toEqual({ row: 0 });
    expect(press("PageDown", 0)).toEqual({ row: 3 });
    expect(press("x", 0)).toBeUndefined();
  });

  test("lead to a row there is, from wherever one stands", () => {
    const keys = ["ArrowDown", "ArrowUp", "PageDown", "PageUp", "Home", "End", "ArrowLeft", "ArrowRight"];
    fc.assert(
      fc.property(
        fc.constantFrom(...keys),
        fc.uniqueArray(fc.integer({ min: 0, max: 9 })),
        fc.integer({ min: -1, max: 9 }),
        (key, shut, at) => {
          const shown = visibleRows(small, new Set(shut));
          const isOpen = (index: number) => !shut.includes(index);
          const row = Math.min(at, shown.length - 1);
          const step = treeStep(key, { tree: small, rows: shown, row, isOpen, page: 3 });
          if (step && "row" in step) expect(shown[step.row]).toBeDefined();
        },
      ),
    );
  });
});
