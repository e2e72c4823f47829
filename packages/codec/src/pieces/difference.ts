import type { PieceBytes } from "./piece-bytes.ts";
import { sharedPieces } from "./piece-list.ts";
import type { PieceText } from "./piece-text.ts";

/** One replacement: what stood in `[start, end)` becomes `inserted`. */
export interface TextEdit {
  start: number;
  end: number;
  inserted: PieceText;
}

export interface BytesEdit {
  start: number;
  end: number;
  inserted: PieceBytes;
}

/**
 * The one smallest replacement that makes `before` of `after`; undefined when they are equal. What they share by
 * identity is not looked at, so that after a keystroke it costs no more than the piece that was typed in. Never
 * begins or ends inside a surrogate pair.
 */
export function textDifference(before: PieceText, after: PieceText): TextEdit | undefined {
  if (before === after) return undefined;
  const { first, last } = sharedPieces(before.pieces, after.pieces);
  const from = before.startOf(first);
  const left = before.slice(from, before.startOf(before.pieces.length - last));
  const right = after.slice(from, after.startOf(after.pieces.length - last));
  if (left === right) return undefined;
  let { start, same } = commonEnds(left, right);
  // A cut through a surrogate pair would make two broken characters of one.
  if (start > 0 && (left.charCodeAt(start - 1) & 0xfc00) === 0xd800) start--;
  if (same > 0 && (left.charCodeAt(left.length - same) & 0xfc00) === 0xdc00) same--;
  return {
    start: from + start,
    end: from + left.length - same,
    inserted: after.cut(from + start, from + right.length - same),
  };
}

/** As `textDifference`, for bytes. */
export function bytesDifference(before: PieceBytes, after: PieceBytes): BytesEdit | undefined {
  if (before === after) return undefined;
  const { first, last } = sharedPieces(before.pieces, after.pieces);
  const from = before.startOf(first);
  const leftEnd = before.startOf(before.pieces.length - last);
  const rightEnd = after.startOf(after.pieces.length - last);
  const left = before.slice(from, leftEnd);
  const right = after.slice(from, rightEnd);
  const shortest = Math.min(left.length, right.length);
  let start = 0;
  while (start < shortest && left[start] === right[start]) start++;
  let same = 0;
  while (same < shortest - start && left[left.length - 1 - same] === right[right.length - 1 - same]) same++;
  if (start === left.length && start === right.length) return undefined;
  return { start: from + start, end: leftEnd - same, inserted: after.cut(from + start, rightEnd - same) };
}

/** Units compared at a time, coarse first: comparing strings is many times faster than comparing their units. */
const STRIDES = [4096, 256, 16, 1];

function commonEnds(left: string, right: string): { start: number; same: number } {
  const shortest = Math.min(left.length, right.length);
  let start = 0;
  let same = 0;
  for (const stride of STRIDES) {
    while (start + stride <= shortest && left.slice(start, start + stride) === right.slice(start, start + stride))
      start += stride;
  }
  for (const stride of STRIDES) {
    while (same + stride <= shortest - start && endOf(left, same, stride) === endOf(right, same, stride))
      same += stride;
  }
  return { start, same };
}

/** The `stride` units before the last `same`. */
const endOf = (text: string, same: number, stride: number): string =>
  text.slice(text.length - same - stride, text.length - same);
