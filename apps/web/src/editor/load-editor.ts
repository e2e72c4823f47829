/** Fetches the editor with Monaco: early, where it is known that one will be wanted. */
export const loadEditor = () => import("./code-editor.tsx");
