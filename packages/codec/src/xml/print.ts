import { encodeBase64 } from "../bytes/index.ts";
import type { Document, DocumentNode, ElementNode, OpaqueNode, TextNode, WbxmlHeader } from "../document.ts";
import { isBlank } from "./characters.ts";
import { cdataSection, escapeAttribute, escapeText } from "./escape.ts";
import { WIRE_NAMESPACE } from "./namespaces.ts";
import { type Survey, surveyTree } from "./survey.ts";
import { integerBytes, opaqueToken, printWireNote, stringToken } from "./wire-notes.ts";

export interface PrintOptions {
  /** Spaces a level is moved in; default 2. */
  indent?: number;
  /**
   * Line end of the layout; default "\n", and "" for no layout at all. Line ends inside text and CDATA stay as
   * they are.
   */
  newline?: "\n" | "\r\n" | "";
}

/** Levels with lines of their own; what is nested deeper runs on in one line, so that depth cannot multiply the text. */
export const MAX_INDENTED_LEVELS = 32;

/** The layout options as they are used: spaces a level, 0 to 16, and a line end. */
export function layoutOf({ newline = "\n", indent = 2 }: PrintOptions): { newline: string; indent: number } {
  return { newline, indent: newline === "" ? 0 : Math.min(Math.max(Math.trunc(indent), 0), 16) };
}

/**
 * Prints a document as XML: declaration, the root's namespace as the default one, other namespaces with the
 * prefixes Microsoft's examples use, declared on the root. Opaque data becomes CDATA, or base64 in an element
 * with `wire:opaque="base64"` where CDATA cannot hold it; what XML has no words for becomes a `<?wire …?>` note.
 * Never throws. It sets `textSpan` and `tagSpan` on the nodes it is given. Without a root only the declaration
 * is printed.
 */
export function printXml(document: Document, options: PrintOptions = {}): string {
  return new Printer(options).document(document);
}

class Printer {
  readonly #newline: string;
  readonly #indent: string;
  readonly #parts: string[] = [];
  #length = 0;
  #survey: Survey = { root: "", prefixes: new Map(), texts: new Map(), base64: new Set() };

  constructor(options: PrintOptions) {
    const { newline, indent } = layoutOf(options);
    this.#newline = newline;
    this.#indent = " ".repeat(indent);
  }

  document(document: Document): string {
    this.#put(`<?xml version="1.0" encoding="utf-8"?>${this.#newline}`);
    const { header, root, trailing } = document;
    if (root) {
      const headerBytes = header.wire ?? oddHeader(header);
      if (headerBytes) this.#put(printWireNote({ note: "header", bytes: headerBytes }) + this.#newline);
      this.#survey = surveyTree(root);
      this.#tree(root);
      this.#put(this.#newline);
      if (trailing && trailing.length > 0) {
        this.#put(printWireNote({ note: "trailing", bytes: trailing }) + this.#newline);
      }
    }
    return this.#parts.join("");
  }

