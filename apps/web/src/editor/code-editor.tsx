import type { Span } from "@easel/codec/document";
import type { PieceText } from "@easel/codec/pieces";
import type { Severity } from "@easel/codec/problem";
import { useEffect, useRef } from "react";
import type { PlacedProblem, TextHelp } from "../model/text-help.ts";
import { ByteMarks } from "./byte-marks.ts";
import styles from "./code-editor.module.css";
import { addActions } from "./editor-actions.ts";
import { editorOptions } from "./editor-options.ts";
import { keepClipboardExact } from "./exact-clipboard.ts";
import { ExactModel } from "./exact-model.ts";
import { fitToSize } from "./fit-to-size.ts";
import { giveHelp, HELP_OWNER } from "./language-help.ts";
import { monaco } from "./monaco.ts";
import { passByTab } from "./pass-by-tab.ts";
import { noteOptions } from "./text-notes.ts";
import { type Theme, themeName } from "./themes.ts";
import { longMessage } from "./xml-folding.ts";

export interface EditorMarker {
  span: Span;
  severity: Severity;
  message: string;
}

export interface CodeEditorProps {
  /** Exact text: line ends as written, raw bytes as byte text. Offsets of every span below count in it. */
  value: PieceText;
  /** A part of it that is folded away, and what stands in its place. It is part of the text all the same. */
  fold?: { span: Span; text: string; hover: string } | undefined;
  language: "xml" | "easel-mime" | "plaintext";
  /** Names the pane for a screen reader. */
  label: string;
  theme: Theme;
  readOnly?: boolean;
  markers?: readonly EditorMarker[];
  /** What was found when typing last rested; until the next time these move along with the text. */
  placed?: readonly PlacedProblem[];
  /** Lists, tooltips and fixes. A new object is asked from then on. */
  help?: TextHelp;
  /** Whether the words that `help` notes beside values are seen. */
  notes?: boolean;
  /** Lines lit up because something linked to them is selected. */
  highlight?: Span | undefined;
  /** A new object scrolls its span into view once; with `cursor` the cursor goes there, and the focus. */
  reveal?: { span: Span; cursor?: boolean } | undefined;
  /** The person asked for the outline by its key or from the context menu. */
  onOutline?: () => void;
  /** The person asked for the path of the element at an offset from the context menu. */
  onCopyPath?: (offset: number) => void;
  onChange?: (value: PieceText) => void;
  /** Another number puts `value` back into the editor although it is the same: what was typed was not taken. */
  revision?: number;
  /** Another number along with another `value`: undo takes this change back alone, not with what was typed before. */
  step?: number;
  /** Escape was pressed and nothing was open: the keyboard goes back to the page. */
  onLeave?: () => void;
  /** The offset the cursor moved to, by the person's hand only, and whether that was a click. */
  onCursor?: (offset: number, clicked: boolean) => void;
  /** The offset of the character under the pointer; undefined when it leaves the text. */
  onPoint?: (offset: number | undefined) => void;
}

type Editor = import("monaco-editor/editor").editor.IStandaloneCodeEditor;
type MouseTarget = import("monaco-editor/editor").editor.IMouseTarget;
type Range = import("monaco-editor/editor").Range;
type Decorations = ReturnType<Editor["createDecorationsCollection"]>;

/** Monaco computes foldable ranges 200 ms after a change. */
const FOLDING_READY_MS = 400;
/** An insertion longer than this is a message that came in, not typing. */
const FOLD_TEXT = 2_000;
/** Folds around one line that are opened to show it. */
const MAX_FOLDS = 100;

const { CONTENT_TEXT, CONTENT_EMPTY } = monaco.editor.MouseTargetType;

const severities = {
  error: monaco.MarkerSeverity.Error,
  warning: monaco.MarkerSeverity.Warning,
  info: monaco.MarkerSeverity.Info,
};

/** Said beside the colour of the line. */
const severityWords = { error: "Error", warning: "Warning", info: "Note" };

