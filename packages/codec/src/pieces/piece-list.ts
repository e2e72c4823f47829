/** Units of one piece when a long content is cut. */
export const PIECE_LENGTH = 16 * 1024;
/** A piece that grows beyond this is cut again. */
const MAX_PIECE_LENGTH = 2 * PIECE_LENGTH;
/** A piece shorter than this is joined to its neighbour, so that many edits leave no crumbs. */
const CRUMB = PIECE_LENGTH / 8;

/** What the list must know of its pieces. Pieces are never changed and never empty. */
export interface PieceKind<Piece extends { readonly length: number }> {
  slice(piece: Piece, start: number, end: number): Piece;
  join(pieces: readonly Piece[]): Piece;
  /** The unit at an offset of a piece, as a number. */
  unitAt(piece: Piece, at: number): number;
  /** Whether two units must stay in one piece. */
  belongTogether(left: number, right: number): boolean;
}

/** A piece cut into pieces of about `PIECE_LENGTH`; one that is short enough stays the piece it is. */
export function cutPiece<Piece extends { readonly length: number }>(kind: PieceKind<Piece>, piece: Piece): Piece[] {
  const { length } = piece;
  if (length === 0) return [];
  if (length <= MAX_PIECE_LENGTH) return [piece];
  const cut: Piece[] = [];
  let from = 0;
  while (length - from > MAX_PIECE_LENGTH) {
    let to = from + PIECE_LENGTH;
    while (to < length && kind.belongTogether(kind.unitAt(piece, to - 1), kind.unitAt(piece, to))) to++;
    cut.push(kind.slice(piece, from, to));
    from = to;
  }
  cut.push(kind.slice(piece, from, length));
  return cut;
}

/** Where each piece begins; one more entry at the end for the length of all. */
export function startsOf(pieces: readonly { readonly length: number }[]): number[] {
  const starts = new Array<number>(pieces.length + 1);
  let at = 0;
  for (let index = 0; index < pieces.length; index++) {
    starts[index] = at;
    at += pieces[index]?.length ?? 0;
  }
  starts[pieces.length] = at;
  return starts;
}

/** Index of the piece that holds the unit at `offset`; the last piece for the length of all. */
export function pieceIndexAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 2;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return Math.max(0, low);
}

/** The pieces of `[start, end)`; those that lie inside whole are the same objects. */
export function cutRange<Piece extends { readonly length: number }>(
  kind: PieceKind<Piece>,
  pieces: readonly Piece[],
  starts: readonly number[],
  start: number,
  end: number,
): Piece[] {
  if (end <= start) return [];
  const first = pieceIndexAt(starts, start);
  const last = pieceIndexAt(starts, end - 1);
  const range = pieces.slice(first, last + 1);
  const tail = range[range.length - 1];
  if (tail && end < (starts[last + 1] ?? 0)) range[range.length - 1] = kind.slice(tail, 0, end - (starts[last] ?? 0));
  const head = range[0];
  const skipped = start - (starts[first] ?? 0);
  if (head && skipped > 0) range[0] = kind.slice(head, skipped, head.length);
  return range;
}

/** Joins lists of pieces into one; pieces become others only where two meet that belong together. */
export function joinPieces<Piece extends { readonly length: number }>(
  kind: PieceKind<Piece>,
  lists: readonly (readonly Piece[])[],
): Piece[] {
  const joined: Piece[] = [];
  for (const list of lists) {
    const first = list[0];
    const last = joined[joined.length - 1];
    const meet = first && last && kind.belongTogether(kind.unitAt(last, last.length - 1), kind.unitAt(first, 0));
    if (meet) joined.splice(-1, 1, ...cutPiece(kind, kind.join([last, first])));
    // `push(...list)` would put some thousand pieces on the stack.
    for (let index = meet ? 1 : 0; index < list.length; index++) joined.push(list[index] as Piece);
  }
  return joined;
}

/**
 * The pieces of a content in which `inserted` stands between `left` and `right`. The pieces that meet become one, cut
 * again where it is too long: typing touches one piece and leaves no crumbs.
 */
export function splicePieces<Piece extends { readonly length: number }>(
  kind: PieceKind<Piece>,
  left: readonly Piece[],
  inserted: readonly Piece[],
  right: readonly Piece[],
): Piece[] {
  const merge = (...pieces: (Piece | undefined)[]): Piece[] => {
    const present = pieces.filter((piece) => piece !== undefined);
    return present.length === 1 ? present : cutPiece(kind, kind.join(present));
  };
  const before = left.slice(0, -1);
  const after = right.slice(1);
  let middle: Piece[];
  if (inserted.length > 1) {
    const head = merge(left[left.length - 1], inserted[0]);
    const tail = merge(inserted[inserted.length - 1], right[0]);
    middle = joinPieces(kind, [head, inserted.slice(1, -1), tail]);
  } else middle = merge(left[left.length - 1], inserted[0], right[0]);
  // What a deletion left may be too little for a piece of its own.
  if (middle.length === 1 && (middle[0]?.length ?? 0) < CRUMB) middle = merge(before.pop(), middle[0], after.shift());
  return joinPieces(kind, [before, middle, after]);
}

/** How many pieces both lists begin with, and how many more they end with; `areSame` is asked for others than the same object. */
export function sharedPieces<Piece>(
  before: readonly Piece[],
  after: readonly Piece[],
  areSame: (left: Piece, right: Piece) => boolean,
): { first: number; last: number } {
  const same = (left: Piece | undefined, right: Piece | undefined): boolean =>
    left === right || (left !== undefined && right !== undefined && areSame(left, right));
  const shortest = Math.min(before.length, after.length);
  let first = 0;
  while (first < shortest && same(before[first], after[first])) first++;
  let last = 0;
  while (last < shortest - first && same(before[before.length - 1 - last], after[after.length - 1 - last])) last++;
  return { first, last };
}
