/**
 * Works something out once for each piece and keeps it while the piece lives. A piece never changes, so what was
 * found stays true; after an edit only the new pieces are looked at.
 */
export function perPiece<Piece extends object, Fact>(find: (piece: Piece) => Fact): (piece: Piece) => Fact {
  const known = new WeakMap<Piece, { fact: Fact }>();
  return (piece) => {
    let found = known.get(piece);
    if (!found) {
      found = { fact: find(piece) };
      known.set(piece, found);
    }
    return found.fact;
  };
}
