import { encodeBase64 } from "../bytes/index.ts";
import {
  type Document,
  type DocumentNode,
  type ElementNode,
  isSelfClosed,
  type OpaqueNode,
  type TextNode,
} from "../document.ts";
import { isNode } from "../is-node.ts";
import { MAX_DEPTH, MAX_NODES, MAX_TEXT_LENGTH } from "../limits.ts";
import { isBlank } from "./characters.ts";
import { documentForm } from "./document-form.ts";
import { cdataSection, escapeAttribute, escapeText, escapeUnwritable } from "./escape.ts";
import { WIRE_NAMESPACE } from "./namespaces.ts";
import { xmlName } from "./qualified-name.ts";
import { type Survey, surveyTree } from "./survey.ts";
import { printWireAttributes, type WireAttributes } from "./wire-attributes.ts";
import { WIRE_CONTENT } from "./wire-content.ts";

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
 * Prints a document as well-formed XML: declaration, the root's namespace as the default one, other namespaces with
 * the prefixes Microsoft's examples use, declared on the root. Opaque data becomes CDATA, or base64 in an element
 * with `wire:opaque="base64"` where CDATA cannot hold it; what XML has no words for becomes other attributes of that
 * namespace (`WireAttributes`). Never throws. It sets `textSpan` and `tagSpan` on the nodes it is given. Without a
 * root only the declaration is printed; nodes that are none, and what exceeds `MAX_DEPTH` or `MAX_NODES`, are left out, and text
 * ends at `MAX_TEXT_LENGTH`.
 */
export function printXml(document: Document, options: PrintOptions = {}): string {
  return printDocument(document, options).text;
}

/** The same, and whether the text was cut because it grows beyond what a string holds. */
export function printDocument(document: Document, options: PrintOptions = {}): { text: string; isCut: boolean } {
  const printer = new Printer(options);
  let isCut = false;
  try {
    printer.document(document);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    isCut = true;
  }
  return { text: printer.text(), isCut };
}

interface OpenElement {
  element: ElementNode;
  /** Index of the child that comes next. */
  next: number;
  inline: boolean;
}

class Printer {
  readonly #newline: string;
  readonly #indent: string;
  readonly #parts: string[] = [];
  #length = 0;
  #nodes = 0;
  #inComment = false;
  #survey: Survey = { root: "", prefixes: new Map(), texts: new Map(), odd: new Map(), usesWire: false };

  constructor(options: PrintOptions) {
    const { newline, indent } = layoutOf(options);
    this.#newline = newline;
    this.#indent = " ".repeat(indent);
  }

  text(): string {
    return this.#parts.join("");
  }

  document(document: Document): void {
    this.#put(`<?xml version="1.0" encoding="utf-8"?>${this.#newline}`);
    const { root } = document;
    if (root && isNode(root) && root.kind === "element") {
      this.#survey = surveyTree(root);
      this.#tree(root, documentForm(document));
      this.#put(this.#newline);
      for (const element of document.trailingElements ?? []) this.#trailing(element);
    }
  }

