import { byteStringOf } from "../bytes/index.ts";
import { type PieceBytes, perPiece } from "../pieces/index.ts";
import { above7Bit, base64Fault, quotedPrintableFaultIn } from "./piece-encodings.ts";
import { scanPieceLines } from "./piece-lines.ts";
import { beginsLikeBase64Mime, decodeBase64Mime, SNIFF_LENGTH } from "./sniff.ts";
import { byteBom, type MimeSource, readableText, type Units } from "./source.ts";

const isBlankPiece = perPiece((piece: Uint8Array) => byteStringOf(piece).trim() === "");

export function pieceSource(bytes: PieceBytes): MimeSource {
  const units = unitsOf(bytes);
  return {
    units,
    scan: scanPieceLines(bytes),
    bom: byteBom(units.slice(0, 3)),
    isBlank: bytes.pieces.every(isBlankPiece),
    // All of it is decoded only when its beginning says that this may be worth it.
    isBase64: () =>
      beginsLikeBase64Mime(bytes.slice(0, SNIFF_LENGTH)) && decodeBase64Mime(bytes.toBytes()) !== undefined,
    textOf: ({ start, end }) => readableText(bytes.slice(start, end)),
    above7Bit: (span) => above7Bit(bytes, span),
    encodingFault: (encoding, span) =>
      encoding === "base64" ? base64Fault(bytes, span) : quotedPrintableFaultIn(bytes, span),
  };
}

/** Reads from the piece it read from last: a scan goes on where it was. */
function unitsOf(bytes: PieceBytes): Units {
  let piece: Uint8Array = new Uint8Array(0);
  let offset = 0;
  return {
    length: bytes.length,
    charCodeAt: (at) => {
      const near = piece[at - offset];
      if (near !== undefined) return near;
      const found = bytes.at(at);
      if (found === undefined) return Number.NaN;
      const index = bytes.pieceIndexAt(at);
      offset = bytes.startOf(index);
      piece = bytes.pieces[index] ?? piece;
      return found;
    },
    slice: (start, end) => byteStringOf(bytes.slice(start, end)),
  };
}
