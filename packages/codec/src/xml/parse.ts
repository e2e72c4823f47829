import { decodeBase64 } from "../bytes/index.ts";
import {
  type Document,
  type DocumentNode,
  defaultHeader,
  type ElementNode,
  elementText,
  type Span,
} from "../document.ts";
import { MAX_DEPTH, MAX_LENGTH, MAX_NODES } from "../limits.ts";
import type { Problem } from "../problem.ts";
import { ProblemList } from "../problem-list.ts";
import { readAttributes } from "./attributes.ts";
import { isBlank } from "./characters.ts";
import { ContentRun } from "./content-run.ts";
import { type ElementName, ElementNames } from "./element-names.ts";
import { refuseForeign } from "./foreign.ts";
import { NamespaceScope } from "./namespaces.ts";
import { type OpenElement, OpenElements } from "./open-elements.ts";
import { PendingNotes } from "./pending-notes.ts";
import {
  type CdataToken,
  type EndTag,
  type InstructionToken,
  type TextToken,
  XmlScanner,
  type XmlToken,
} from "./scan.ts";
import type { StartTag } from "./scan-tag.ts";
import { readWireNote, tokenNode } from "./wire-notes.ts";

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
 * token 0. `<?wire …?>` notes and the attribute `wire:opaque="base64"` say what plain XML cannot.
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
  readonly #document: Document;
  readonly #problems: ProblemList;
  readonly #scanner: XmlScanner;
  readonly #names: ElementNames;
  readonly #content: ContentRun;
  readonly #scope = new NamespaceScope();
  readonly #open = new OpenElements();
  readonly #notes = new PendingNotes();
  #nodes = 0;
  #rootSeen = false;
  #stopped = false;

  constructor(text: string, document: Document, problems: ProblemList) {
    this.#text = text;
    this.#document = document;
    this.#problems = problems;
    this.#scanner = new XmlScanner(text, problems);
    this.#names = new ElementNames(problems);
    this.#content = new ContentRun(text, problems);
  }

  run(): void {
    for (let token = this.#scanner.next(); token && !this.#stopped; token = this.#scanner.next()) this.#take(token);
    this.#flush(false);
    this.#closeRest();
  }

  #take(token: XmlToken): void {
    if (token.kind === "text") this.#onText(token);
    else if (token.kind === "start") this.#onStart(token);
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
  }

  #onText(token: TextToken): void {
    this.#flushCdata();
    if (this.#open.top) this.#content.addText(token);
    else this.#outsideRoot(token.start, token.end);
  }

  #onCdata(token: CdataToken): void {
    if (!this.#open.top) {
      this.#outsideRoot(token.start, token.end);
      return;
    }
    if (!this.#content.continues(token)) this.#flush(true);
    this.#content.addCdata(token);
  }

  #onStart(token: StartTag): void {
    this.#flush(true);
    const { top } = this.#open;
    const isSecond = !top && this.#rootSeen;
    if (isSecond) this.#secondRoot(token);
    this.#rootSeen = true;
    const attributes =
      token.attributes.length > 0
        ? readAttributes(this.#text, token.attributes, this.#scope, this.#problems)
        : undefined;
    const element: ElementNode = {
      kind: "element",
      ...this.#nameOf(token, attributes?.declared),
      children: [],
      selfClosed: token.selfClosed,
      textSpan: { start: token.start, end: token.end },
      tagSpan: { start: token.start, end: token.end },
    };
    if (top) this.#add(element);
    else if (this.#place(element) && !isSecond) this.#document.root = element;
    const open: OpenElement = { element, qualifiedName: token.name, attributes, structured: false };
    if (token.selfClosed || !token.finished) this.#release(open);
    else if (this.#open.depth < MAX_DEPTH) this.#open.push(open);
    else this.#stop("too-deep", `Elements are nested more than ${MAX_DEPTH} levels deep.`, token.start);
  }

  #nameOf(token: StartTag, declared: ReadonlyMap<string, Span> | undefined): ElementName {
    const colon = token.name.indexOf(":");
    const prefix = colon < 0 ? "" : token.name.slice(0, colon);
    return this.#names.resolve({
      isLiteral: this.#notes.isLiteral,
      prefix,
      local: colon < 0 ? token.name : token.name.slice(colon + 1),
      namespace: this.#scope.lookup(prefix),
      namespaceSpan: declared?.get(prefix),
      parent: this.#open.top?.element,
      start: token.start + 1,
      end: token.start + 1 + token.name.length,
    });
  }

  #onEnd(token: EndTag): void {
    this.#flush(false);
    const { top } = this.#open;
    if (!top) {
      const message = () => `The end tag </${token.name}> closes nothing: no element is open.`;
      this.#problems.add("error", "stray-end-tag", message, token.start, token.end);
    } else if (token.name === top.qualifiedName) {
      this.#close(token.start, token.end);
    } else if (token.name === "") {
      const message = () => `An end tag names its element: </${top.qualifiedName}> belongs here.`;
      this.#problems.add("error", "unnamed-end-tag", message, token.start, token.end);
      this.#close(token.start, token.end);
    } else if (this.#open.has(token.name)) {
      this.#closeUpTo(token);
    } else {
      const message = () =>
        `</${token.name}> stands where <${top.qualifiedName}> should be closed with </${top.qualifiedName}>.`;
      this.#problems.add("error", "wrong-nesting", message, token.start, token.end);
      // A mistyped end tag closes its leaf; elsewhere it is more likely a leftover.
      if (!top.structured) this.#close(token.start, token.end);
    }
  }

  #closeUpTo({ name, start, end }: EndTag): void {
    for (let { top } = this.#open; top && top.qualifiedName !== name; { top } = this.#open) {
      const inner = top.qualifiedName;
      const message = () => `<${inner}> is still open where </${name}> closes <${name}>. Write </${inner}> before it.`;
      this.#problems.add("error", "wrong-nesting", message, start, end);
      this.#close(start, start);
    }
    this.#close(start, end);
  }

  /** Ends the innermost open element; its own end tag begins at `start`, its span ends at `end`. */
  #close(start: number, end: number): void {
    const open = this.#open.pop();
    if (!open) return;
    if (open.element.textSpan) open.element.textSpan.end = end;
    this.#notes.applyToEnd(open.element);
    if (open.attributes?.isBase64) this.#readBase64(open.element, start);
    this.#release(open);
  }

  #release({ attributes }: OpenElement): void {
    if (attributes) this.#scope.release(attributes.declared.keys());
  }

  /** `wire:opaque="base64"`: what was read as text becomes opaque data. */
  #readBase64(element: ElementNode, contentEnd: number): void {
    const span = { start: element.tagSpan?.end ?? contentEnd, end: contentEnd };
    const isText = element.children.every((child) => child.kind === "text");
    const bytes = isText ? decodeBase64(elementText(element), { allowWhitespace: true }) : undefined;
    if (bytes) element.children = [{ kind: "opaque", bytes, textSpan: span }];
    else {
      const message = () => `The content of <${element.name}> is marked as base64 and is not base64.`;
      this.#problems.add("error", "bad-base64", message, span.start, span.end);
    }
  }

  #onInstruction(token: InstructionToken): void {
    if (token.target === "wire") {
      this.#flush(true);
      this.#onWireNote(token);
      return;
    }
    this.#flushCdata();
    if (token.target.toLowerCase() !== "xml") {
      const message = () => `The processing instruction <?${token.target} …?> is left out: ActiveSync has none.`;
      this.#problems.add("info", "instruction-dropped", message, token.start, token.end);
    } else if (!isBlank(this.#text.slice(0, token.start).replace(/^\uFEFF/, ""))) {
      const message = () => "The XML declaration belongs at the very beginning of the text.";
      this.#problems.add("error", "misplaced-declaration", message, token.start, token.end);
    }
  }

  #onWireNote(token: InstructionToken): void {
    const note = readWireNote(token.data);
    if (!note) {
      const message = () => `This wire note cannot be read: ${token.data.slice(0, 40)}.`;
      this.#problems.add("error", "bad-wire-note", message, token.start, token.end);
    } else if (this.#isTaken(note.note)) {
      const message = () => `A second ${note.note} note for the same place: only one can be on the wire.`;
      this.#problems.add("error", "duplicate-wire-note", message, token.start, token.end);
    } else if (note.note === "pages") this.#notes.pages = note.pages;
    else if (note.note === "length") this.#notes.lengthBytes = note.length;
    else if (note.note === "tag") this.#notes.tagBytes = note.bytes;
    else if (note.note === "header") this.#document.header.wire = note.bytes;
    else if (note.note === "trailing") this.#document.trailing = note.bytes;
    else if (this.#open.top) {
      const textSpan = { start: token.start, end: token.end };
      this.#add({ ...tokenNode(note.bytes), textSpan });
    } else this.#outsideRoot(token.start, token.end);
  }

  /** Whether a note of this kind already waits for its node, or stands for the document. */
  #isTaken(note: string): boolean {
    if (note === "header") return this.#document.header.wire !== undefined;
    if (note === "trailing") return this.#document.trailing !== undefined;
    if (note === "pages") return this.#notes.pages !== undefined;
    if (note === "length") return this.#notes.lengthBytes !== undefined;
    return note === "tag" && this.#notes.tagBytes !== undefined;
  }

  #secondRoot({ name, start, end }: StartTag): void {
    const first = this.#document.root?.name ?? "";
    const message = () => `A document has one root element: <${name}> is a second one after <${first}>.`;
    this.#problems.add("error", "second-root", message, start, end);
  }

  #outsideRoot(start: number, end: number): void {
    let from = start;
    while (from < end && (isBlank(this.#text.charAt(from)) || this.#text.charCodeAt(from) === 0xfeff)) from++;
    if (from === end) return;
    const where = this.#rootSeen ? "after" : "before";
    const message = () =>
      `There is text ${where} the root element, where only comments may stand. It would not be sent.`;
    this.#problems.add("error", "text-outside-root", message, from, end);
  }

  #flush(beforeStructure: boolean): void {
    const text = this.#content.takeText(beforeStructure || this.#open.top?.structured === true);
    if (text) this.#add(text);
    this.#flushCdata();
  }

  #flushCdata(): void {
    const opaque = this.#content.takeCdata();
    if (opaque) this.#add(opaque);
  }

  /** Hangs a node into the innermost open element. */
  #add(node: DocumentNode): void {
    const { top } = this.#open;
    if (!top || !this.#place(node)) return;
    top.element.children.push(node);
    if (node.kind !== "text" || node.wire) top.structured = true;
  }

  /** Counts a node and gives it what wire notes said of it; false at the limit. */
  #place(node: DocumentNode): boolean {
    this.#notes.applyTo(node);
    if (++this.#nodes <= MAX_NODES) return true;
    const start = node.textSpan?.start ?? 0;
    this.#stop("too-many-nodes", `The document has more than ${MAX_NODES} elements and texts.`, start);
    return false;
  }

  #closeRest(): void {
    const end = this.#text.length;
    for (let { top } = this.#open; top; { top } = this.#open) {
      const { qualifiedName, element } = top;
      if (!this.#stopped) {
        const message = () => `<${qualifiedName}> is not closed: </${qualifiedName}> is missing.`;
        this.#problems.add("error", "unclosed-element", message, element.tagSpan?.start, element.tagSpan?.end);
      }
      this.#close(end, end);
    }
    if (!this.#notes.isEmpty) {
      this.#problems.add("error", "bad-wire-note", () => "A wire note stands before nothing it could be about.", end);
    }
    if (!this.#rootSeen && !this.#problems.hasError) {
      this.#problems.add("error", "no-root", () => "There is no element, so there is nothing to send.", 0, end);
    }
  }

  #stop(code: string, message: string, start: number): void {
    if (!this.#stopped) this.#problems.add("error", code, () => message, start, this.#text.length);
    this.#stopped = true;
  }
}
