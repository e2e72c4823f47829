import { isRawByteChar, rawByteOf } from "../model/byte-text.ts";
import { CR_MARK, CRLF_MARK, LF_MARK } from "../model/line-ends.ts";
import type { Monaco } from "./monaco-type.ts";

/** Above this many marks only the first are drawn: a binary paste must not stall the editor. */
const MARK_LIMIT = 3000;

const special = /[\uEF00-\uEFFF]/g;

type Decoration = import("monaco-editor/editor").editor.IModelDeltaDecoration;
type TextModel = import("monaco-editor/editor").editor.ITextModel;

const lineEndPills: Record<string, { text: string; hover: string }> = {
  [LF_MARK]: { text: "LF", hover: "This line ends with a bare LF; the others end with CRLF. It is sent as it stands." },
  [CRLF_MARK]: {
    text: "CRLF",
    hover: "This line ends with CRLF; the others end with a bare LF. It is sent as it stands.",
  },
  [CR_MARK]: { text: "CR", hover: "A bare carriage return. It is sent as it stands." },
};

/** Decorations that show what an editor cannot: odd line ends as pills, raw bytes as their hex value. */
export function byteMarks(monaco: Monaco, model: TextModel): Decoration[] {
  const marks: Decoration[] = [];
  const lines = model.getLineCount();
  for (let line = 1; line <= lines && marks.length < MARK_LIMIT; line++) {
    const text = model.getLineContent(line);
    for (const match of text.matchAll(special)) {
      const code = match[0].charCodeAt(0);
      const label = isRawByteChar(code)
        ? {
            text: rawByteOf(code).toString(16).toUpperCase().padStart(2, "0"),
            hover: "A byte that is not UTF-8. It is sent as it stands.",
          }
        : lineEndPills[match[0]];
      if (!label) continue;
      marks.push({
        range: new monaco.Range(line, match.index + 1, line, match.index + 2),
        options: {
          inlineClassName: "easel-hidden-char",
          inlineClassNameAffectsLetterSpacing: true,
          before: {
            content: label.text,
            inlineClassName: isRawByteChar(code) ? "easel-raw-byte" : "easel-odd-line-end",
            inlineClassNameAffectsLetterSpacing: true,
          },
          hoverMessage: { value: label.hover },
        },
      });
      if (marks.length >= MARK_LIMIT) break;
    }
  }
  return marks;
}