  #tree(root: ElementNode): void {
    const open: { element: ElementNode; next: number; inline: boolean }[] = [];
    let node: DocumentNode | undefined = root;
    let before: DocumentNode | undefined;
    while (true) {
      const top = open[open.length - 1];
      if (node) {
        if (top && !top.inline) this.#line(open.length);
        if (node.switches) this.#put(printWireNote({ note: "pages", pages: node.switches }));
        if (node.kind === "text") this.#text(node, before, top?.element);
        else if (node.kind === "opaque") this.#opaque(node, before, top?.element);
        else if (this.#startTag(node, node === root)) {
          open.push({ element: node, next: 0, inline: top?.inline === true || !hasOnlyElements(node) });
        }
      }
      const here = open[open.length - 1];
      if (!here) return;
      before = here.element.children[here.next - 1];
      node = here.element.children[here.next++];
      if (node) continue;
      open.pop();
      // On a line of its own when its children are.
      const hasLines = !here.inline && here.element.children.length > 0 && open.length < MAX_INDENTED_LEVELS;
      if (hasLines) this.#line(open.length);
      this.#endTag(here.element);
    }
  }

  /** Writes the start tag; false when that was the whole element. */
  #startTag(element: ElementNode, isRoot: boolean): boolean {
    if (element.tagBytes) this.#put(printWireNote({ note: "tag", bytes: element.tagBytes }));
    const start = this.#length;
    const closed = element.selfClosed && element.children.length === 0 && !element.endSwitches;
    let tag = `<${this.#nameOf(element)}`;
    if (isRoot) tag += this.#declarations();
    else if (element.namespace === "" && this.#survey.root !== "") tag += ' xmlns=""';
    if (this.#survey.base64.has(element)) tag += ' wire:opaque="base64"';
    this.#put(closed ? `${tag}/>` : `${tag}>`);
    element.tagSpan = { start, end: this.#length };
    element.textSpan = { start, end: this.#length };
    return !closed;
  }

  #endTag(element: ElementNode): void {
    if (element.endSwitches) this.#put(printWireNote({ note: "pages", pages: element.endSwitches }));
    this.#put(`</${this.#nameOf(element)}>`);
    if (element.textSpan) element.textSpan.end = this.#length;
  }

  #text(node: TextNode, before: DocumentNode | undefined, parent: ElementNode | undefined): void {
    const start = this.#length;
    // An empty string, or a second one right after the first, would vanish as plain text.
    const vanishes = node.text === "" || (before?.kind === "text" && !before.wire);
    if (node.wire) this.#put(printWireNote({ note: "token", bytes: node.wire }));
    else if (vanishes) this.#put(printWireNote({ note: "token", bytes: stringToken(node.text) }));
    else
      this.#put(
        escapeText(
          node.text,
          isBlank(node.text) && (parent?.children.length !== 1 || parent.endSwitches !== undefined),
        ),
      );
    node.textSpan = { start, end: this.#length };
  }

  #opaque(node: OpaqueNode, before: DocumentNode | undefined, parent: ElementNode | undefined): void {
    const start = this.#length;
    if (parent && this.#survey.base64.has(parent)) this.#put(encodeBase64(node.bytes));
    else {
      const text = this.#survey.texts.get(node);
      if (text === undefined) this.#put(printWireNote({ note: "token", bytes: opaqueToken(node) }));
      else {
        // Sections that touch would be read as one opaque node.
        if (before?.kind === "opaque" && this.#survey.texts.has(before)) this.#put("<!-- -->");
        if (node.lengthBytes) this.#put(printWireNote({ note: "length", length: node.lengthBytes }));
        this.#put(cdataSection(text));
      }
    }
    node.textSpan = { start, end: this.#length };
  }

  #nameOf({ namespace, name }: ElementNode): string {
    const prefix = this.#survey.prefixes.get(namespace);
    return prefix ? `${prefix}:${name}` : name;
  }

  #declarations(): string {
    let text = this.#survey.root === "" ? "" : ` xmlns="${escapeAttribute(this.#survey.root)}"`;
    for (const [namespace, prefix] of this.#survey.prefixes) {
      text += ` xmlns:${prefix}="${escapeAttribute(namespace)}"`;
    }
    if (this.#survey.base64.size > 0) text += ` xmlns:wire="${WIRE_NAMESPACE}"`;
    return text;
  }

  #line(level: number): void {
    if (level <= MAX_INDENTED_LEVELS) this.#put(this.#newline + this.#indent.repeat(level));
  }

  #put(text: string): void {
    this.#parts.push(text);
    this.#length += text.length;
  }
}

const hasOnlyElements = ({ children }: ElementNode): boolean => children.every((child) => child.kind === "element");

/** The bytes of a header whose fields are not the usual `03 01 6A 00` and that was never decoded. */
function oddHeader({ version, publicId, charset, stringTable }: WbxmlHeader): Uint8Array | undefined {
  if (version === 0x03 && publicId === 1 && charset === 0x6a && stringTable.length === 0) return undefined;
  const table = integerBytes(stringTable.length);
  return Uint8Array.from([version, ...integerBytes(publicId), ...integerBytes(charset), ...table, ...stringTable]);
}