  /** What trailing bytes read as: a comment, for it is no part of the document. */
  #trailing(element: ElementNode): void {
    if (!isNode(element)) return;
    this.#put(`<!-- Behind the root:${this.#newline || " "}`);
    this.#survey = surveyTree(element);
    this.#inComment = true;
    this.#tree(element, {});
    this.#inComment = false;
    this.#put(`${this.#newline || " "}-->${this.#newline}`);
  }

  #tree(root: ElementNode, documentAttributes: WireAttributes): void {
    const open: OpenElement[] = [];
    let node: DocumentNode | undefined = root;
    let form: WireAttributes | undefined = documentAttributes;
    while (true) {
      const top = open[open.length - 1];
      if (node) {
        if (top && !top.inline) this.#line(open.length);
        if (node.kind !== "element") this.#content(node, top?.element);
        else if (this.#startTag(node, form)) {
          // What stands in an element on the last level is printed, but no element in it is opened.
          const next = open.length >= MAX_DEPTH ? node.children.length : 0;
          open.push({ element: node, next, inline: top?.inline === true || !hasOnlyElements(node) });
        }
        form = undefined;
      }
      const here = open[open.length - 1];
      if (!here) return;
      node = this.#nextChild(here);
      if (node) continue;
      open.pop();
      // On a line of its own when its children are.
      const hasLines = !here.inline && here.element.children.length > 0 && open.length < MAX_INDENTED_LEVELS;
      if (hasLines) this.#line(open.length);
      this.#endTag(here.element);
    }
  }

  /** The next child that is one; undefined behind the last, and at a limit. */
  #nextChild(open: OpenElement): DocumentNode | undefined {
    const { children } = open.element;
    while (open.next < children.length && this.#nodes <= MAX_NODES) {
      const child = children[open.next++];
      if (isNode(child)) return child;
    }
    return undefined;
  }

  /** Writes the start tag; false when that was the whole element. */
  #startTag(element: ElementNode, document: WireAttributes | undefined): boolean {
    const start = this.#length;
    const { children, tagBytes, switches, endSwitches } = element;
    const closed = isSelfClosed(element);
    let tag = `<${this.#nameOf(element)}`;
    if (document) tag += this.#declarations(document);
    else if (element.namespace === "" && this.#survey.root !== "") tag += ' xmlns=""';
    const odd = children.length === 1 && children[0] ? this.#survey.odd.get(children[0]) : undefined;
    if (document || tagBytes || switches || endSwitches || odd) {
      const wire: WireAttributes = { ...document, ...(odd && !odd.isWrapped ? odd.form : undefined) };
      if (tagBytes) wire.tag = tagBytes;
      if (switches) wire.pages = switches;
      if (endSwitches) wire.endPages = endSwitches;
      tag += printWireAttributes(wire);
    }
    this.#put(closed ? `${tag}/>` : `${tag}>`);
    this.#nodes++;
    element.tagSpan = { start, end: this.#length };
    element.textSpan = { start, end: this.#length };
    return !closed;
  }

  #endTag(element: ElementNode): void {
    this.#put(`</${this.#nameOf(element)}>`);
    if (element.textSpan) element.textSpan.end = this.#length;
  }

  #content(node: TextNode | OpaqueNode, parent: ElementNode | undefined): void {
    const start = this.#length;
    const odd = this.#survey.odd.get(node);
    if (odd?.isWrapped) this.#put(`<wire:${WIRE_CONTENT}${printWireAttributes(odd.form)}>`);
    if (node.kind === "opaque") {
      const text = this.#survey.texts.get(node);
      this.#put(text === undefined ? encodeBase64(node.bytes) : cdataSection(text));
    } else {
      const text = odd?.form.text === "escaped" ? escapeUnwritable(node.text) : node.text;
      // Blank text beside anything would be layout.
      this.#put(escapeText(text, !odd && parent?.children.length !== 1 && isBlank(text)));
    }
    if (odd?.isWrapped) this.#put(`</wire:${WIRE_CONTENT}>`);
    this.#nodes++;
    node.textSpan = { start, end: this.#length };
  }

  #nameOf({ namespace, name }: ElementNode): string {
    const prefix = this.#survey.prefixes.get(namespace);
    return prefix ? `${prefix}:${xmlName(name)}` : xmlName(name);
  }

  #declarations(document: WireAttributes): string {
    let text = this.#survey.root === "" ? "" : ` xmlns="${escapeAttribute(this.#survey.root)}"`;
    const declared = new Set<string>();
    for (const [namespace, prefix] of this.#survey.prefixes) {
      // Two spellings of one namespace (`AirSync`, `airsync:`) share its prefix.
      if (!declared.has(prefix)) text += ` xmlns:${prefix}="${escapeAttribute(namespace)}"`;
      declared.add(prefix);
    }
    if (this.#survey.usesWire || Object.keys(document).length > 0) text += ` xmlns:wire="${WIRE_NAMESPACE}"`;
    return text;
  }

  #line(level: number): void {
    if (level <= MAX_INDENTED_LEVELS) this.#put(this.#newline + this.#indent.repeat(level));
  }

  #put(text: string): void {
    const part = this.#inComment ? this.#withoutDashes(text) : text;
    if (part.length > MAX_TEXT_LENGTH - this.#length) throw new RangeError("The text is longer than a string can be.");
    this.#parts.push(part);
    this.#length += part.length;
  }

  /** No two hyphens may touch in a comment. */
  #withoutDashes(text: string): string {
    const joins = text.startsWith("-") && this.#parts.at(-1)?.endsWith("-");
    return (joins ? " " : "") + text.replace(/-(?=-)/g, "- ");
  }
}

const hasOnlyElements = ({ children }: ElementNode): boolean => children.every((child) => child?.kind === "element");