/** Monaco for exact text: nothing it shows or edits changes a line end or a byte unasked. */
export default function CodeEditor(props: CodeEditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const made = useRef<{
    editor: Editor;
    exact: ExactModel;
    marks: ByteMarks;
    lit: Decorations;
    settingValue: boolean;
    step: number | undefined;
  }>(null);
  const latest = useRef(props);
  latest.current = props;

  // biome-ignore lint/correctness/useExhaustiveDependencies: the editor is made once; later values reach it through the effects below
  useEffect(() => {
    if (!host.current) return;
    const exact = new ExactModel(props.value, props.fold?.span, props.language, (value) =>
      latest.current.onChange?.(value),
    );
    const editor = monaco.editor.create(host.current, {
      ...editorOptions,
      model: exact.model,
      theme: themeName(props.theme),
      ariaLabel: `${props.label}. Escape leaves it.`,
      readOnly: props.readOnly ?? false,
      // Only XML has something to fold; Monaco would look for it by indentation.
      folding: props.language === "xml",
      ...noteOptions(props.notes ?? false),
    });
    const marks = new ByteMarks(
      monaco,
      exact.model,
      () => latest.current.fold,
      () => exact.hasMarks,
    );
    const state = {
      editor,
      exact,
      marks,
      lit: editor.createDecorationsCollection(),
      settingValue: false,
      step: props.step,
    };
    made.current = state;
    giveHelp(exact, () => latest.current.help);
    marks.drawAll();
    exact.model.onDidChangeContent((event) => marks.follow(event));
    editor.onDidChangeCursorPosition(({ position, reason, source }) => {
      if (state.settingValue || reason === monaco.editor.CursorChangeReason.ContentFlush) return;
      if (source !== "mouse") latest.current.onCursor?.(exact.offsetOf(position), false);
    });
    // A click counts also where the cursor stands already.
    editor.onMouseUp(({ target, event }) => {
      const position = editor.getPosition();
      if (event.leftButton && isOnLine(target) && position) latest.current.onCursor?.(exact.offsetOf(position), true);
    });
    editor.onMouseMove(({ target, event }) => {
      const place = isOnLine(target) && event.buttons === 0 ? target.position : undefined;
      latest.current.onPoint?.(place ? exact.offsetOf(place) : undefined);
    });
    editor.onMouseLeave(() => latest.current.onPoint?.(undefined));
    passByTab(editor, () => latest.current.onLeave?.());
    addActions(editor, {
      onOutline: props.onOutline && (() => latest.current.onOutline?.()),
      onCopyPath: props.onCopyPath && ((place) => latest.current.onCopyPath?.(exact.offsetOf(place))),
    });
    const releaseClipboard = keepClipboardExact(host.current, editor, exact, (coming) =>
      fitToSize(editor, props.language, exact.model.getValueLength() + coming),
    );
    foldMessage(editor, exact);
    void document.fonts.ready.then(() => monaco.editor.remeasureFonts());
    return () => {
      releaseClipboard();
      editor.dispose();
      exact.dispose();
      made.current = null;
    };
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another revision alone must set the value too
  useEffect(() => {
    const state = made.current;
    if (!state) return;
    state.settingValue = true;
    const { span } = props.fold ?? {};
    fitToSize(state.editor, props.language, props.value.length - (span ? span.end - span.start : 0));
    const { mode } = state.exact;
    const came = state.exact.set(props.value, props.fold?.span, props.step !== state.step);
    state.step = props.step;
    state.settingValue = false;
    // Line by line what came in long, or with other line ends, was not marked for what it is now.
    if (came > FOLD_TEXT || state.exact.mode !== mode) state.marks.drawAll();
    // A message that just came in whole is folded; one that grows under somebody's hand is not.
    if (came > FOLD_TEXT) foldMessage(state.editor, state.exact);
  }, [props.value, props.fold?.span.start, props.fold?.span.end, props.revision]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the mark says what the fold says of itself
  useEffect(() => {
    if (props.fold) made.current?.marks.drawAll();
  }, [props.fold?.text]);

  useEffect(() => {
    const state = made.current;
    if (!state) return;
    setMarkers(state.exact, "easel", props.markers ?? []);
  }, [props.markers]);

  useEffect(() => {
    const state = made.current;
    if (state) setMarkers(state.exact, HELP_OWNER, props.placed ?? []);
  }, [props.placed]);

  useEffect(() => {
    const state = made.current;
    if (!state) return;
    const options = { isWholeLine: true, className: "easel-lit-line", linesDecorationsClassName: "easel-lit-bar" };
    state.lit.set(props.highlight ? [{ range: linesOf(state.exact.rangeOf(props.highlight)), options }] : []);
  }, [props.highlight]);

  useEffect(() => {
    const state = made.current;
    if (!state || !props.reveal) return;
    const range = state.exact.rangeOf(props.reveal.span);
    unfoldAt(state.editor, range);
    state.editor.revealRangeInCenterIfOutsideViewport(range);
    if (!props.reveal.cursor) return;
    state.editor.setSelection(range);
    state.editor.focus();
  }, [props.reveal]);

  useEffect(() => monaco.editor.setTheme(themeName(props.theme)), [props.theme]);
  useEffect(() => made.current?.editor.updateOptions({ readOnly: props.readOnly ?? false }), [props.readOnly]);

  useEffect(() => made.current?.editor.updateOptions(noteOptions(props.notes ?? false)), [props.notes]);

  return <div ref={host} className={styles.host} />;
}

/** Over a line's text or beside it, not below the last one. */
const isOnLine = (target: MouseTarget): boolean =>
  target.type === CONTENT_TEXT || (target.type === CONTENT_EMPTY && !target.detail.isAfterLines);

/** The whole lines of a range; what ends with its line's end does not reach into the next line. */
function linesOf({ startLineNumber, endLineNumber, endColumn }: Range): Range {
  const last = endColumn === 1 && endLineNumber > startLineNumber ? endLineNumber - 1 : endLineNumber;
  return new monaco.Range(startLineNumber, 1, last, 1);
}

/** Opens what is folded over a range, and shows it then. */
function unfoldAt(editor: Editor, range: Range): void {
  const line = range.startLineNumber;
  // A hidden line lies where the one before it does.
  if (line === 1 || editor.getTopForLineNumber(line) > editor.getTopForLineNumber(line - 1)) return;
  editor.trigger("easel", "editor.unfold", { selectionLines: [line - 1], levels: MAX_FOLDS, direction: "up" });
  requestAnimationFrame(() => editor.revealRangeInCenterIfOutsideViewport(range));
}

function setMarkers(exact: ExactModel, owner: string, problems: readonly PlacedProblem[]): void {
  const markers = problems.map(({ span, severity, message, source }) => ({
    ...exact.rangeOf(span.end > span.start ? span : { start: span.start, end: span.start + 1 }),
    severity: severities[severity],
    message: `${severityWords[severity]}: ${message}`,
    ...(source && { source }),
  }));
  monaco.editor.setModelMarkers(exact.model, owner, markers);
}

/** Folds a long message in the XML pane, once Monaco has computed what can be folded. */
function foldMessage(editor: Editor, { model }: ExactModel): void {
  const message = model.getLanguageId() === "xml" ? longMessage(model) : undefined;
  if (!message) return;
  setTimeout(() => editor.trigger("easel", "editor.fold", { selectionLines: [message.start - 1] }), FOLDING_READY_MS);
}
