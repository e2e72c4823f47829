import type { ByteLabels } from "@easel/codec/incremental";
import type { PieceBytes } from "@easel/codec/pieces";
import type { ByteLabel } from "@easel/codec/wbxml";

export type HexWidth = 8 | 16;

export interface HexRow {
  /** Offset of the row's first byte. */
  offset: number;
  /** The row's bytes: `width` of them, fewer in the last row. */
  bytes: Uint8Array;
}

export function rowCount(byteCount: number, width: HexWidth = 16): number {
  return Math.ceil(byteCount / width);
}

/** The row at `index`; past the end it has no bytes. */
export function rowAt(bytes: PieceBytes, index: number, width: HexWidth = 16): HexRow {
  const offset = index * width;
  return { offset, bytes: bytes.slice(offset, offset + width) };
}

/** The label whose span holds the byte at `offset`. Labels are in byte order and do not overlap. */
export function labelAt(labels: ByteLabels, offset: number): ByteLabel | undefined {
  const label = labels.at(firstEndingAfter(labels, offset));
  return label && label.span.start <= offset ? label : undefined;
}

/** Indexes `[from, to)` of the labels that touch the bytes in `[start, end)`. */
export function labelIndexRange(labels: ByteLabels, start: number, end: number): { from: number; to: number } {
  const from = firstEndingAfter(labels, start);
  let low = from;
  let high = labels.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((labels.at(middle)?.span.start ?? 0) < end) low = middle + 1;
    else high = middle;
  }
  return { from, to: low };
}

/** The labels that touch the bytes in `[start, end)`, each made once. */
export function labelsBetween(labels: ByteLabels, start: number, end: number): ByteLabel[] {
  const found: ByteLabel[] = [];
  for (let index = firstEndingAfter(labels, start); index < labels.length; index++) {
    const label = labels.at(index);
    if (!label || label.span.start >= end) break;
    found.push(label);
  }
  return found;
}

function firstEndingAfter(labels: ByteLabels, offset: number): number {
  let low = 0;
  let high = labels.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((labels.at(middle)?.span.end ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
