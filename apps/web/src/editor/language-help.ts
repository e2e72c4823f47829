import type { Span } from "@easel/codec/document";
import type { TextEdit } from "@easel/doctor/language";
import type { TextFix, TextHelp } from "../model/text-help.ts";
import { completionEntry } from "./completion-entry.ts";
import type { ExactModel, TextModel } from "./exact-model.ts";
import { hoverMarkdown } from "./hover-markdown.ts";
import { MIME_LANGUAGE } from "./mime-language.ts";
import type { Monaco } from "./monaco-type.ts";

/** Whom to ask about a model. Providers are registered once for a language, and there are several editors of each. */
interface Asked {
  exact: ExactModel;
  help(): TextHelp | undefined;
}

const asked = new WeakMap<TextModel, Asked>();

/** A longer text is not read from end to end for a list or a tooltip, however little of it the editor shows. */
const MOST_CHARACTERS = 2_000_000;

function ask(model: TextModel): Asked | undefined {
  const found = asked.get(model);
  return found && found.exact.exact.length <= MOST_CHARACTERS ? found : undefined;
}
/** For what is asked about a part of the text alone, however long the whole is. */
export const askedOf = (model: TextModel): Asked | undefined => asked.get(model);
const APPLY = "easel.apply";
/** Of the markers that stand for what the page knows. */
export const HELP_OWNER = "easel-help";

/** Answers for this model from now on. */
export const giveHelp = (exact: ExactModel, help: Asked["help"]): void => {
  asked.set(exact.model, { exact, help });
};

type Suggestion = import("monaco-editor/editor").languages.CompletionItem;
type Range = import("monaco-editor/editor").IRange;

/** Opens the door between Monaco's questions and what the page knows. */
export function registerLanguageHelp(monaco: Monaco): void {
  const { languages } = monaco;
  monaco.editor.registerCommand(APPLY, (_accessor, apply: () => void) => apply());
  for (const language of ["xml", MIME_LANGUAGE]) {
    languages.registerCompletionItemProvider(language, {
      triggerCharacters: language === "xml" ? ["<", "/", ">", '"', "'"] : [":"],
      provideCompletionItems: (model, position, context) => {
        const at = ask(model);
        const offset = at?.exact.offsetOf(position) ?? 0;
        const found = at?.help()?.complete?.(at.exact.exact, offset);
        if (!at || !found) return undefined;
        const { items, span } = found;
        const typed = at.exact.exact.slice(span.start, offset);
        // After a tag only what stands for a value is worth a list; elements are asked for by their bracket.
        const wanted = context.triggerCharacter === ">" ? items.filter(({ kind }) => kind === "value") : items;
        const range = onLine(at.exact.rangeOf(span), position);
        const hasValues = (name: string) => at.help()?.hasValues?.(name) ?? false;
        return {
          suggestions: wanted.map((item, index): Suggestion => {
            const entry = completionEntry(item, index, typed, hasValues);
            const kinds = languages.CompletionItemKind;
            return {
              label: entry.label,
              kind: { element: kinds.Field, close: kinds.Field, value: kinds.Value, namespace: kinds.Module }[
                item.kind
              ],
              insertText: entry.insertText,
              filterText: entry.filterText,
              sortText: entry.sortText,
              range,
              ...(entry.documentation && { documentation: entry.documentation }),
              ...(entry.isSnippet && { insertTextRules: languages.CompletionItemInsertTextRule.InsertAsSnippet }),
              ...(entry.asksOn && { command: { id: "editor.action.triggerSuggest", title: "" } }),
            };
          }),
        };
      },
    });
    languages.registerHoverProvider(language, {
      provideHover: (model, position) => {
        const at = ask(model);
        const found = at?.help()?.hover?.(at.exact.exact, at.exact.offsetOf(position));
        return found && { contents: [{ value: hoverMarkdown(found) }] };
      },
    });
    languages.registerCodeActionProvider(
      language,
      {
        provideCodeActions: (model, range, { markers }) => {
          const at = asked.get(model);
          const fixes = at && markers.length > 0 ? at.help()?.fixes?.(at.exact.exact, spanOf(at.exact, range)) : [];
          const actions = (fixes ?? []).map((fix, index) => ({
            title: fix.title,
            kind: "quickfix",
            diagnostics: markers,
            isPreferred: index === 0,
            ...(at && changeOf(at.exact, fix)),
          }));
          return { actions, dispose: () => undefined };
        },
      },
      { providedCodeActionKinds: ["quickfix"] },
    );
  }
  // One key on every system; Monaco has another for each.
  monaco.editor.addKeybindingRule({
    keybinding: monaco.KeyMod.Shift | monaco.KeyMod.Alt | monaco.KeyCode.KeyF,
    command: "editor.action.formatDocument",
    when: "editorTextFocus && !editorReadonly",
  });
  languages.registerDocumentFormattingEditProvider("xml", {
    displayName: "EASel",
    provideDocumentFormattingEdits: (model) => {
      const at = asked.get(model);
      if (!at) return [];
      const newline = at.exact.mode === "crlf" ? "\r\n" : "\n";
      return (at.help()?.format?.(at.exact.exact, newline) ?? []).map((edit) => monacoEdit(at.exact, edit));
    },
  });
}

const spanOf = (exact: ExactModel, { startLineNumber, startColumn, endLineNumber, endColumn }: Range): Span => ({
  start: exact.offsetOf({ lineNumber: startLineNumber, column: startColumn }),
  end: exact.offsetOf({ lineNumber: endLineNumber, column: endColumn }),
});

/** Monaco takes no list that replaces more than the cursor's own line. */
function onLine(range: Range, { lineNumber, column }: { lineNumber: number; column: number }): Range {
  const { startLineNumber, startColumn, endLineNumber, endColumn } = range;
  return {
    startLineNumber: lineNumber,
    startColumn: startLineNumber === lineNumber ? startColumn : column,
    endLineNumber: lineNumber,
    endColumn: endLineNumber === lineNumber ? endColumn : column,
  };
}

function changeOf(exact: ExactModel, { title, change }: TextFix) {
  if (typeof change === "function") return { command: { id: APPLY, title, arguments: [change] } };
  const edits = change.map((edit) => ({
    resource: exact.model.uri,
    versionId: exact.model.getVersionId(),
    textEdit: monacoEdit(exact, edit),
  }));
  return { edit: { edits } };
}

/** Line ends other than the text's own are marked as in any other text that comes in. */
const monacoEdit = (exact: ExactModel, { span, text }: TextEdit) => ({
  range: exact.rangeOf(span),
  text: exact.pasted(text, false).text,
});
