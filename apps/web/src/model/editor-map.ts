import type { Span } from "@easel/codec/document";
import { type PieceText, perPiece, type TextPiece } from "@easel/codec/pieces";
import { type LineMode, lineEndsIn } from "./line-ends.ts";

/** Something that is not the same characters in a text and in the editor. Ends are exclusive. */
interface Unit {
  text: number;
  textEnd: number;
  editor: number;
  editorEnd: number;
}

interface Segment {
  units: readonly Unit[];
  textLength: number;
  editorLength: number;
}

const RESERVED = /[\uEF0A\uEF0D\uEF0E\uEF1B\uEF1C]/;
const isReserved = perPiece(({ text }: TextPiece) => RESERVED.test(text));
const nothing: readonly Unit[] = [];

/** Whether a piece is the same characters in an editor whose line ends are of this mode. */
function isPlain(piece: TextPiece, mode: LineMode): boolean {
  const { crlf, lf, cr } = lineEndsIn(piece);
  return cr === 0 && (mode === "crlf" ? lf : crlf) === 0 && !isReserved(piece);
}

const segmentIn = {
  crlf: perPiece((piece: TextPiece) => readSegment(piece, "crlf")),
  lf: perPiece((piece: TextPiece) => readSegment(piece, "lf")),
};

function readSegment(piece: TextPiece, mode: LineMode): Segment {
  const { text } = piece;
  if (isPlain(piece, mode)) return { units: nothing, textLength: text.length, editorLength: text.length };
  const units: Unit[] = [];
  let shift = 0;
  for (const { 0: met, index } of text.matchAll(/\r\n|[\n\r\uEF0A\uEF0D\uEF0E\uEF1B\uEF1C]/g)) {
    if (met === (mode === "crlf" ? "\r\n" : "\n")) continue;
    // A marked LF is the mark and the editor's own line end, CRLF; an escaped character two.
    const size = met === "\n" ? 3 : met === "\r" ? 1 : 2;
    const editor = index + shift;
    units.push({ text: index, textEnd: index + met.length, editor, editorEnd: editor + size });
    shift += size - met.length;
  }
  return { units, textLength: text.length, editorLength: text.length + shift };
}

/** Whether a text is, character by character, what an editor of this mode shows of it. */
export const isPlainText = (text: PieceText, mode: LineMode): boolean =>
  text.pieces.every((piece) => isPlain(piece, mode));

/**
 * Offsets between a text and its editor's text (`line-ends`), in which a line end counts as many characters as the
 * mode's own has, as Monaco counts them. A span that is folded away is one character there. Only pieces that have
 * changed are read again. Folds come in order and do not touch.
 */
export class EditorMap {
  readonly #segments: readonly Segment[];
  readonly #textStarts: number[] = [];
  readonly #editorStarts: number[] = [];
  /** Nothing differs: an offset is the other. */
  readonly #isIdentity: boolean;

  constructor(text: PieceText, mode: LineMode, folds: readonly Span[] = []) {
    this.#isIdentity = folds.length === 0 && isPlainText(text, mode);
    this.#segments = this.#isIdentity ? [] : segmentsOf(text, mode, folds);
    let textAt = 0;
    let editorAt = 0;
    for (const { textLength, editorLength } of this.#segments) {
      this.#textStarts.push(textAt);
      this.#editorStarts.push(editorAt);
      textAt += textLength;
      editorAt += editorLength;
    }
  }

  /** An offset inside a unit is that unit's beginning. */
  toEditor(offset: number): number {
    return this.#translate(offset, this.#textStarts, this.#editorStarts, "text", "editor");
  }

  toText(offset: number): number {
    return this.#translate(offset, this.#editorStarts, this.#textStarts, "editor", "text");
  }

  /** Whether an editor span touches something that is not the same characters in the text. */
  touches(start: number, end: number): boolean {
    if (this.#isIdentity) return false;
    const last = segmentAt(this.#editorStarts, end);
    for (let index = segmentAt(this.#editorStarts, start - 1); index <= last; index++) {
      const from = this.#editorStarts[index] ?? 0;
      const units = this.#segments[index]?.units ?? nothing;
      if (units.some((unit) => from + unit.editor <= end && from + unit.editorEnd >= start)) return true;
    }
    return false;
  }

  #translate(
    offset: number,
    from: readonly number[],
    to: readonly number[],
    here: "text" | "editor",
    there: "text" | "editor",
  ): number {
    if (this.#isIdentity) return offset;
    const index = segmentAt(from, offset);
    const start = from[index] ?? 0;
    const units = this.#segments[index]?.units ?? nothing;
    const unit = units[lastBeginningAt(units, offset - start, here)];
    const base = to[index] ?? 0;
    if (!unit) return base + offset - start;
    const end = here === "text" ? unit.textEnd : unit.editorEnd;
    if (offset - start < end) return base + unit[there];
    return base + (there === "text" ? unit.textEnd : unit.editorEnd) + (offset - start - end);
  }
}

function segmentsOf(text: PieceText, mode: LineMode, folds: readonly Span[]): Segment[] {
  const segments: Segment[] = [];
  let from = 0;
  for (const { start, end } of folds) {
    segments.push(...text.cut(from, start).pieces.map(segmentIn[mode]));
    const units = [{ text: 0, textEnd: end - start, editor: 0, editorEnd: 1 }];
    segments.push({ units, textLength: end - start, editorLength: 1 });
    from = end;
  }
  return [...segments, ...text.cut(from).pieces.map(segmentIn[mode])];
}

function segmentAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return Math.max(0, low);
}

function lastBeginningAt(units: readonly Unit[], offset: number, side: "text" | "editor"): number {
  let low = -1;
  let high = units.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((units[middle]?.[side] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
