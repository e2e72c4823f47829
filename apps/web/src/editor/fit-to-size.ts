import { monaco } from "./monaco.ts";

type Editor = import("monaco-editor/editor").editor.IStandaloneCodeEditor;

/**
 * Above this many characters lines are neither wrapped nor coloured, and a word is not looked for elsewhere: Monaco
 * reads all of them for each of these.
 */
const PLAIN_FROM = 2_000_000;

/** Makes an editor ready for a text of so many characters, before it gets it. */
export function fitToSize(editor: Editor, language: string, length: number): void {
  const isPlain = length > PLAIN_FROM;
  const wordWrap = isPlain ? "off" : "on";
  const occurrencesHighlight = isPlain ? "off" : "singleFile";
  const model = editor.getModel();
  const wanted = isPlain ? "plaintext" : language;
  if (editor.getRawOptions().wordWrap !== wordWrap)
    editor.updateOptions({ wordWrap, occurrencesHighlight, selectionHighlight: !isPlain });
  if (model && model.getLanguageId() !== wanted) monaco.editor.setModelLanguage(model, wanted);
}
