import { decodeBase64 } from "../bytes/index.ts";
import {
  type Document,
  defaultHeader,
  type ElementNode,
  elementText,
  type OpaqueNode,
  type TextNode,
} from "../document.ts";
import { MAX_DEPTH, MAX_LENGTH, MAX_NODES } from "../limits.ts";
import type { Problem } from "../problem.ts";
import { ProblemList } from "../problem-list.ts";
import { type ReadAttributes, readAttributes } from "./attributes.ts";
import { isBlank } from "./characters.ts";
import { checkText } from "./check-text.ts";
import { ElementNames } from "./element-names.ts";
import { refuseForeign } from "./foreign.ts";
import { NamespaceScope } from "./namespaces.ts";
import { replaceReferences } from "./references.ts";
import { type CdataToken, type EndTag, type InstructionToken, type TextToken, XmlScanner } from "./scan.ts";
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

/** An element whose end tag is awaited. */
interface Frame {
  element: ElementNode;
  qualifiedName: string;
  attributes: ReadAttributes | undefined;
  /** It has element or opaque children, so blank text in it is layout. */
  structured: boolean;
}

class Parser {
  readonly #text: string;
  readonly #document: Document;
  readonly #problems: ProblemList;
  readonly #scanner: XmlScanner;
  readonly #names: ElementNames;
  readonly #scope = new NamespaceScope();
  readonly #open: Frame[] = [];
  readonly #openNames = new Map<string, number>();
  #top: Frame | undefined;
  #nodes = 0;
  #rootSeen = false;
  #stopped = false;
  /** Text gathered since the last tag; comments do not split it. */
  #parts: string[] = [];
  #textStart = -1;
  #textEnd = 0;
  #referenced = false;
  /** CDATA sections that touch each other are one opaque node, since `]]>` must be split to be written. */
  #cdata: string[] = [];
  #cdataStart = -1;
  #cdataEnd = 0;
  #pages: number[] | undefined;
  #tagBytes: Uint8Array | undefined;
  #lengthBytes = 0;

  constructor(text: string, document: Document, problems: ProblemList) {
    this.#text = text;
    this.#document = document;
    this.#problems = problems;
    this.#scanner = new XmlScanner(text, problems);
    this.#names = new ElementNames(problems);
  }

  run(): void {
    for (let token = this.#scanner.next(); token && !this.#stopped; token = this.#scanner.next()) {
      if (token.kind === "text") this.#onText(token);
      else if (token.kind === "start") this.#onStart(token);
      else if (token.kind === "end") this.#onEnd(token);
      else if (token.kind === "cdata") this.#onCdata(token);
      else if (token.kind === "instruction") this.#onInstruction(token);
      else {
        this.#flushCdata();
        if (token.kind === "doctype") {
          const message = () =>
            "The document type declaration is left out: WBXML has none, and nothing in it is expanded.";
          this.#problems.add("info", "doctype-dropped", message, token.start, token.end);
        }
      }
    }
    this.#flush(false);
    this.#closeRest();
  }

