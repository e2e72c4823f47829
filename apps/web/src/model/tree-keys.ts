import type { AnswerTree } from "./answer-tree.ts";

export interface TreePlace {
  tree: AnswerTree;
  /** Numbers of the elements that have a row. */
  rows: readonly number[];
  /** The row the keyboard is on; -1 before the first press. */
  row: number;
  isOpen: (index: number) => boolean;
  /** Rows seen at once. */
  page: number;
}

/** What a key does: goes to a row, or opens or closes the one it is on. */
export type TreeStep = { row: number } | { open: number } | { close: number };

/** The keys of a tree (WAI-ARIA Authoring Practices, Tree View); undefined for one that means nothing here. */
export function treeStep(key: string, { tree, rows, row, isOpen, page }: TreePlace): TreeStep | undefined {
  const last = rows.length - 1;
  const index = rows[row] ?? -1;
  const hasChildren = (tree.sizes[index] ?? 0) > 0;
  const to = (next: number) => (last < 0 ? undefined : { row: Math.max(0, Math.min(last, next)) });
  switch (key) {
    case "ArrowDown":
      return to(row + 1);
    case "ArrowUp":
      return to(row - 1);
    case "PageDown":
      return to(Math.max(0, row) + page);
    case "PageUp":
      return to(row - page);
    case "Home":
      return to(0);
    case "End":
      return to(last);
    case "ArrowRight":
      if (!hasChildren) return undefined;
      // A row that is open is followed by its first child.
      return isOpen(index) ? to(row + 1) : { open: index };
    case "ArrowLeft": {
      if (hasChildren && isOpen(index)) return { close: index };
      const parent = tree.parents[index] ?? -1;
      return parent < 0 ? undefined : to(rowOf(rows, parent));
    }
    default:
      return undefined;
  }
}

/** The row of an element, by halves: rows are in the order of their numbers. -1 when it has none. */
export function rowOf(rows: readonly number[], index: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rows[middle] ?? 0) < index) low = middle + 1;
    else high = middle;
  }
  return rows[low] === index ? low : -1;
}
