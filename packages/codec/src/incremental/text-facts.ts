import { PieceBytes, type PieceText, perPiece, type TextPiece } from "../pieces/index.ts";
import { isForbidden } from "../xml/index.ts";

const encoder = new TextEncoder();

const utf8Of = perPiece(({ text }: TextPiece) => encoder.encode(text));

/** A text as UTF-8, piece by piece: a piece that was encoded once is not encoded again. */
export const encodeText = (text: PieceText): PieceBytes => PieceBytes.ofPieces(text.pieces.map(utf8Of));

/** Bytes a text takes as UTF-8. */
export function utf8Length(text: PieceText): number {
  let length = 0;
  for (const piece of text.pieces) length += utf8Of(piece).length;
  return length;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const CONTROL = /[\0-\x08\x0b\x0c\x0e-\x1f]/;
const RARE = /[\ud800-\udfff\ufffe\uffff]/;

const isCleanPiece = perPiece(({ text }: TextPiece) => {
  if (CONTROL.test(text)) return false;
  if (!RARE.test(text)) return true;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 0xd800) continue;
    if (isForbidden(code)) return false;
    if (code > 0xdfff) continue;
    if (code >= 0xdc00 || (text.charCodeAt(at + 1) & 0xfc00) !== 0xdc00) return false;
    at++;
  }
  return true;
});

/** Whether a text holds nothing a parser has to say something about: no control character, no half of a pair. */
export const isClean = (text: PieceText): boolean => text.pieces.every(isCleanPiece);
