import type { Monaco } from "./monaco-type.ts";

/** A message of more lines than this is folded in the XML pane when it comes in: the MIME pane shows it. */
const FOLD_MESSAGE_LINES = 40;

type TextModel = import("monaco-editor/editor").editor.ITextModel;

/** Folds elements by their tags, not by indentation: a message inside CDATA has none. */
export function registerXmlFolding(monaco: Monaco): void {
  monaco.languages.registerFoldingRangeProvider("xml", {
    provideFoldingRanges: (model) => elementLines(model).map(({ start, end }) => ({ start, end })),
  });
}

/** First and last line of every element that spans several. CDATA, comments and text are stepped over. */
export function elementLines(
  model: Pick<TextModel, "getLineCount" | "getLineContent">,
): { start: number; end: number; name: string }[] {
  const ranges: { start: number; end: number; name: string }[] = [];
  const open: { name: string; line: number }[] = [];
  let closing: "]]>" | "-->" | undefined;
  for (let line = 1; line <= model.getLineCount(); line++) {
    const text = model.getLineContent(line);
    let at = 0;
    while (at < text.length) {
      if (closing) {
        const end = text.indexOf(closing, at);
        if (end < 0) break;
        at = end + 3;
        closing = undefined;
        continue;
      }
      at = text.indexOf("<", at);
      if (at < 0) break;
      if (text.startsWith("<![CDATA[", at) || text.startsWith("<!--", at)) {
        closing = text[at + 2] === "[" ? "]]>" : "-->";
        at += 4;
        continue;
      }
      const tag = /^<(\/?)([\w:.-]+)([^<>]*)/.exec(text.slice(at, at + 400));
      at += 1;
      if (!tag) continue;
      const [, slash, name = "", rest = ""] = tag;
      if (slash) {
        const begun = open.findLastIndex((element) => element.name === name);
        if (begun < 0) continue;
        const start = open[begun]?.line ?? line;
        open.length = begun;
        if (line - 1 > start) ranges.push({ start, end: line - 1, name });
      } else if (!rest.endsWith("/")) open.push({ name, line });
    }
  }
  return ranges;
}

/** The lines of a message long enough to be folded away. */
export const longMessage = (model: TextModel): { start: number; end: number } | undefined =>
  elementLines(model).find(({ name, start, end }) => /(?:^|:)mime$/i.test(name) && end - start > FOLD_MESSAGE_LINES);
