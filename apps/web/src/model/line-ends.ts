import { type PieceText, perPiece, type TextPiece } from "@easel/codec/pieces";

/**
 * An editor splits lines at LF only; a text's real line ends are content and must survive it.
 *
 * Editor text: "\n" is the mode's line end. A line end that differs carries a mark just before its "\n":
 * U+EF0A says bare LF (in crlf mode), U+EF0D says CRLF (in lf mode). A bare CR breaks no line: it is
 * U+EF0E where it stands. Where the text itself holds one of these characters (XML can, byte text
 * cannot) U+EF1B goes before it. A mark that lost its "\n" to an edit means nothing and
 * goes away; an escape before anything else is itself. U+EF1C stands for a part of the text that is folded away
 * (`editor-map`); its own escape is the same.
 */
export type LineMode = "crlf" | "lf";

export const LF_MARK = "\uEF0A";
export const CRLF_MARK = "\uEF0D";
export const CR_MARK = "\uEF0E";
export const LINE_ESCAPE = "\uEF1B";
export const FOLD_MARK = "\uEF1C";

export interface LineEndCounts {
  crlf: number;
  lf: number;
  cr: number;
}

export interface LineEnds extends LineEndCounts {
  /** The one kind there is, "mixed" for several, "none" for a text of one line. */
  mode: LineMode | "cr" | "mixed" | "none";
}

/** The editor's text of `text`. Without a mode the dominant line end decides; a tie or none is CRLF. */
export function toEditorText(text: string, mode?: LineMode): { text: string; mode: LineMode } {
  const chosen = mode ?? dominantMode(countLineEnds(text));
  const marked = text.replace(/\r\n|[\n\r\uEF0A\uEF0D\uEF0E\uEF1B\uEF1C]/g, (met) => {
    if (met === "\r\n") return chosen === "crlf" ? "\n" : `${CRLF_MARK}\n`;
    if (met === "\n") return chosen === "lf" ? "\n" : `${LF_MARK}\n`;
    return met === "\r" ? CR_MARK : LINE_ESCAPE + met;
  });
  return { text: marked, mode: chosen };
}

/** The text an editor's text stands for; `toEditorText`'s inverse, and defined for any text at all. */
export function fromEditorText(editorText: string, mode: LineMode): string {
  const lineEnd = mode === "crlf" ? "\r\n" : "\n";
  return editorText.replace(
    /\uEF1B[\uEF0A\uEF0D\uEF0E\uEF1B\uEF1C]|\uEF0A\n|\uEF0D\n|\r\n|[\n\uEF0E\uEF0A\uEF0D]/g,
    (met) => {
      if (met === "\n") return lineEnd;
      if (met === `${LF_MARK}\n`) return "\n";
      if (met === `${CRLF_MARK}\n` || met === "\r\n") return "\r\n";
      if (met === CR_MARK) return "\r";
      return met.startsWith(LINE_ESCAPE) ? met.slice(1) : "";
    },
  );
}

/** The line ends of a text, counted once for each of its pieces. */
export function describeLineEnds(text: PieceText): LineEnds {
  const counts = { crlf: 0, lf: 0, cr: 0 };
  for (const piece of text.pieces) {
    const { crlf, lf, cr } = lineEndsIn(piece);
    counts.crlf += crlf;
    counts.lf += lf;
    counts.cr += cr;
  }
  const kinds = (["crlf", "lf", "cr"] as const).filter((kind) => counts[kind] > 0);
  const [only = "none"] = kinds;
  return { ...counts, mode: kinds.length > 1 ? "mixed" : only };
}

/** The line end most lines have; a tie or none is CRLF. */
export const dominantMode = ({ crlf, lf }: LineEndCounts): LineMode => (lf > crlf ? "lf" : "crlf");

/** The line ends of a piece; none is cut in two by its end. */
export const lineEndsIn = perPiece(({ text }: TextPiece): LineEndCounts => countLineEnds(text));

function countLineEnds(text: string): LineEndCounts {
  const counts = { crlf: 0, lf: 0, cr: 0 };
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) {
    if (text.charCodeAt(at - 1) === 0x0d) counts.crlf++;
    else counts.lf++;
  }
  for (let at = text.indexOf("\r"); at >= 0; at = text.indexOf("\r", at + 1)) counts.cr++;
  return { ...counts, cr: counts.cr - counts.crlf };
}
