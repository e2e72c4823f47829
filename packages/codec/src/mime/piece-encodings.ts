import type { Span } from "../document.ts";
import { type PieceBytes, perPiece } from "../pieces/index.ts";
import {
  base64Unit,
  base64Units,
  DATA_AFTER_PADDING,
  type EncodingFault,
  FOREIGN_CHARACTER,
  hexDigit,
  hexPair,
  isBlank,
  isWholeGroups,
  STRAY_EQUALS,
  softBreakEnd,
  UNFINISHED_GROUP,
} from "./transfer-encoding.ts";

const EQUALS = 0x3d;

const above7BitIn = perPiece((piece: Uint8Array) => {
  for (let at = 0; at < piece.length; at++) if ((piece[at] ?? 0) > 0x7f) return at;
  return -1;
});

/** Offset of the first byte above 127 in a span, -1 when there is none. */
export function above7Bit(bytes: PieceBytes, { start, end }: Span): number {
  const body = bytes.cut(start, end);
  for (const [index, piece] of body.pieces.entries()) {
    const at = above7BitIn(piece);
    if (at >= 0) return start + body.startOf(index) + at;
  }
  return -1;
}

/** What the pieces behind must know of a piece. Offsets are -1 where there is nothing. */
interface Base64Facts {
  digits: number;
  pads: number;
  firstDigit: number;
  firstForeign: number;
  firstDigitAfterPad: number;
}

const base64FactsOf = perPiece((piece: Uint8Array): Base64Facts => {
  const facts: Base64Facts = { digits: 0, pads: 0, firstDigit: -1, firstForeign: -1, firstDigitAfterPad: -1 };
  for (let at = 0; at < piece.length; at++) {
    const unit = base64Unit(piece[at] ?? 0);
    if (unit === base64Units.digit) {
      if (facts.digits++ === 0) facts.firstDigit = at;
      if (facts.pads > 0 && facts.firstDigitAfterPad < 0) facts.firstDigitAfterPad = at;
    } else if (unit === base64Units.pad) facts.pads++;
    else if (unit === base64Units.foreign && facts.firstForeign < 0) facts.firstForeign = at;
  }
  return facts;
});

/** `base64BodyFault` of a span; `at` counts in `bytes`. */
export function base64Fault(bytes: PieceBytes, { start, end }: Span): EncodingFault | undefined {
  const body = bytes.cut(start, end);
  let digits = 0;
  let pads = 0;
  for (const [index, piece] of body.pieces.entries()) {
    const offset = start + body.startOf(index);
    const facts = base64FactsOf(piece);
    const late = pads > 0 ? facts.firstDigit : facts.firstDigitAfterPad;
    const foreign = facts.firstForeign;
    if (foreign >= 0 && (late < 0 || foreign < late)) return { at: offset + foreign, what: FOREIGN_CHARACTER };
    if (late >= 0) return { at: offset + late, what: DATA_AFTER_PADDING };
    digits += facts.digits;
    pads += facts.pads;
  }
  return isWholeGroups(digits, pads) ? undefined : { at: end, what: UNFINISHED_GROUP };
}

/** The first stray `=` of a piece, and the one at its end that what follows decides about; -1 without one. */
const straysIn = perPiece((piece: Uint8Array): { stray: number; open: number } => {
  for (let at = piece.indexOf(EQUALS); at >= 0; at = piece.indexOf(EQUALS, at + 1)) {
    if (hexPair(piece, at + 1) >= 0) continue;
    let next = at + 1;
    while (next < piece.length && isBlank(piece[next] ?? 0)) next++;
    const isCut = next === piece.length || (next === at + 1 && next + 1 === piece.length && hexDigit(piece[next]) >= 0);
    if (isCut) return { stray: -1, open: at };
    if (softBreakEnd(piece, at + 1) < 0) return { stray: at, open: -1 };
  }
  return { stray: -1, open: -1 };
});

/** `quotedPrintableFault` of a span; `at` counts in `bytes`. */
export function quotedPrintableFaultIn(bytes: PieceBytes, { start, end }: Span): EncodingFault | undefined {
  const body = bytes.cut(start, end);
  for (const [index, piece] of body.pieces.entries()) {
    const { stray, open } = straysIn(piece);
    const offset = body.startOf(index);
    if (stray >= 0) return { at: start + offset + stray, what: STRAY_EQUALS };
    if (open >= 0 && isStray(body, offset + open)) return { at: start + offset + open, what: STRAY_EQUALS };
  }
  return undefined;
}

/** Whether the `=` at an offset begins neither a hex pair nor a soft line break, wherever its pieces end. */
function isStray(body: PieceBytes, at: number): boolean {
  if (hexDigit(body.at(at + 1)) >= 0 && hexDigit(body.at(at + 2)) >= 0) return false;
  let next = at + 1;
  while (isBlank(body.at(next) ?? 0)) next++;
  const byte = body.at(next);
  return byte !== undefined && byte !== 0x0d && byte !== 0x0a;
}
