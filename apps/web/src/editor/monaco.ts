/** The only door to Monaco: loaded lazily, with just the features the two panes use. */
import "monaco-editor/features/bracketMatching/register";
import "monaco-editor/features/caretOperations/register";
import "monaco-editor/features/clipboard/register";
import "monaco-editor/features/codeAction/register";
import "monaco-editor/features/contextmenu/register";
import "monaco-editor/features/cursorUndo/register";
import "monaco-editor/features/find/register";
import "monaco-editor/features/folding/register";
import "monaco-editor/features/format/register";
import "monaco-editor/features/gotoError/register";
import "monaco-editor/features/hover/register";
import "monaco-editor/features/indentation/register";
import "monaco-editor/features/inlayHints/register";
import "monaco-editor/features/lineSelection/register";
import "monaco-editor/features/linesOperations/register";
import "monaco-editor/features/multicursor/register";
import "monaco-editor/features/snippet/register";
import "monaco-editor/features/suggest/register";
import "monaco-editor/features/wordHighlighter/register";
import "monaco-editor/features/wordOperations/register";
import "monaco-editor/languages/definitions/xml/register";
// The feature above does not open the list by itself.
import "monaco-editor/editor/contrib/suggest/browser/suggestController";
import * as monaco from "monaco-editor/editor";
import EditorWorker from "monaco-editor/editor/editor.worker?worker";
import { registerLanguageHelp } from "./language-help.ts";
import { registerMimeLanguage } from "./mime-language.ts";
import { registerTextNotes } from "./text-notes.ts";
import { defineThemes } from "./themes.ts";
import { registerXmlFolding } from "./xml-folding.ts";

self.MonacoEnvironment = { getWorker: () => new EditorWorker() };
registerMimeLanguage(monaco);
registerXmlFolding(monaco);
registerLanguageHelp(monaco);
registerTextNotes(monaco);
defineThemes(monaco);

export { monaco };
