import { monaco } from "./monaco.ts";

type Editor = import("monaco-editor/editor").editor.IStandaloneCodeEditor;

export interface EditorActions {
  onOutline?: (() => void) | undefined;
  /** Where the cursor is. */
  onCopyPath?: ((place: { lineNumber: number; column: number }) => void) | undefined;
}

/** What the page adds to the context menu of an editor. */
export function addActions(editor: Editor, { onOutline, onCopyPath }: EditorActions): void {
  if (onOutline) {
    editor.addAction({
      id: "easel.outline",
      label: "Outline",
      keybindings: [monaco.KeyMod.CtrlCmd | monaco.KeyMod.Shift | monaco.KeyCode.KeyO],
      contextMenuGroupId: "navigation",
      run: () => onOutline(),
    });
  }
  if (onCopyPath) {
    editor.addAction({
      id: "easel.copy-path",
      label: "Copy path",
      // The page takes the key before an editor does; here it is said in the menu.
      keybindings: [monaco.KeyMod.Shift | monaco.KeyMod.Alt | monaco.KeyCode.KeyC],
      contextMenuGroupId: "9_cutcopypaste",
      contextMenuOrder: 4,
      run: () => {
        const position = editor.getPosition();
        if (position) onCopyPath(position);
      },
    });
  }
}
