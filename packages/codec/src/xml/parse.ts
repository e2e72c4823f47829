import { type Document, defaultHeader } from "../document.ts";
import { MAX_LENGTH } from "../limits.ts";
import type { Problem } from "../problem.ts";
import { ProblemList } from "../problem-list.ts";
import { isBlank } from "./characters.ts";
import { ContentRun } from "./content-run.ts";
import { refuseForeign } from "./foreign.ts";
import {
  type CdataToken,
  type EndTag,
  type InstructionToken,
  type TextToken,
  XmlScanner,
  type XmlToken,
} from "./scan.ts";
import type { StartTag } from "./scan-tag.ts";
import { TreeBuilder } from "./tree-builder.ts";

export interface ParseResult {
  document: Document;
  problems: Problem[];
}

/**
 * Parses the XML that stands for an ActiveSync document: namespaces, CDATA (opaque data), the five entities and
 * numeric references, comments; a DOCTYPE is passed over and nothing is expanded. Never throws: half-typed text
 * gives the tree as far as it can be seen, plus problems with UTF-16 spans. Every node has a `textSpan`.
 *
 * Text and CDATA are kept as they stand, line ends included. Only white space between elements, or beside CDATA,
 * is layout and left out; a reference (`&#32;`) keeps it. An element that has no place in the code pages has
 * token 0. Attributes of the namespace `WIRE_NAMESPACE` say what plain XML cannot.
 */
export function parseXml(text: string): ParseResult {
  const problems = new ProblemList("xml");
  const document: Document = { header: defaultHeader() };
  if (text.length > MAX_LENGTH) {
    problems.add("error", "too-long", () => `The text has more than ${MAX_LENGTH} characters and was not read.`);
  } else if (!refuseForeign(text, problems)) {
    new Parser(text, document, problems).run();
  }
  return { document, problems: problems.finish() };
}

/** What is said of a DOCTYPE, on the fast road too. */
export const doctypeDropped = (start: number, end: number): Problem => ({
  code: "doctype-dropped",
  severity: "info",
  message: "The document type declaration is left out: WBXML has none, and nothing in it is expanded.",
  source: "xml",
  span: { start, end },
});

class Parser {
  readonly #text: string;
  readonly #problems: ProblemList;
  readonly #scanner: XmlScanner;
  readonly #content: ContentRun;
  readonly #tree: TreeBuilder;
  /** Nothing but white space was met, so an XML declaration may come. */
  #isBeginning = true;

  constructor(text: string, document: Document, problems: ProblemList) {
    this.#text = text;
    this.#problems = problems;
    this.#scanner = new XmlScanner(text, problems);
    this.#content = new ContentRun(text, problems);
    this.#tree = new TreeBuilder(text, document, problems);
  }

  run(): void {
    const tree = this.#tree;
    for (let token = this.#scanner.next(); token && !tree.stopped; token = this.#scanner.next()) this.#take(token);
    this.#flush(false);
    this.#closeRest();
  }

  #take(token: XmlToken): void {
    if (token.kind === "text") {
      this.#onText(token);
      return;
    }
    if (token.kind === "start") this.#onStart(token);
    else if (token.kind === "end") this.#onEnd(token);
    else if (token.kind === "cdata") this.#onCdata(token);
    else if (token.kind === "instruction") this.#onInstruction(token);
    else {
      this.#flushCdata();
      if (token.kind === "doctype") {
        const { severity, code, message } = doctypeDropped(token.start, token.end);
        this.#problems.add(severity, code, () => message, token.start, token.end);
      }
    }
    this.#isBeginning = false;
  }

  #onText(token: TextToken): void {
    this.#flushCdata();
    if (this.#tree.open.top) this.#content.addText(token);
    else this.#outsideRoot(token.start, token.end);
  }

