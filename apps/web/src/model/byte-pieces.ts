import { PieceBytes, type PieceText, perPiece, type TextPiece } from "@easel/codec/pieces";
import { byteLength, byteTextToBytes } from "./byte-text.ts";

const RESERVED = /[\uEF00-\uEFFF]/;

const bytesOfPiece = perPiece(({ text }: TextPiece) => byteTextToBytes(text).bytes);
const isReservedPiece = perPiece(({ text }: TextPiece) => RESERVED.test(text));
const lengthOfPiece = perPiece((piece: TextPiece) => bytesOfPiece(piece)?.length ?? byteLength(piece.text));

/** `byteTextToBytes` piece by piece: after an edit only the pieces it made are encoded. */
export function byteTextToPieces(text: PieceText): { bytes?: PieceBytes; loneSurrogateAt?: number } {
  const pieces: Uint8Array[] = [];
  for (const [index, piece] of text.pieces.entries()) {
    const bytes = bytesOfPiece(piece);
    if (!bytes) return { loneSurrogateAt: text.startOf(index) + (byteTextToBytes(piece.text).loneSurrogateAt ?? 0) };
    pieces.push(bytes);
  }
  return { bytes: PieceBytes.ofPieces(pieces) };
}

/** Whether a text holds characters that mean something else in byte text than in any other text. */
export const hasReserved = (text: PieceText): boolean => text.pieces.some(isReservedPiece);

/** The offset in byte text of a byte; of a byte inside a character, that character's. */
export function textOffsetOf(text: PieceText, byteOffset: number): number {
  let before = 0;
  for (const [index, piece] of text.pieces.entries()) {
    const length = lengthOfPiece(piece);
    if (before + length > byteOffset) return text.startOf(index) + offsetIn(piece.text, byteOffset - before);
    before += length;
  }
  return text.length;
}

/** The byte of an offset in byte text. */
export function byteOffsetOf(text: PieceText, textOffset: number): number {
  let before = 0;
  for (const [index, piece] of text.pieces.entries()) {
    const start = text.startOf(index);
    if (textOffset < start + piece.length) return before + byteLength(piece.text, 0, Math.max(0, textOffset - start));
    before += lengthOfPiece(piece);
  }
  return before;
}

function offsetIn(text: string, byteOffset: number): number {
  let bytes = 0;
  let at = 0;
  while (at < text.length) {
    const isPair = (text.charCodeAt(at) & 0xfc00) === 0xd800 && (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00;
    const units = isPair ? 2 : 1;
    bytes += byteLength(text, at, at + units);
    if (bytes > byteOffset) return at;
    at += units;
  }
  return at;
}
