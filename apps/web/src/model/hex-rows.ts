import type { ByteLabel } from "@easel/codec/wbxml";

export type HexWidth = 8 | 16;

export interface HexRow {
  /** Offset of the row's first byte. */
  offset: number;
  /** A view on the row's bytes: `width` of them, fewer in the last row. */
  bytes: Uint8Array;
}

export function rowCount(byteCount: number, width: HexWidth = 16): number {
  return Math.ceil(byteCount / width);
}

/** The row at `index`; past the end it has no bytes. */
export function rowAt(bytes: Uint8Array, index: number, width: HexWidth = 16): HexRow {
  const offset = index * width;
  return { offset, bytes: bytes.subarray(offset, Math.min(offset + width, bytes.length)) };
}

/** The label whose span holds the byte at `offset`. Labels are in byte order and do not overlap. */
export function labelAt(labels: readonly ByteLabel[], offset: number): ByteLabel | undefined {
  const label = labels[firstEndingAfter(labels, offset)];
  return label && label.span.start <= offset ? label : undefined;
}

/** Indexes `[from, to)` of the labels that touch the bytes in `[start, end)`. */
export function labelIndexRange(
  labels: readonly ByteLabel[],
  start: number,
  end: number,
): { from: number; to: number } {
  const from = firstEndingAfter(labels, start);
  let low = from;
  let high = labels.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((labels[middle]?.span.start ?? 0) < end) low = middle + 1;
    else high = middle;
  }
  return { from, to: low };
}

function firstEndingAfter(labels: readonly ByteLabel[], offset: number): number {
  let low = 0;
  let high = labels.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((labels[middle]?.span.end ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
