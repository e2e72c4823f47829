import type { Span } from "@easel/codec/document";
import { PieceText, type TextEdit, textDifference } from "@easel/codec/pieces";
import { hasReserved } from "../model/byte-pieces.ts";
import { EditorMap, isPlainText } from "../model/editor-map.ts";
import { describeLineEnds, dominantMode, fromEditorText, type LineMode, toEditorText } from "../model/line-ends.ts";
import { reviseText } from "../model/live-draft.ts";
import { editorText, foldMarks, placeOf } from "./editor-text.ts";
import { monaco } from "./monaco.ts";

export type TextModel = import("monaco-editor/editor").editor.ITextModel;
type Change = import("monaco-editor/editor").editor.IModelContentChange;
type ChangeEvent = import("monaco-editor/editor").editor.IModelContentChangedEvent;
type Selection = import("monaco-editor/editor").Selection;
type Place = import("monaco-editor/editor").IPosition;

const { LF, CRLF } = monaco.editor.EndOfLineSequence;
const AS_LF = monaco.editor.EndOfLinePreference.LF;
/** What an editor text cannot hold as it is, or means something else by. */
const SPECIAL = /[\uEF0A\uEF0D\uEF0E\uEF1B\uEF1C]/;
const ODD_LINE_END = { crlf: /\r(?!\n)|(?<!\r)\n/, lf: /\r/ };
const BYTE_ORDER_MARK = 0xfeff;

/**
 * A Monaco model that stands for exact text. Its own line end is the text's dominant one, so that undo brings
 * a changed line end back; every other line end is a mark in the text (see `line-ends`). An edit travels as that
 * edit: neither text is read from end to end for a keystroke. One span may be folded away: the model then holds one
 * mark for it, and the text is whole all the same.
 */
export class ExactModel {
  readonly model: TextModel;
  #exact: PieceText;
  /** One; several after somebody has doubled the line its mark stands in. */
  #folds: readonly Span[] = [];
  /** What a mark stands for, also while undo has it taken out. */
  #folded = PieceText.empty;
  #map: EditorMap;
  #quiet = false;