  #onText({ start, end }: TextToken): void {
    this.#flushCdata();
    if (!this.#top) {
      this.#outsideRoot(start, end);
      return;
    }
    const hasReference = checkText(this.#text, start, end, false, this.#problems);
    const text = hasReference
      ? replaceReferences(this.#text, start, end, this.#problems)
      : this.#text.slice(start, end);
    if (this.#textStart < 0) this.#textStart = start;
    this.#textEnd = end;
    this.#referenced ||= hasReference;
    this.#parts.push(text);
  }

  #onCdata(token: CdataToken): void {
    if (!this.#top) {
      this.#outsideRoot(token.start, token.end);
      return;
    }
    if (this.#cdataStart >= 0 && this.#cdataEnd !== token.start) this.#flushCdata();
    if (this.#cdataStart < 0) {
      this.#flushText(true);
      this.#cdataStart = token.start;
    }
    checkText(this.#text, token.contentStart, token.contentEnd, true, this.#problems);
    this.#cdata.push(this.#text.slice(token.contentStart, token.contentEnd));
    this.#cdataEnd = token.end;
  }

  #onStart(token: StartTag): void {
    this.#flush(true);
    const second = !this.#top && this.#rootSeen;
    if (second) {
      const first = this.#document.root?.name ?? "";
      const message = () => `A document has one root element: <${token.name}> is a second one after <${first}>.`;
      this.#problems.add("error", "second-root", message, token.start, token.end);
    }
    this.#rootSeen = true;
    const attributes =
      token.attributes.length > 0
        ? readAttributes(this.#text, token.attributes, this.#scope, this.#problems)
        : undefined;
    const colon = token.name.indexOf(":");
    const prefix = colon < 0 ? "" : token.name.slice(0, colon);
    const end = token.start + 1 + token.name.length;
    const name = this.#names.resolve({
      isLiteral: ((this.#tagBytes?.[0] ?? 0x3f) & 0x3f) === 0x04,
      prefix,
      local: colon < 0 ? token.name : token.name.slice(colon + 1),
      namespace: this.#scope.lookup(prefix),
      namespaceSpan: attributes?.declared.get(prefix),
      parent: this.#top?.element,
      start: token.start + 1,
      end,
    });
    const element: ElementNode = {
      kind: "element",
      page: name.page,
      token: name.token,
      namespace: name.namespace,
      name: name.name,
      children: [],
      selfClosed: token.selfClosed,
      textSpan: { start: token.start, end: token.end },
      tagSpan: { start: token.start, end: token.end },
    };
    this.#takePages(element);
    if (this.#tagBytes) element.tagBytes = this.#tagBytes;
    this.#tagBytes = undefined;
    if (!this.#count(token.start)) return;
    if (this.#top) {
      this.#top.element.children.push(element);
      this.#top.structured = true;
    } else if (!second) this.#document.root = element;
    const frame: Frame = { element, qualifiedName: token.name, attributes, structured: false };
    if (token.selfClosed || !token.finished) this.#leave(frame);
    else this.#enter(frame, token.start);
  }

  #enter(frame: Frame, start: number): void {
    if (this.#open.length >= MAX_DEPTH) {
      this.#stop("too-deep", `Elements are nested more than ${MAX_DEPTH} levels deep.`, start);
      return;
    }
    this.#open.push(frame);
    this.#top = frame;
    this.#openNames.set(frame.qualifiedName, (this.#openNames.get(frame.qualifiedName) ?? 0) + 1);
  }

  #onEnd(token: EndTag): void {
    this.#flush(false);
    const top = this.#top;
    if (!top) {
      const message = () => `The end tag </${token.name}> closes nothing: no element is open.`;
      this.#problems.add("error", "stray-end-tag", message, token.start, token.end);
      return;
    }
    if (token.name === top.qualifiedName || token.name === "") {
      this.#close(token.start, token.end);
      return;
    }
    if (this.#openNames.get(token.name)) {
      while (this.#top && this.#top.qualifiedName !== token.name) {
        const inner = this.#top;
        const message = () =>
          `<${inner.qualifiedName}> is still open where </${token.name}> closes <${token.name}>. Write </${inner.qualifiedName}> before it.`;
        this.#problems.add("error", "wrong-nesting", message, token.start, token.end);
        this.#close(token.start, token.start);
      }
      this.#close(token.start, token.end);
      return;
    }
    const message = () =>
      `</${token.name}> stands where <${top.qualifiedName}> should be closed with </${top.qualifiedName}>.`;
    this.#problems.add("error", "wrong-nesting", message, token.start, token.end);
    // A mistyped end tag closes its leaf; elsewhere it is more likely a leftover.
    if (!top.structured) this.#close(token.start, token.end);
  }

  /** Ends the innermost open element; its own end tag begins at `start`, its span ends at `end`. */
  #close(start: number, end: number): void {
    const frame = this.#open.pop();
    if (!frame) return;
    this.#openNames.set(frame.qualifiedName, (this.#openNames.get(frame.qualifiedName) ?? 1) - 1);
    this.#top = this.#open[this.#open.length - 1];
    if (frame.element.textSpan) frame.element.textSpan.end = end;
    if (this.#pages) {
      frame.element.endSwitches = this.#pages;
      this.#pages = undefined;
    }
    if (frame.attributes?.isBase64) this.#readBase64(frame.element, start);
    this.#leave(frame);
  }

  #leave({ attributes }: Frame): void {
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
    } else if (note.note === "pages") this.#pages = note.pages;
    else if (note.note === "length") this.#lengthBytes = note.length;
    else if (note.note === "tag") this.#tagBytes = note.bytes;
    else if (note.note === "header") this.#document.header.wire = note.bytes;
    else if (note.note === "trailing") this.#document.trailing = note.bytes;
    else if (this.#top) {
      const node = tokenNode(note.bytes);
      node.textSpan = { start: token.start, end: token.end };
      this.#takePages(node);
      this.#top.structured = true;
      if (this.#count(token.start)) this.#top.element.children.push(node);
    } else this.#outsideRoot(token.start, token.end);
  }

  #takePages(node: { switches?: number[] }): void {
    if (this.#pages) node.switches = this.#pages;
    this.#pages = undefined;
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
    this.#flushText(beforeStructure);
    this.#flushCdata();
  }

  /** Ends a run of text; blank text beside an element, CDATA or note is layout unless a reference wrote it. */
  #flushText(beforeStructure: boolean): void {
    if (this.#textStart < 0) return;
    const text = this.#parts.length === 1 ? (this.#parts[0] ?? "") : this.#parts.join("");
    const span = { start: this.#textStart, end: this.#textEnd };
    const top = this.#top;
    const isLayout = (beforeStructure || top?.structured === true) && !this.#referenced && isBlank(text);
    this.#parts = [];
    this.#textStart = -1;
    this.#referenced = false;
    if (!top || isLayout || !this.#count(span.start)) return;
    const node: TextNode = { kind: "text", text, textSpan: span };
    this.#takePages(node);
    top.element.children.push(node);
  }

  #flushCdata(): void {
    if (this.#cdataStart < 0) return;
    const span = { start: this.#cdataStart, end: this.#cdataEnd };
    const bytes = new TextEncoder().encode(this.#cdata.length === 1 ? this.#cdata[0] : this.#cdata.join(""));
    this.#cdata = [];
    this.#cdataStart = -1;
    const top = this.#top;
    if (!top || !this.#count(span.start)) return;
    const node: OpaqueNode = { kind: "opaque", bytes, textSpan: span };
    this.#takePages(node);
    if (this.#lengthBytes > 0) node.lengthBytes = this.#lengthBytes;
    this.#lengthBytes = 0;
    top.element.children.push(node);
    top.structured = true;
  }

  #closeRest(): void {
    const end = this.#text.length;
    while (this.#top) {
      const frame = this.#top;
      if (!this.#stopped) {
        const span = frame.element.tagSpan;
        const message = () => `<${frame.qualifiedName}> is not closed: </${frame.qualifiedName}> is missing.`;
        this.#problems.add("error", "unclosed-element", message, span?.start, span?.end);
      }
      this.#close(end, end);
    }
    if (!this.#rootSeen && !this.#problems.hasError) {
      this.#problems.add("error", "no-root", () => "There is no element, so there is nothing to send.", 0, end);
    }
  }

  #count(start: number): boolean {
    if (++this.#nodes <= MAX_NODES) return true;
    this.#stop("too-many-nodes", `The document has more than ${MAX_NODES} elements and texts.`, start);
    return false;
  }

  #stop(code: string, message: string, start: number): void {
    if (!this.#stopped) this.#problems.add("error", code, () => message, start, this.#text.length);
    this.#stopped = true;
  }
}