  #onCdata(token: CdataToken): void {
    if (!this.#tree.open.top) {
      this.#outsideRoot(token.start, token.end);
      return;
    }
    if (!this.#content.continues(token)) this.#flush(true);
    this.#content.addCdata(token);
  }

  #onStart(token: StartTag): void {
    this.#flush(true);
    this.#tree.startElement(token);
  }

  #onEnd(token: EndTag): void {
    this.#flush(false);
    const { open } = this.#tree;
    const { top } = open;
    if (!top) {
      const message = () => `The end tag </${token.name}> closes nothing: no element is open.`;
      this.#problems.add("error", "stray-end-tag", message, token.start, token.end);
    } else if (token.name === top.qualifiedName) {
      this.#tree.endElement(token.start, token.end);
    } else if (token.name === "") {
      const message = () => `An end tag names its element: </${top.qualifiedName}> belongs here.`;
      this.#problems.add("error", "unnamed-end-tag", message, token.start, token.end);
      this.#tree.endElement(token.start, token.end);
    } else if (open.has(token.name)) {
      this.#closeUpTo(token);
    } else {
      const message = () =>
        `</${token.name}> stands where <${top.qualifiedName}> should be closed with </${top.qualifiedName}>.`;
      this.#problems.add("error", "wrong-nesting", message, token.start, token.end);
      // A mistyped end tag closes its leaf; elsewhere it is more likely a leftover.
      if (!top.structured) this.#tree.endElement(token.start, token.end);
    }
  }

  #closeUpTo({ name, start, end }: EndTag): void {
    const { open } = this.#tree;
    for (let { top } = open; top && top.qualifiedName !== name; { top } = open) {
      const inner = top.qualifiedName;
      const message = () => `<${inner}> is still open where </${name}> closes <${name}>. Write </${inner}> before it.`;
      this.#problems.add("error", "wrong-nesting", message, start, end);
      this.#tree.endElement(start, start);
    }
    this.#tree.endElement(start, end);
  }

  #onInstruction(token: InstructionToken): void {
    this.#flushCdata();
    if (token.target.toLowerCase() !== "xml") {
      const message = () => `The processing instruction <?${token.target} …?> is left out: ActiveSync has none.`;
      this.#problems.add("info", "instruction-dropped", message, token.start, token.end);
    } else if (!this.#isBeginning) {
      const message = () => "The XML declaration belongs at the very beginning of the text.";
      this.#problems.add("error", "misplaced-declaration", message, token.start, token.end);
    }
  }

  #outsideRoot(start: number, end: number): void {
    let from = start;
    while (from < end && (isBlank(this.#text.charAt(from)) || this.#text.charCodeAt(from) === 0xfeff)) from++;
    if (from === end) return;
    this.#isBeginning = false;
    const where = this.#tree.rootSeen ? "after" : "before";
    const message = () =>
      `There is text ${where} the root element, where only comments may stand. It would not be sent.`;
    this.#problems.add("error", "text-outside-root", message, from, end);
  }

  #flush(beforeStructure: boolean): void {
    const text = this.#content.takeText(beforeStructure || this.#tree.open.top?.structured === true);
    if (text) this.#tree.add(text);
    this.#flushCdata();
  }

  #flushCdata(): void {
    const opaque = this.#content.takeCdata();
    if (opaque) this.#tree.add(opaque);
  }

  #closeRest(): void {
    const end = this.#text.length;
    const { open, rootSeen, stopped } = this.#tree;
    for (let { top } = open; top; { top } = open) {
      const { qualifiedName, element } = top;
      if (!stopped) {
        const message = () => `<${qualifiedName}> is not closed: </${qualifiedName}> is missing.`;
        this.#problems.add("error", "unclosed-element", message, element.tagSpan?.start, element.tagSpan?.end);
      }
      this.#tree.endElement(end, end);
    }
    if (!rootSeen && !this.#problems.hasError) {
      this.#problems.add("error", "no-root", () => "There is no element, so there is nothing to send.", 0, end);
    }
  }
}
