import { cutPiece, cutRange, joinPieces, type PieceKind, pieceIndexAt, splicePieces, startsOf } from "./piece-list.ts";

/** A run of text inside a `PieceText`: an object, so that what is known of it can be kept by its identity. */
export class TextPiece {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  get length(): number {
    return this.text.length;
  }
}

const isHighSurrogate = (unit: number): boolean => (unit & 0xfc00) === 0xd800;
const isLowSurrogate = (unit: number): boolean => (unit & 0xfc00) === 0xdc00;

const kind: PieceKind<TextPiece> = {
  slice: (piece, start, end) => new TextPiece(piece.text.slice(start, end)),
  join: (pieces) => new TextPiece(pieces.map(({ text }) => text).join("")),
  unitAt: (piece, at) => piece.text.charCodeAt(at),
  belongTogether: (left, right) =>
    (left === 0x0d && right === 0x0a) || (isHighSurrogate(left) && isLowSurrogate(right)),
};

/**
 * A long text that is edited without being copied: an edit gives another text that shares all pieces but the one or
 * two it touches. Offsets are UTF-16 units. No piece ends inside a CRLF or a surrogate pair. Immutable.
 */
export class PieceText {
  static readonly empty = new PieceText([], "");

  readonly pieces: readonly TextPiece[];
  readonly length: number;
  readonly #starts: readonly number[];
  #whole: string | undefined;

  private constructor(pieces: readonly TextPiece[], whole?: string) {
    this.pieces = pieces;
    this.#starts = startsOf(pieces);
    this.length = this.#starts[pieces.length] ?? 0;
    this.#whole = whole;
  }

  static of(text: string): PieceText {
    return text === "" ? PieceText.empty : new PieceText(cutPiece(kind, new TextPiece(text)), text);
  }

  static join(texts: readonly PieceText[]): PieceText {
    return new PieceText(
      joinPieces(
        kind,
        texts.map(({ pieces }) => pieces),
      ),
    );
  }

  /** Where a piece begins. */
  startOf(index: number): number {
    return this.#starts[index] ?? this.length;
  }

  /** Index of the piece that holds an offset. */
  pieceIndexAt(offset: number): number {
    return pieceIndexAt(this.#starts, offset);
  }

  /** The UTF-16 unit at an offset; NaN outside, as a string has it. */
  charCodeAt(offset: number): number {
    if (!(offset >= 0 && offset < this.length)) return Number.NaN;
    const index = this.pieceIndexAt(offset);
    return this.pieces[index]?.text.charCodeAt(offset - this.startOf(index)) ?? Number.NaN;
  }

  /** A part as a string; offsets are cut to the text, and negative ones are 0. */
  slice(start: number, end = this.length): string {
    const from = this.#clamp(start);
    const to = this.#clamp(end);
    if (from === 0 && to === this.length) return this.toString();
    return cutRange(kind, this.pieces, this.#starts, from, to)
      .map(({ text }) => text)
      .join("");
  }

  /** A part that shares the pieces which lie in it whole. */
  cut(start: number, end = this.length): PieceText {
    const from = this.#clamp(start);
    const to = this.#clamp(end);
    if (from === 0 && to === this.length) return this;
    return new PieceText(cutRange(kind, this.pieces, this.#starts, from, to));
  }

  /** The text with `[start, end)` replaced. */
  edit(start: number, end: number, inserted: string | PieceText): PieceText {
    const middle = typeof inserted === "string" ? PieceText.of(inserted) : inserted;
    const to = Math.max(start, end);
    return new PieceText(splicePieces(kind, this.cut(0, start).pieces, middle.pieces, this.cut(to).pieces));
  }

  /** The whole text, put together once. */
  toString(): string {
    this.#whole ??= this.pieces.map(({ text }) => text).join("");
    return this.#whole;
  }

  toJSON(): string {
    return this.toString();
  }

  #clamp(offset: number): number {
    return Math.max(0, Math.min(offset, this.length));
  }
}
