import type { Span } from "@easel/codec/document";

/** Where the keyboard stands among bytes: `head` moves, the bytes from `anchor` to it are selected, both included. */
export interface ByteCursor {
  anchor: number;
  head: number;
}

export interface CursorKey {
  key: string;
  shiftKey: boolean;
  /** Ctrl, or Cmd on a Mac. */
  ctrlKey: boolean;
}

export const spanOfCursor = ({ anchor, head }: ByteCursor): Span => ({
  start: Math.min(anchor, head),
  end: Math.max(anchor, head) + 1,
});

/**
 * Where a key leads, in rows of `width` bytes of which a page shows `page`; undefined for a key bytes do not take.
 * Without Shift the one byte that is reached is selected, with it all from the anchor on.
 */
export function moveByteCursor(
  from: ByteCursor,
  { key, shiftKey, ctrlKey }: CursorKey,
  { length, width, page }: { length: number; width: number; page: number },
): ByteCursor | undefined {
  if (length === 0) return undefined;
  if (ctrlKey && key.toLowerCase() === "a") return { anchor: 0, head: length - 1 };
  const to = target(from.head, key, ctrlKey, width, page, length - 1);
  if (to === undefined) return undefined;
  const head = Math.max(0, Math.min(to, length - 1));
  return { anchor: shiftKey ? from.anchor : head, head };
}

function target(
  head: number,
  key: string,
  ctrl: boolean,
  width: number,
  page: number,
  last: number,
): number | undefined {
  /** Up and down stay in the column, so there is no row above the first or below the last. */
  const rows = (count: number): number => {
    const column = head % width;
    const to = head + count * width;
    if (to < 0) return count === -1 ? head : column;
    if (to <= last) return to;
    const lastRow = last - (last % width);
    return head >= lastRow && count === 1 ? head : Math.min(lastRow + column, last);
  };
  switch (key) {
    case "ArrowLeft":
      return head - 1;
    case "ArrowRight":
      return head + 1;
    case "ArrowUp":
      return rows(-1);
    case "ArrowDown":
      return rows(1);
    case "PageUp":
      return rows(-page);
    case "PageDown":
      return rows(page);
    case "Home":
      return ctrl ? 0 : head - (head % width);
    case "End":
      return ctrl ? last : head - (head % width) + width - 1;
    default:
      return undefined;
  }
}
