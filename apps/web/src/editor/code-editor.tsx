import type { Span } from "@easel/codec/document";
import type { Severity } from "@easel/codec/problem";
import { useEffect, useRef } from "react";
import { createLineEndMap, type LineEndMap } from "../model/line-end-map.ts";
import { fromEditorText, type LineMode, toEditorText } from "../model/line-ends.ts";
import { byteMarks } from "./byte-marks.ts";
import styles from "./code-editor.module.css";
import { minimalEdit } from "./minimal-edit.ts";
import { monaco } from "./monaco.ts";
import { type Theme, themeName } from "./themes.ts";
import { longMessage } from "./xml-folding.ts";

export interface EditorMarker {
  span: Span;
  severity: Severity;
  message: string;
}

export interface CodeEditorProps {
  /** Exact text: line ends as written, raw bytes as byte text. Offsets of every span below count in it. */
  value: string;
  language: "xml" | "easel-mime" | "plaintext";
  /** Names the pane for a screen reader. */
  label: string;
  theme: Theme;
  readOnly?: boolean;
  markers?: readonly EditorMarker[];
  /** Lines lit up because something linked to them is selected. */
  highlight?: Span | undefined;
  /** A new object scrolls its span into view once. */
  reveal?: { span: Span } | undefined;
  onChange?: (value: string) => void;
  /** The offset the cursor moved to, by the person's hand only. */
  onCursor?: (offset: number) => void;
}

/** An insertion longer than this is a message that came in, not typing. */
const FOLD_TEXT = 2_000;

type Editor = import("monaco-editor/editor").editor.IStandaloneCodeEditor;
type TextModel = import("monaco-editor/editor").editor.ITextModel;
/** Monaco computes foldable ranges 200 ms after a change. */
const FOLDING_READY_MS = 400;
const severities = {
  error: monaco.MarkerSeverity.Error,
  warning: monaco.MarkerSeverity.Warning,
  info: monaco.MarkerSeverity.Info,
};