  /** `onEdit` is called for edits by hand, undo and redo included, not for `set`. */
  constructor(exact: PieceText, fold: Span | undefined, language: string, onEdit: (exact: PieceText) => void) {
    const mode = dominantMode(describeLineEnds(exact));
    const text = editorText(exact, fold, mode);
    // Monaco drops a byte order mark a model begins with, but not one that is put in.
    const isMarked = text.charCodeAt(0) === BYTE_ORDER_MARK;
    this.model = monaco.editor.createModel(isMarked ? "" : text, language);
    this.model.setEOL(mode === "crlf" ? CRLF : LF);
    if (isMarked) this.model.applyEdits([{ range: new monaco.Range(1, 1, 1, 1), text }]);
    this.#exact = exact;
    this.#map = this.#take(exact, fold);
    this.model.onDidChangeContent((event) => {
      if (this.#quiet) return;
      this.#follow(event);
      onEdit(this.#exact);
    });
  }

  get mode(): LineMode {
    return this.model.getEndOfLineSequence() === CRLF ? "crlf" : "lf";
  }

  get exact(): PieceText {
    return this.#exact;
  }

  /** False when the editor shows every character as itself. */
  get hasMarks(): boolean {
    return this.#folds.length > 0 || hasReserved(this.#exact) || !isPlainText(this.#exact, this.mode);
  }

  /**
   * Makes the text another one by the smallest edit, which undo takes back; alone when it is a step of its own and not
   * what somebody types in the other pane. Gives the length of what came in.
   */
  set(exact: PieceText, fold: Span | undefined, isStep = false): number {
    const edit = textDifference(this.#exact, exact);
    const mode = dominantMode(describeLineEnds(exact));
    let came = 0;
    this.#quiet = true;
    if (isStep) this.model.pushStackElement();
    if (mode !== this.mode || !this.#staysHidden(edit, fold)) {
      const isText = this.#folds.length === 0 && !fold && mode === this.mode;
      came = isText ? this.#edit(edit, exact, mode) : this.#rewrite(editorText(exact, fold, mode), mode);
    }
    if (isStep) this.model.pushStackElement();
    this.#quiet = false;
    this.#map = this.#take(exact, fold);
    return came;
  }

  rangeOf(span: Span) {
    const start = this.model.getPositionAt(this.#map.toEditor(span.start));
    const end = this.model.getPositionAt(this.#map.toEditor(Math.max(span.start, span.end)));
    return monaco.Range.fromPositions(start, end);
  }

  offsetOf(place: Place): number {
    return this.#map.toText(this.model.getOffsetAt(place));
  }

  /** What copying a selection puts on the clipboard: the exact text, line ends as they are sent, nothing folded. */
  textOf(selection: Selection): string {
    return this.#unfold(this.model.getValueInRange(selection, AS_LF)).text.toString();
  }

  /** Pasted text as the editor writes it: line ends that differ from the text's own are marked, none is changed. */
  pasted(text: string, replacesAll: boolean): { text: string; mode: LineMode } {
    const pieces = PieceText.of(text);
    const mode = replacesAll ? dominantMode(describeLineEnds(pieces)) : this.mode;
    return isPlainText(pieces, mode) ? { text, mode } : toEditorText(text, mode);
  }

  dispose(): void {
    this.model.dispose();
  }

  #take(exact: PieceText, fold: Span | undefined): EditorMap {
    this.#exact = exact;
    this.#folds = fold ? [fold] : [];
    if (fold) this.#folded = exact.cut(fold.start, fold.end);
    return new EditorMap(exact, this.mode, this.#folds);
  }

  /** Whether an edit changes nothing the model holds: there is none, or it is all under the mark. */
  #staysHidden(edit: TextEdit | undefined, fold: Span | undefined): boolean {
    const [before, another] = this.#folds;
    if (!before || !fold) return !edit && before === fold;
    if (another || fold.start !== before.start) return false;
    const grown = edit ? edit.inserted.length - (edit.end - edit.start) : 0;
    const isUnder = !edit || (edit.start >= before.start && edit.end <= before.end);
    return isUnder && fold.end === before.end + grown;
  }

  #edit(edit: TextEdit | undefined, exact: PieceText, mode: LineMode): number {
    if (!edit) return 0;
    let { start, end } = edit;
    let last = edit.start + edit.inserted.length;
    // A line end is one thing in the editor: what becomes one, or was one, is replaced whole.
    if (this.#exact.charCodeAt(start - 1) === 0x0d) start--;
    if (this.#exact.charCodeAt(end) === 0x0a) {
      end++;
      last++;
    }
    const inserted = exact.cut(start, last);
    const text = isPlainText(inserted, mode) ? inserted.toString() : toEditorText(inserted.toString(), mode).text;
    const range = this.rangeOf({ start, end });
    this.model.pushEditOperations([], [{ range, text }], () => null);
    return text.length;
  }

  /** Another text by what is different, line ends of the other mode included. */
  #rewrite(text: string, mode: LineMode): number {
    const before = PieceText.of(this.model.getValue(AS_LF, true));
    const edit = textDifference(before, PieceText.of(text.replaceAll("\r\n", "\n")));
    if (mode !== this.mode) this.model.pushEOL(mode === "crlf" ? CRLF : LF);
    if (!edit) return 0;
    const range = monaco.Range.fromPositions(placeOf(before, edit.start), placeOf(before, edit.end));
    const inserted = edit.inserted.toString();
    this.model.pushEditOperations([], [{ range, text: inserted }], () => null);
    return inserted.length;
  }

  /** Takes over what was edited by hand. */
  #follow(event: ChangeEvent): void {
    const { mode } = this;
    // Each offset counts before the event: from the last to the first none has moved.
    const changes = event.changes.toSorted((left, right) => right.rangeOffset - left.rangeOffset);
    const isLocal = !event.isFlush && !event.isEolChange && this.#folds.length === 0;
    if (!isLocal || !changes.every((change) => this.#isPlain(change, mode))) {
      this.#read();
      return;
    }
    for (const { rangeOffset, rangeLength, text } of changes) {
      const start = this.#map.toText(rangeOffset);
      this.#exact = this.#exact.edit(start, this.#map.toText(rangeOffset + rangeLength), text);
    }
    this.#map = new EditorMap(this.#exact, mode);
  }

  /** Whether a change is the same change of the exact text, character by character. */
  #isPlain({ rangeOffset, rangeLength, text }: Change, mode: LineMode): boolean {
    if (SPECIAL.test(text) || ODD_LINE_END[mode].test(text)) return false;
    return !this.#map.touches(rangeOffset, rangeOffset + rangeLength);
  }

  /** Reads the model from end to end. */
  #read(): void {
    const { text, folds } = this.#unfold(this.model.getValue(AS_LF, true));
    const isFolded = folds.length > 0;
    this.#exact = isFolded ? text : reviseText(this.#exact, text.toString());
    this.#folds = folds;
    this.#map = new EditorMap(this.#exact, this.mode, folds);
  }

  /** The exact text of some of the model's, what is folded away put back for each mark. */
  #unfold(text: string): { text: PieceText; folds: Span[] } {
    const parts: PieceText[] = [];
    const folds: Span[] = [];
    let from = 0;
    let length = 0;
    const add = (part: PieceText) => {
      parts.push(part);
      length += part.length;
    };
    for (const at of this.#folded.length > 0 ? foldMarks(text) : []) {
      add(PieceText.of(fromEditorText(text.slice(from, at), this.mode)));
      folds.push({ start: length, end: length + this.#folded.length });
      add(this.#folded);
      from = at + 1;
    }
    add(PieceText.of(fromEditorText(text.slice(from), this.mode)));
    return { text: PieceText.join(parts), folds };
  }
}
