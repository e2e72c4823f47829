import type { Span } from "@easel/codec/document";
import type { PieceText } from "@easel/codec/pieces";
import { isPlainText } from "../model/editor-map.ts";
import { FOLD_MARK, type LineMode, toEditorText } from "../model/line-ends.ts";

/** What the model holds of a text: line ends as "\n" or as they are, whatever is not plain marked. */
export function editorText(exact: PieceText, fold: Span | undefined, mode: LineMode): string {
  const shown = (part: PieceText) =>
    isPlainText(part, mode) ? part.toString() : toEditorText(part.toString(), mode).text;
  if (!fold) return shown(exact);
  return `${shown(exact.cut(0, fold.start))}${FOLD_MARK}${shown(exact.cut(fold.end))}`;
}

/** Offsets of the marks that stand for what is folded away; an escaped one is a character of the text. */
export function foldMarks(text: string): number[] {
  return [...text.matchAll(/\uEF1B[\uEF0A\uEF0D\uEF0E\uEF1B\uEF1C]|\uEF1C/g)]
    .filter(({ 0: met }) => met === FOLD_MARK)
    .map(({ index }) => index);
}

/** A place in a text whose lines end in "\n"; both count from 1. */
export function placeOf(text: PieceText, offset: number): { lineNumber: number; column: number } {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf("\n") + 1;
  let lineNumber = 1;
  for (let at = before.indexOf("\n"); at >= 0; at = before.indexOf("\n", at + 1)) lineNumber++;
  return { lineNumber, column: offset - lineStart + 1 };
}
