import type { Span } from "@easel/codec/document";
import { createLineEndMap, type LineEndMap } from "../model/line-end-map.ts";
import { fromEditorText, type LineMode, toEditorText } from "../model/line-ends.ts";
import { LineIndex, type Place } from "./line-index.ts";
import { minimalEdit } from "./minimal-edit.ts";
import { monaco } from "./monaco.ts";

export type TextModel = import("monaco-editor/editor").editor.ITextModel;
type Selection = import("monaco-editor/editor").Selection;

const { LF, CRLF } = monaco.editor.EndOfLineSequence;
const AS_LF = monaco.editor.EndOfLinePreference.LF;

/**
 * A Monaco model that stands for exact text. Its own line end is the text's dominant one, so that undo brings
 * a changed line end back; every other line end is a mark in the text (see `line-ends`).
 */
export class ExactModel {
  readonly model: TextModel;
  #exact: string;
  #ends: LineEndMap;
  #lines: LineIndex;
  #quiet = false;

  /** `onEdit` is called for edits by hand, undo and redo included, not for `set`. */
  constructor(exact: string, language: string, onEdit: (exact: string) => void) {
    const { text, mode } = toEditorText(exact);
    this.model = monaco.editor.createModel(text, language);
    this.model.setEOL(mode === "crlf" ? CRLF : LF);
    this.#exact = exact;
    this.#ends = createLineEndMap(exact, mode);
    this.#lines = new LineIndex(text);
    this.model.onDidChangeContent(() => {
      if (this.#quiet) return;
      this.#read();
      onEdit(this.#exact);
    });
  }

  get mode(): LineMode {
    return this.model.getEndOfLineSequence() === CRLF ? "crlf" : "lf";
  }

  get exact(): string {
    return this.#exact;
  }

  /** Makes the text another one by the smallest edit, which undo takes back. Gives the length of what came in. */
  set(exact: string): number {
    if (exact === this.#exact) return 0;
    const next = toEditorText(exact);
    const before = this.model.getValue(AS_LF);
    const edit = minimalEdit(before, next.text);
    this.#quiet = true;
    if (next.mode !== this.mode) this.model.pushEOL(next.mode === "crlf" ? CRLF : LF);
    if (edit) {
      const range = monaco.Range.fromPositions(this.#lines.placeOf(edit.start), this.#lines.placeOf(edit.end));
      this.model.pushEditOperations([], [{ range, text: edit.text }], () => null);
    }
    this.#quiet = false;
    this.#read();
    return edit?.text.length ?? 0;
  }

  rangeOf(span: Span) {
    const start = this.#lines.placeOf(this.#ends.toEditor(span.start));
    const end = this.#lines.placeOf(this.#ends.toEditor(Math.max(span.start, span.end)));
    return monaco.Range.fromPositions(start, end);
  }

  offsetOf(place: Place): number {
    return this.#ends.toText(this.#lines.offsetOf(place));
  }

  /** What copying a selection puts on the clipboard: the exact text, line ends as they are sent. */
  textOf(selection: Selection): string {
    return fromEditorText(this.model.getValueInRange(selection, AS_LF), this.mode);
  }

  /** Pasted text as the editor writes it: line ends that differ from the text's own are marked, none is changed. */
  pasted(text: string, replacesAll: boolean): { text: string; mode: LineMode } {
    return toEditorText(text, replacesAll ? undefined : this.mode);
  }

  dispose(): void {
    this.model.dispose();
  }

  #read(): void {
    const text = this.model.getValue(AS_LF);
    this.#exact = fromEditorText(text, this.mode);
    this.#ends = createLineEndMap(this.#exact, this.mode);
    this.#lines = new LineIndex(text);
  }
}
