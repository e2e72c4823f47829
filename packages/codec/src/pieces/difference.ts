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
  const { first, last } = sharedPieces(before.pieces, after.pieces, (one, other) => one.text === other.text);
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

/**
 * The replacements that make `before` of `after`, in order; places count in `before`. None when they are equal. Pieces
 * both have are not looked at, wherever they stand between what differs.
 */
export function bytesDifferences(before: PieceBytes, after: PieceBytes): BytesEdit[] {
  const edits: BytesEdit[] = [];
  const places = new Map(before.pieces.map((piece, index) => [piece, index]));
  let oldFrom = 0;
  let newFrom = 0;
  const close = (oldTo: number, newTo: number) => {
    const edit = smallest(before, after, [oldFrom, oldTo], [newFrom, newTo]);
    if (edit) edits.push(edit);
  };
  for (const [index, piece] of after.pieces.entries()) {
    const place = places.get(piece);
    if (place === undefined || place < oldFrom) continue;
    close(place, index);
    oldFrom = place + 1;
    newFrom = index + 1;
  }
  close(before.pieces.length, after.pieces.length);
  return edits;
}

export const equalBytePieces = (left: PieceBytes, right: PieceBytes): boolean =>
  left === right || (left.length === right.length && bytesDifferences(left, right).length === 0);

function smallest(
  before: PieceBytes,
  after: PieceBytes,
  [oldFrom, oldTo]: [number, number],
  [newFrom, newTo]: [number, number],
): BytesEdit | undefined {
  const from = before.startOf(oldFrom);
  const to = before.startOf(oldTo);
  const start = after.startOf(newFrom);
  const end = after.startOf(newTo);
  if (from === to && start === end) return undefined;
  const left = before.slice(from, to);
  const right = after.slice(start, end);
  const shortest = Math.min(left.length, right.length);
  let same = 0;
  while (same < shortest && left[same] === right[same]) same++;
  let last = 0;
  while (last < shortest - same && left[left.length - 1 - last] === right[right.length - 1 - last]) last++;
  if (same === left.length && same === right.length) return undefined;
  return { start: from + same, end: to - last, inserted: after.cut(start + same, end - last) };
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
