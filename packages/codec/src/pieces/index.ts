export { type BytesEdit, bytesDifferences, equalBytePieces, type TextEdit, textDifference } from "./difference.ts";
export { perPiece } from "./per-piece.ts";
export { PieceBytes } from "./piece-bytes.ts";
export { PIECE_LENGTH } from "./piece-list.ts";
export { pieceSearch } from "./piece-search.ts";
export { PieceText, TextPiece } from "./piece-text.ts";
