import { concatBytes } from "../bytes/index.ts";
import { cutPiece, cutRange, joinPieces, type PieceKind, pieceIndexAt, splicePieces, startsOf } from "./piece-list.ts";

const kind: PieceKind<Uint8Array> = {
  slice: (piece, start, end) => piece.subarray(start, end),
  join: concatBytes,
  unitAt: (piece, at) => piece[at] ?? 0,
  belongTogether: (left, right) => left === 0x0d && right === 0x0a,
};

/**
 * Many bytes that are edited without being copied, as `PieceText` is: an edit shares all pieces but the one or two
 * it touches. No piece ends inside a CRLF. Immutable, as long as nobody writes into what it was made of.
 */
export class PieceBytes {
  static readonly empty = new PieceBytes([], new Uint8Array(0));

  readonly pieces: readonly Uint8Array[];
  readonly length: number;
  readonly #starts: readonly number[];
  #whole: Uint8Array | undefined;

  private constructor(pieces: readonly Uint8Array[], whole?: Uint8Array) {
    this.pieces = pieces;
    this.#starts = startsOf(pieces);
    this.length = this.#starts[pieces.length] ?? 0;
    this.#whole = whole;
  }

  /** Keeps the array itself, in views; it must not be written to any more. */
  static of(bytes: Uint8Array): PieceBytes {
    return bytes.length === 0 ? PieceBytes.empty : new PieceBytes(cutPiece(kind, bytes), bytes);
  }

  /** Of pieces that end outside every CRLF, such as those made from the pieces of a text. */
  static ofPieces(pieces: readonly Uint8Array[]): PieceBytes {
    return new PieceBytes(pieces.filter(({ length }) => length > 0));
  }

  static join(parts: readonly PieceBytes[]): PieceBytes {
    return new PieceBytes(
      joinPieces(
        kind,
        parts.map(({ pieces }) => pieces),
      ),
    );
  }

  startOf(index: number): number {
    return this.#starts[index] ?? this.length;
  }

  /** Index of the piece that holds an offset. */
  pieceIndexAt(offset: number): number {
    return pieceIndexAt(this.#starts, offset);
  }

  at(offset: number): number | undefined {
    if (!(offset >= 0 && offset < this.length)) return undefined;
    const index = this.pieceIndexAt(offset);
    return this.pieces[index]?.[offset - this.startOf(index)];
  }

  /** A part as one array: a view where it lies in one piece, else a copy. */
  slice(start: number, end = this.length): Uint8Array {
    const from = this.#clamp(start);
    const to = this.#clamp(end);
    if (this.#whole) return this.#whole.subarray(from, Math.max(from, to));
    const range = cutRange(kind, this.pieces, this.#starts, from, to);
    return range.length === 1 && range[0] ? range[0] : concatBytes(range);
  }

  /** A part that shares the pieces which lie in it whole. */
  cut(start: number, end = this.length): PieceBytes {
    const from = this.#clamp(start);
    const to = this.#clamp(end);
    if (from === 0 && to === this.length) return this;
    return new PieceBytes(cutRange(kind, this.pieces, this.#starts, from, to));
  }

  /** The bytes with `[start, end)` replaced. */
  edit(start: number, end: number, inserted: Uint8Array | PieceBytes): PieceBytes {
    const middle = inserted instanceof PieceBytes ? inserted : PieceBytes.of(inserted);
    const to = Math.max(start, end);
    return new PieceBytes(splicePieces(kind, this.cut(0, start).pieces, middle.pieces, this.cut(to).pieces));
  }

  /** All bytes in one array, put together once. Not to be written to. */
  toBytes(): Uint8Array {
    this.#whole ??= concatBytes(this.pieces);
    return this.#whole;
  }

  #clamp(offset: number): number {
    return Math.max(0, Math.min(offset, this.length));
  }
}
