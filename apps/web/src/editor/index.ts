export type { CodeEditorProps, EditorMarker } from "./code-editor.tsx";
export { editorTakesEscape } from "./editor-takes-escape.ts";
export { LazyCodeEditor } from "./lazy-code-editor.tsx";
export type { Theme } from "./themes.ts";
