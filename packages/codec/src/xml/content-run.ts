import type { OpaqueNode, TextNode } from "../document.ts";
import type { ProblemList } from "../problem-list.ts";
import { isBlank } from "./characters.ts";
import { checkText } from "./check-text.ts";
import { replaceReferences } from "./references.ts";
import type { CdataToken, TextToken } from "./scan.ts";

/** Gathers the text or the CDATA between two tags, which may come in several pieces, into one node. */
export class ContentRun {
  readonly #source: string;
  readonly #problems: ProblemList;
  /** Text pieces; comments do not split a text. */
  #parts: string[] = [];
  #textStart = -1;
  #textEnd = 0;
  #referenced = false;
  /** CDATA sections that touch each other are one opaque node, since `]]>` must be split to be written. */
  #sections: string[] = [];
  #cdataStart = -1;
  #cdataEnd = 0;

  constructor(source: string, problems: ProblemList) {
    this.#source = source;
    this.#problems = problems;
  }

  addText({ start, end }: TextToken): void {
    const hasReference = checkText(this.#source, start, end, false, this.#problems);
    if (this.#textStart < 0) this.#textStart = start;
    this.#textEnd = end;
    this.#referenced ||= hasReference;
    this.#parts.push(
      hasReference ? replaceReferences(this.#source, start, end, this.#problems) : this.#source.slice(start, end),
    );
  }

  /** Whether a section would continue the one gathered last. */
  continues({ start }: CdataToken): boolean {
    return this.#cdataStart >= 0 && this.#cdataEnd === start;
  }

  addCdata({ start, end, contentStart, contentEnd }: CdataToken): void {
    checkText(this.#source, contentStart, contentEnd, true, this.#problems);
    if (this.#cdataStart < 0) this.#cdataStart = start;
    this.#cdataEnd = end;
    this.#sections.push(this.#source.slice(contentStart, contentEnd));
  }

  /** The text gathered; undefined when there is none, or when it is white space that is only layout. */
  takeText(blankIsLayout: boolean): TextNode | undefined {
    if (this.#textStart < 0) return undefined;
    const text = this.#parts.length === 1 ? (this.#parts[0] ?? "") : this.#parts.join("");
    const textSpan = { start: this.#textStart, end: this.#textEnd };
    // A reference is never layout: that is how white space between elements can be meant.
    const isLayout = blankIsLayout && !this.#referenced && isBlank(text);
    this.#parts = [];
    this.#textStart = -1;
    this.#referenced = false;
    return isLayout ? undefined : { kind: "text", text, textSpan };
  }

  takeCdata(): OpaqueNode | undefined {
    if (this.#cdataStart < 0) return undefined;
    const textSpan = { start: this.#cdataStart, end: this.#cdataEnd };
    const text = this.#sections.length === 1 ? this.#sections[0] : this.#sections.join("");
    this.#sections = [];
    this.#cdataStart = -1;
    return { kind: "opaque", bytes: new TextEncoder().encode(text), textSpan };
  }
}
