import type { ProblemList } from "../problem-list.ts";
import { isNameStart, isSpace } from "./characters.ts";
import { type StartTag, scanName, scanStartTag } from "./scan-tag.ts";

export interface TextToken {
  kind: "text" | "comment" | "doctype";
  start: number;
  end: number;
}

export interface CdataToken {
  kind: "cdata";
  start: number;
  end: number;
  contentStart: number;
  contentEnd: number;
}

export interface EndTag {
  kind: "end";
  start: number;
  end: number;
  /** Empty while nothing is typed after `</`. */
  name: string;
}

export interface InstructionToken {
  kind: "instruction";
  start: number;
  end: number;
  target: string;
  data: string;
}

export type XmlToken = TextToken | CdataToken | StartTag | EndTag | InstructionToken;

/** Cuts XML text into tokens that cover it without gaps; reports what is half-typed and goes on behind it. */
export class XmlScanner {
  readonly #text: string;
  readonly #problems: ProblemList;
  #at = 0;

  constructor(text: string, problems: ProblemList) {
    this.#text = text;
    this.#problems = problems;
  }

  next(): XmlToken | undefined {
    const text = this.#text;
    const start = this.#at;
    if (start >= text.length) return undefined;
    const token = text.charCodeAt(start) === 0x3c ? this.#markup(start) : undefined;
    const made = token ?? this.#scanText(start);
    this.#at = made.end;
    return made;
  }

  #markup(start: number): XmlToken | undefined {
    const text = this.#text;
    const code = text.charCodeAt(start + 1);
    if (isNameStart(code)) return scanStartTag(text, start, this.#problems);
    if (code === 0x2f) return this.#endTag(start);
    if (code === 0x3f) return this.#instruction(start);
    if (code !== 0x21) return undefined;
    if (text.startsWith("<![CDATA[", start)) return this.#cdata(start);
    if (text.startsWith("<!--", start)) return { kind: "comment", start, end: this.#until("-->", start, 4, "comment") };
    if (/^<!doctype/i.test(text.slice(start, start + 9))) return this.#doctype(start);
    const end = this.#until(">", start, 2, "declaration");
    const message = () => "Only <!-- comments -->, <![CDATA[ sections and a <!DOCTYPE> can begin with <!.";
    this.#problems.add("error", "bad-markup", message, start, end);
    return { kind: "comment", start, end };
  }

  #scanText(start: number): TextToken {
    const text = this.#text;
    let from = start;
    while (true) {
      const at = text.indexOf("<", from);
      if (at < 0) return { kind: "text", start, end: text.length };
      const code = text.charCodeAt(at + 1);
      if (isNameStart(code) || code === 0x2f || code === 0x3f || code === 0x21) {
        if (at > start) return { kind: "text", start, end: at };
      } else {
        const message = () => "This < begins no tag. Write &lt; for the character itself.";
        this.#problems.add("error", "stray-less-than", message, at, at + 1);
      }
      from = at + 1;
    }
  }

  #cdata(start: number): CdataToken {
    const end = this.#until("]]>", start, 9, "CDATA section");
    const closed = this.#text.endsWith("]]>", end) && end - start >= 12;
    return { kind: "cdata", start, end, contentStart: start + 9, contentEnd: closed ? end - 3 : end };
  }

  #endTag(start: number): EndTag {
    const text = this.#text;
    const nameEnd = scanName(text, start + 2);
    let at = nameEnd;
    while (at < text.length && isSpace(text.charCodeAt(at))) at++;
    const name = text.slice(start + 2, nameEnd);
    if (text[at] === ">") return { kind: "end", start, end: at + 1, name };
    const message = () => `The end tag </${name} is not closed: a > is missing.`;
    this.#problems.add("error", "unfinished-tag", message, start, nameEnd);
    return { kind: "end", start, end: nameEnd, name };
  }

  #instruction(start: number): InstructionToken {
    const end = this.#until("?>", start, 2, "processing instruction");
    const targetEnd = scanName(this.#text, start + 2);
    const closed = this.#text.endsWith("?>", end) && end - 2 >= targetEnd;
    const target = this.#text.slice(start + 2, targetEnd);
    return {
      kind: "instruction",
      start,
      end,
      target,
      data: this.#text.slice(targetEnd, closed ? end - 2 : end).trim(),
    };
  }

  /** Passes over a document type with its internal subset; nothing in it is read or expanded. */
  #doctype(start: number): TextToken {
    const text = this.#text;
    let depth = 0;
    for (let at = start + 9; at < text.length; at++) {
      const char = text[at];
      if (char === '"' || char === "'") {
        const close = text.indexOf(char, at + 1);
        if (close < 0) break;
        at = close;
      } else if (char === "[") depth++;
      else if (char === "]") depth--;
      else if (text.startsWith("<!--", at)) {
        const close = text.indexOf("-->", at + 4);
        if (close < 0) break;
        at = close + 2;
      } else if (char === ">" && depth <= 0) return { kind: "doctype", start, end: at + 1 };
    }
    return { kind: "doctype", start, end: this.#unclosed(start, "document type") };
  }

  /** Offset behind `closing`; the end of the text, with a problem, when there is none. */
  #until(closing: string, start: number, skip: number, what: string): number {
    const at = this.#text.indexOf(closing, start + skip);
    return at < 0 ? this.#unclosed(start, what, closing) : at + closing.length;
  }

  #unclosed(start: number, what: string, closing = ">"): number {
    const end = this.#text.length;
    const code = `unclosed-${what.toLowerCase().replaceAll(" ", "-")}`;
    this.#problems.add("error", code, () => `The ${what} that begins here is not closed with ${closing}.`, start, end);
    return end;
  }
}
