import { isRawByteChar, rawByteOf } from "../model/byte-text.ts";
import { CR_MARK, CRLF_MARK, FOLD_MARK, LF_MARK } from "../model/line-ends.ts";
import type { Monaco } from "./monaco-type.ts";

/** Above this many marks only the first are drawn: a binary paste must not stall the editor. */
const MARK_LIMIT = 3000;
const HIDDEN = "easel-hidden-char";

const special = /[\uEF00-\uEFFF]/;
const specials = /[\uEF00-\uEFFF]/g;

type Decoration = import("monaco-editor/editor").editor.IModelDeltaDecoration;
type TextModel = import("monaco-editor/editor").editor.ITextModel;
type ChangeEvent = import("monaco-editor/editor").editor.IModelContentChangedEvent;

interface Mark {
  text: string;
  hover: string;
  className: string;
}

const lineEndPills: Record<string, Omit<Mark, "className">> = {
  [LF_MARK]: { text: "LF", hover: "This line ends with a bare LF; the others end with CRLF. It is sent as it stands." },
  [CRLF_MARK]: {
    text: "CRLF",
    hover: "This line ends with CRLF; the others end with a bare LF. It is sent as it stands.",
  },
  [CR_MARK]: { text: "CR", hover: "A bare carriage return. It is sent as it stands." },
};

/** Shows what an editor cannot: odd line ends and what is folded away as pills, raw bytes as their hex value. */
export class ByteMarks {
  readonly #monaco: Monaco;
  readonly #model: TextModel;
  readonly #foldWords: () => Omit<Mark, "className"> | undefined;
  readonly #isNeeded: () => boolean;
  #ids: string[] = [];

  /** `foldWords` says what stands where text is folded away; `isNeeded` may say that there is nothing to mark. */
  constructor(
    monaco: Monaco,
    model: TextModel,
    foldWords: () => Omit<Mark, "className"> | undefined,
    isNeeded: () => boolean,
  ) {
    this.#monaco = monaco;
    this.#model = model;
    this.#foldWords = foldWords;
    this.#isNeeded = isNeeded;
  }

  /** Marks all there is to mark. */
  drawAll(): void {
    const marks: Decoration[] = [];
    const lines = this.#isNeeded() ? this.#model.getLineCount() : 0;
    for (let line = 1; line <= lines && marks.length < MARK_LIMIT; line++) this.#markLine(line, marks);
    this.#ids = this.#model.deltaDecorations(this.#ids, marks);
  }

  /** Marks the lines an edit has touched; the others' marks have moved along. */
  follow({ changes, isFlush, isEolChange }: ChangeEvent): void {
    const [change, another] = changes;
    const isPlain = !isFlush && !isEolChange && !changes.some(({ text }) => special.test(text));
    if (isPlain && this.#ids.length === 0) return;
    // Which lines several changes have become is not worth working out.
    if (!change || another || isFlush || isEolChange || this.#ids.length >= MARK_LIMIT) {
      this.drawAll();
      return;
    }
    const first = change.range.startLineNumber;
    const last = Math.min(this.#model.getLineCount(), first + change.text.split("\n").length - 1);
    const marks: Decoration[] = [];
    for (let line = first; line <= last && marks.length < MARK_LIMIT; line++) this.#markLine(line, marks);
    const stale = this.#model
      .getLinesDecorations(first, last)
      .filter(({ options }) => options.inlineClassName === HIDDEN)
      .map(({ id }) => id);
    if (stale.length === 0 && marks.length === 0) return;
    const kept = new Set(stale);
    this.#ids = [...this.#ids.filter((id) => !kept.has(id)), ...this.#model.deltaDecorations(stale, marks)];
  }

  #markLine(line: number, marks: Decoration[]): void {
    const text = this.#model.getLineContent(line);
    for (const { 0: char, index } of text.matchAll(specials)) {
      const mark = this.#markOf(char);
      if (!mark) continue;
      marks.push({
        range: new this.#monaco.Range(line, index + 1, line, index + 2),
        options: {
          inlineClassName: HIDDEN,
          inlineClassNameAffectsLetterSpacing: true,
          before: {
            content: mark.text,
            inlineClassName: mark.className,
            inlineClassNameAffectsLetterSpacing: true,
          },
          hoverMessage: { value: mark.hover },
        },
      });
      if (marks.length >= MARK_LIMIT) break;
    }
  }

  #markOf(char: string): Mark | undefined {
    const code = char.charCodeAt(0);
    if (isRawByteChar(code)) {
      return {
        text: rawByteOf(code).toString(16).toUpperCase().padStart(2, "0"),
        hover: "A byte that is not UTF-8. It is sent as it stands.",
        className: "easel-raw-byte",
      };
    }
    const words = char === FOLD_MARK ? this.#foldWords() : undefined;
    if (words) return { ...words, className: "easel-folded" };
    const pill = lineEndPills[char];
    return pill && { ...pill, className: "easel-odd-line-end" };
  }
}
