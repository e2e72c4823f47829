/** The shape of the lazily loaded editor, for what is handed it instead of importing it. */
export type Monaco = typeof import("monaco-editor/editor");
