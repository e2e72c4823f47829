import { perPiece } from "./per-piece.ts";
import type { PieceText, TextPiece } from "./piece-text.ts";

/**
 * A search for one string in texts that are searched again and again while they are edited: what a piece holds is
 * found once. Gives the offset of the first occurrence at or behind `from`, -1 when there is none.
 */
export function pieceSearch(wanted: string): (text: PieceText, from?: number) => number {
  const overlap = wanted.length - 1;
  const factsOf = perPiece(({ text }: TextPiece) => {
    let begins = false;
    for (let length = 1; length <= overlap; length++) begins ||= text.endsWith(wanted.slice(0, length));
    return { first: text.indexOf(wanted), begins: begins || text.length < overlap };
  });
  return (text, from = 0) => {
    for (let index = text.pieceIndexAt(from); index < text.pieces.length; index++) {
      const piece = text.pieces[index];
      if (!piece) break;
      const start = text.startOf(index);
      const facts = factsOf(piece);
      const at = from > start ? piece.text.indexOf(wanted, from - start) : facts.first;
      if (at >= 0) return start + at;
      if (!facts.begins) continue;
      const next = start + piece.length;
      const window = Math.max(from, next - overlap);
      const across = text.slice(window, next + overlap).indexOf(wanted);
      if (across >= 0) return window + across;
    }
    return -1;
  };
}
