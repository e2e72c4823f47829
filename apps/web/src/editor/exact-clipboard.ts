import type { ExactModel } from "./exact-model.ts";
import { monaco } from "./monaco.ts";

type Editor = import("monaco-editor/editor").editor.IStandaloneCodeEditor;

/**
 * Copy, cut and paste of exact text. Monaco would turn every pasted line end into the model's own, and put the
 * model's on the clipboard; half of the faults people bring are line ends, so neither may happen. `beforePaste` is
 * told how much comes.
 */
export function keepClipboardExact(
  host: HTMLElement,
  editor: Editor,
  exact: ExactModel,
  beforePaste: (characters: number) => void,
): () => void {
  const take = (event: ClipboardEvent): boolean => {
    const selection = editor.getSelection();
    if (!selection || selection.isEmpty() || !event.clipboardData || !editor.hasTextFocus()) return false;
    event.clipboardData.setData("text/plain", exact.textOf(selection));
    event.preventDefault();
    event.stopPropagation();
    return true;
  };
  const replace = (text: string) => {
    const selections = editor.getSelections() ?? [];
    editor.pushUndoStop();
    editor.executeEdits(
      "clipboard",
      selections.map((range) => ({ range, text, forceMoveMarkers: true })),
    );
    editor.pushUndoStop();
    const end = editor.getSelections()?.map((selection) => selection.getEndPosition()) ?? [];
    editor.setSelections(end.map((place) => monaco.Selection.fromPositions(place)));
  };
  const onCopy = (event: ClipboardEvent) => void take(event);
  const onCut = (event: ClipboardEvent) => {
    if (take(event) && !editor.getOption(monaco.editor.EditorOption.readOnly)) replace("");
  };
  const onPaste = (event: ClipboardEvent) => {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    const selection = editor.getSelection();
    if (!text || !selection || !editor.hasTextFocus() || editor.getOption(monaco.editor.EditorOption.readOnly)) return;
    event.preventDefault();
    event.stopPropagation();
    const whole = exact.model.getFullModelRange();
    const replacesAll = exact.model.getValueLength() === 0 || selection.equalsRange(whole);
    const pasted = exact.pasted(text, replacesAll);
    if (pasted.mode !== exact.mode) {
      exact.model.pushEOL(
        pasted.mode === "crlf" ? monaco.editor.EndOfLineSequence.CRLF : monaco.editor.EndOfLineSequence.LF,
      );
    }
    beforePaste(pasted.text.length);
    replace(pasted.text);
    editor.revealPosition(editor.getPosition() ?? whole.getEndPosition());
  };
  host.addEventListener("copy", onCopy, true);
  host.addEventListener("cut", onCut, true);
  host.addEventListener("paste", onPaste, true);
  return () => {
    host.removeEventListener("copy", onCopy, true);
    host.removeEventListener("cut", onCut, true);
    host.removeEventListener("paste", onPaste, true);
  };
}
