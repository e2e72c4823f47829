import { type PieceBytes, perPiece } from "@easel/codec/pieces";

const isDigit = new Uint8Array(256);
for (const digit of "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/") {
  isDigit[digit.charCodeAt(0)] = 1;
}

const digitsOf = perPiece((piece: Uint8Array) => count(piece, 0, piece.length));

function count(bytes: Uint8Array, start: number, end: number): number {
  let digits = 0;
  for (let at = start; at < end; at++) digits += isDigit[bytes[at] ?? 0] ?? 0;
  return digits;
}

/** Base64 digits among the bytes before an offset. Cheap however long they are: whole pieces are counted once. */
export function digitsBefore(bytes: PieceBytes, offset: number): number {
  let digits = 0;
  for (const [index, piece] of bytes.pieces.entries()) {
    const start = bytes.startOf(index);
    if (offset < start + piece.length) return digits + count(piece, 0, Math.max(0, offset - start));
    digits += digitsOf(piece);
  }
  return digits;
}

/** Offset of the digit with a number, counted from 0; the length when there are not so many. */
export function offsetOfDigit(bytes: PieceBytes, wanted: number): number {
  let digits = 0;
  for (const [index, piece] of bytes.pieces.entries()) {
    const here = digitsOf(piece);
    if (wanted >= digits + here) {
      digits += here;
      continue;
    }
    for (let at = 0; at < piece.length; at++) {
      if ((isDigit[piece[at] ?? 0] ?? 0) === 0) continue;
      if (digits === wanted) return bytes.startOf(index) + at;
      digits++;
    }
  }
  return bytes.length;
}