/** Monaco for exact text: nothing it shows or edits changes a line end or a byte unasked. */
export default function CodeEditor(props: CodeEditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const editor = useRef<Editor | null>(null);
  const state = useRef<{ exact: string; mode: LineMode; map: LineEndMap; quiet: boolean }>(null);
  const latest = useRef(props);
  latest.current = props;

  // biome-ignore lint/correctness/useExhaustiveDependencies: the editor is made once; later values reach it through the effects below
  useEffect(() => {
    if (!host.current) return;
    const first = toEditorText(props.value);
    const model = monaco.editor.createModel(first.text, props.language);
    model.setEOL(monaco.editor.EndOfLineSequence.LF);
    state.current = {
      exact: props.value,
      mode: first.mode,
      map: createLineEndMap(props.value, first.mode),
      quiet: false,
    };
    const made = monaco.editor.create(host.current, {
      model,
      theme: themeName(props.theme),
      ariaLabel: props.label,
      readOnly: props.readOnly ?? false,
      automaticLayout: true,
      tabFocusMode: true,
      minimap: { enabled: false },
      wordWrap: "on",
      wrappingIndent: "same",
      glyphMargin: false,
      lineNumbersMinChars: 3,
      lineDecorationsWidth: 8,
      overviewRulerLanes: 0,
      scrollBeyondLastLine: false,
      renderLineHighlightOnlyWhenFocus: true,
      renderControlCharacters: true,
      unusualLineTerminators: "off",
      fixedOverflowWidgets: true,
      fontFamily: '"JetBrains Mono Variable", "DejaVu Sans Mono", monospace',
      fontLigatures: false,
      fontSize: 12,
      lineHeight: 19,
      padding: { top: 8, bottom: 8 },
      scrollbar: { verticalScrollbarSize: 10, horizontalScrollbarSize: 10, useShadows: false },
      stickyScroll: { enabled: false },
      quickSuggestions: false,
      autoClosingBrackets: "never",
      autoClosingQuotes: "never",
      autoSurround: "never",
    });
    editor.current = made;
    const marks = made.createDecorationsCollection(byteMarks(monaco, model));
    const subscriptions = [
      model.onDidChangeContent(() => {
        const now = state.current;
        if (!now) return;
        marks.set(byteMarks(monaco, model));
        if (now.quiet) return;
        now.exact = fromEditorText(model.getValue(), now.mode);
        now.map = createLineEndMap(now.exact, now.mode);
        latest.current.onChange?.(now.exact);
      }),
      made.onDidChangeCursorPosition((event) => {
        const now = state.current;
        if (!now || event.reason === monaco.editor.CursorChangeReason.ContentFlush || now.quiet) return;
        latest.current.onCursor?.(now.map.toText(model.getOffsetAt(event.position)));
      }),
    ];
    foldMessage(made, model);
    void document.fonts.ready.then(() => monaco.editor.remeasureFonts());
    return () => {
      for (const subscription of subscriptions) subscription.dispose();
      made.dispose();
      model.dispose();
      editor.current = null;
    };
  }, []);

  useEffect(() => {
    const now = state.current;
    const model = editor.current?.getModel();
    if (!now || !model || now.exact === props.value) return;
    const next = toEditorText(props.value);
    now.exact = props.value;
    now.mode = next.mode;
    now.map = createLineEndMap(props.value, next.mode);
    const edit = minimalEdit(model.getValue(), next.text);
    if (!edit) return;
    now.quiet = true;
    // One edit of the part that differs keeps the cursor, the folding and the undo history.
    const range = monaco.Range.fromPositions(model.getPositionAt(edit.start), model.getPositionAt(edit.end));
    model.pushEditOperations([], [{ range, text: edit.text }], () => null);
    now.quiet = false;
    // A message that just came in whole is folded; one that grows under somebody's hand is not.
    if (edit.text.length > FOLD_TEXT && editor.current) foldMessage(editor.current, model);
  }, [props.value]);

  useEffect(() => {
    const model = editor.current?.getModel();
    const map = state.current?.map;
    if (!model || !map) return;
    const markers = (props.markers ?? []).map(({ span, severity, message }) => ({
      ...rangeOf(model, map, span.end > span.start ? span : { start: span.start, end: span.start + 1 }),
      severity: severities[severity],
      message,
    }));
    monaco.editor.setModelMarkers(model, "easel", markers);
  }, [props.markers]);

  const lit = useRef<ReturnType<Editor["createDecorationsCollection"]> | null>(null);
  useEffect(() => {
    const made = editor.current;
    const map = state.current?.map;
    const model = made?.getModel();
    if (!made || !model || !map) return;
    lit.current?.clear();
    lit.current = null;
    if (!props.highlight) return;
    const range = rangeOf(model, map, props.highlight);
    lit.current = made.createDecorationsCollection([
      {
        range,
        options: { isWholeLine: true, className: "easel-lit-line", linesDecorationsClassName: "easel-lit-bar" },
      },
    ]);
  }, [props.highlight]);

  useEffect(() => {
    const model = editor.current?.getModel();
    const map = state.current?.map;
    if (!model || !map || !props.reveal) return;
    editor.current?.revealRangeInCenterIfOutsideViewport(rangeOf(model, map, props.reveal.span));
  }, [props.reveal]);

  useEffect(() => monaco.editor.setTheme(themeName(props.theme)), [props.theme]);
  useEffect(() => editor.current?.updateOptions({ readOnly: props.readOnly ?? false }), [props.readOnly]);

  return <div ref={host} className={styles.host} />;
}

/** Folds a long message in the XML pane, once Monaco has computed what can be folded. */
function foldMessage(editor: Editor, model: TextModel): void {
  if (model.getLanguageId() !== "xml") return;
  const message = longMessage(model);
  if (!message) return;
  setTimeout(() => editor.trigger("easel", "editor.fold", { selectionLines: [message.start - 1] }), FOLDING_READY_MS);
}

function rangeOf(model: TextModel, map: LineEndMap, span: Span) {
  const start = model.getPositionAt(map.toEditor(span.start));
  const end = model.getPositionAt(map.toEditor(Math.max(span.start, span.end)));
  return monaco.Range.fromPositions(start, end);
}
