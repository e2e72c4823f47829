import { type PieceBytes, perPiece } from "../pieces/index.ts";
import { type LineCounts, type LineScan, type Lines, lineEndsOf, MAX_LINE_LENGTH, noLines } from "./lines.ts";
import type { LineEnd, MimeLine } from "./message.ts";

const LF = 10;
const CR = 13;
const HYPHEN = 0x2d;
const kinds = ["crlf", "lf", "cr"] as const satisfies LineEnd[];
const CRLF_KIND = 0;
const LF_KIND = 1;
const CR_KIND = 2;

/** The line ends of one piece. Offsets count in the piece. */
interface PieceLineEnds {
  /** Just after each line end. */
  ends: Uint32Array;
  /** Index into `kinds` for each. */
  kinds: Uint8Array;
  counts: [crlf: number, lf: number, cr: number];
  /** Index of the first line end of each kind, -1 without one. */
  firsts: [crlf: number, lf: number, cr: number];
  /** Line ends behind which a line begins with a hyphen that may be the first of two. */
  dashed: number[];
  /** Line ends that end a line which is too long and begins in this piece. */
  long: number[];
  nulAt: number;
}

const lineEndsIn = perPiece((piece: Uint8Array): PieceLineEnds => {
  const ends: number[] = [];
  const kindsMet: number[] = [];
  const found: PieceLineEnds = {
    ends: new Uint32Array(0),
    kinds: new Uint8Array(0),
    counts: [0, 0, 0],
    firsts: [-1, -1, -1],
    dashed: [],
    long: [],
    nulAt: piece.indexOf(0),
  };
  let start = -1;
  let nextLf = piece.indexOf(LF);
  let nextCr = piece.indexOf(CR);
  // `indexOf` passes over the text of a line many times faster than a loop here.
  while (nextLf >= 0 || nextCr >= 0) {
    const isLf = nextCr < 0 || (nextLf >= 0 && nextLf < nextCr);
    const at = isLf ? nextLf : nextCr;
    const kind = isLf ? LF_KIND : nextLf === at + 1 ? CRLF_KIND : CR_KIND;
    const index = ends.length;
    if (start >= 0 && at - start > MAX_LINE_LENGTH) found.long.push(index);
    if (found.counts[kind]++ === 0) found.firsts[kind] = index;
    start = at + widthOf(kind);
    ends.push(start);
    kindsMet.push(kind);
    if (piece[start] === HYPHEN && (start + 1 === piece.length || piece[start + 1] === HYPHEN))
      found.dashed.push(index);
    if (kind !== LF_KIND) nextCr = piece.indexOf(CR, start);
    if (kind !== CR_KIND) nextLf = piece.indexOf(LF, start);
  }
  found.ends = new Uint32Array(ends);
  found.kinds = new Uint8Array(kindsMet);
  return found;
});

/** `scanLines` of bytes in pieces: only pieces nobody has seen yet are read. */
export function scanPieceLines(bytes: PieceBytes): LineScan {
  const scan: LineCounts = noLines();
  const dashed: number[] = [];
  const isDashedAt = (offset: number) => bytes.at(offset) === HYPHEN && bytes.at(offset + 1) === HYPHEN;
  const pieces = bytes.pieces.map(lineEndsIn);
  const before = new Uint32Array(pieces.length + 1);
  /** Index and offset of the line that is open where a piece begins. */
  let line = 0;
  let lineStart = 0;
  const noteLong = (index: number) => {
    scan.longLines++;
    scan.firstLong ??= index;
  };
  for (const [index, piece] of pieces.entries()) {
    const offset = bytes.startOf(index);
    before[index] = line;
    if (lineStart === offset && isDashedAt(offset)) dashed.push(line);
    if (piece.nulAt >= 0) scan.nulAt ??= offset + piece.nulAt;
    for (const [kind, name] of kinds.entries()) {
      scan.counts[name] += piece.counts[kind] ?? 0;
      const first = piece.firsts[kind] ?? -1;
      if (first >= 0) noteFirst(scan, name, line + first);
    }
    const [firstEnd] = piece.ends;
    if (firstEnd === undefined) continue;
    if (offset + firstEnd - widthOf(piece.kinds[0]) - lineStart > MAX_LINE_LENGTH) noteLong(line);
    for (const local of piece.long) noteLong(line + local);
    for (const local of piece.dashed) {
      const start = piece.ends[local] ?? 0;
      if (start + 1 < (bytes.pieces[index]?.length ?? 0) || isDashedAt(offset + start)) dashed.push(line + local + 1);
    }
    line += piece.ends.length;
    lineStart = offset + (piece.ends[piece.ends.length - 1] ?? 0);
  }
  before[pieces.length] = line;
  if (lineStart < bytes.length) {
    scan.counts.none = 1;
    if (bytes.length - lineStart > MAX_LINE_LENGTH) noteLong(line);
  }
  scan.lineEnds = lineEndsOf(scan.counts);
  return { ...scan, lines: new PieceLines(bytes, pieces, before, dashed) };
}

/** The lines of bytes, found one by one. */
export const pieceLines = (bytes: PieceBytes): Lines => scanPieceLines(bytes).lines;

const widthOf = (kind: number | undefined): number => (kind === CRLF_KIND ? 2 : 1);

function noteFirst(scan: LineCounts, kind: (typeof kinds)[number], index: number): void {
  if (kind === "lf") scan.firstLf ??= index;
  else if (kind === "cr") scan.firstCr ??= index;
  else scan.firstCrlf ??= index;
}

class PieceLines implements Lines {
  readonly length: number;
  readonly #bytes: PieceBytes;
  readonly #pieces: readonly PieceLineEnds[];
  /** Line ends before each piece, and before the end. */
  readonly #before: Uint32Array;
  readonly #dashed: readonly number[];

  constructor(bytes: PieceBytes, pieces: readonly PieceLineEnds[], before: Uint32Array, dashed: readonly number[]) {
    this.#bytes = bytes;
    this.#pieces = pieces;
    this.#before = before;
    this.#dashed = dashed;
    const ended = before[pieces.length] ?? 0;
    this.length = ended + (this.#endAt(ended - 1).after < bytes.length ? 1 : 0);
  }

  at(index: number): MimeLine | undefined {
    if (!(index >= 0 && index < this.length)) return undefined;
    const start = this.#endAt(index - 1).after;
    const { from, lineEnd } = this.#endAt(index);
    return { span: { start, end: from }, lineEnd };
  }

  nextDashed(from: number): number {
    const dashed = this.#dashed;
    let low = 0;
    let high = dashed.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((dashed[middle] ?? 0) < from) low = middle + 1;
      else high = middle;
    }
    return dashed[low] ?? this.length;
  }

  /** Where the line end at an index stands; before the first and behind the last there is an empty one. */
  #endAt(index: number): { from: number; after: number; lineEnd: LineEnd } {
    if (index < 0) return { from: 0, after: 0, lineEnd: "none" };
    const total = this.#before[this.#pieces.length] ?? 0;
    if (index >= total) return { from: this.#bytes.length, after: this.#bytes.length, lineEnd: "none" };
    let low = 0;
    let high = this.#pieces.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#before[middle] ?? 0) <= index) low = middle;
      else high = middle - 1;
    }
    const piece = this.#pieces[low];
    const local = index - (this.#before[low] ?? 0);
    const kind = piece?.kinds[local];
    const after = this.#bytes.startOf(low) + (piece?.ends[local] ?? 0);
    return { from: after - widthOf(kind), after, lineEnd: kinds[kind ?? CRLF_KIND] ?? "crlf" };
  }
}
