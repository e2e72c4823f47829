import { monaco } from "./monaco.ts";

type Editor = import("monaco-editor/editor").editor.IStandaloneCodeEditor;

/** What has Escape for itself inside Monaco while it is there, each by its own key of the context. */
const OPEN = [
  "suggestWidgetVisible",
  "findWidgetVisible",
  "markersNavigationVisible",
  "editorHoverVisible",
  "codeActionMenuVisible",
  "inSnippetMode",
  "editorHasMultipleSelections",
];

/**
 * Lets the keyboard out again by Escape once nothing is open, and has Ctrl+K's chords step aside for the page's own
 * key: what is worth a key of them gets another.
 */
export function passByTab(editor: Editor, onLeave: () => void): void {
  editor.addAction({
    id: "easel.leave",
    label: "Leave the editor",
    keybindings: [monaco.KeyCode.Escape],
    keybindingContext: ["editorTextFocus", ...OPEN.map((key) => `!${key}`)].join(" && "),
    run: onLeave,
  });
  editor.addAction({
    id: "easel.what-stands-here",
    label: "What Stands Here",
    keybindings: [monaco.KeyMod.Shift | monaco.KeyCode.F1],
    keybindingContext: "editorTextFocus",
    contextMenuGroupId: "navigation",
    run: () => editor.trigger("easel", "editor.action.showHover", undefined),
  });
}
