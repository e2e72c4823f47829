import type { HexWidth } from "../../model/hex-rows.ts";

/** Rows drawn one under the other, as `HexRow` draws them. */
export interface DrawnRows {
  block: HTMLElement;
  /** Index of the first of them. */
  first: number;
  /** In px. */
  rowHeight: number;
  width: HexWidth;
}

/** Offset of the byte at a point of the window, or of the nearest one; a point above or below leads on by rows. */
export function byteUnder({ block, first, rowHeight, width }: DrawnRows, length: number, x: number, y: number): number {
  const index = Math.floor((y - block.getBoundingClientRect().top) / rowHeight);
  const drawn = block.children[Math.max(0, Math.min(index, block.children.length - 1))];
  const row = Math.max(0, Math.min(first + index, Math.ceil(length / width) - 1));
  return Math.min(row * width + (drawn ? columnUnder(drawn, x) : 0), length - 1);
}

/** A run holds bytes of one width: which of them it is follows from how far in it the point lies. */
function columnUnder(row: Element, x: number): number {
  const [, hex, ascii] = row.children;
  if (!hex || !ascii) return 0;
  const inAscii = x >= ascii.getBoundingClientRect().left - 4;
  let column = 0;
  for (const run of (inAscii ? ascii : hex).children) {
    const { left, right } = run.getBoundingClientRect();
    const count = (run.textContent?.length ?? 0) / (inAscii ? 1 : 3);
    if (x < right) return column + Math.max(0, Math.floor(((x - left) / (right - left)) * count));
    column += count;
  }
  return Math.max(0, column - 1);
}
