import type { Document, DocumentNode, ElementNode, OpaqueNode, Span, TextNode } from "../document.ts";
import { MAX_DEPTH, MAX_NODES } from "../limits.ts";
import type { ProblemList } from "../problem-list.ts";
import { readAttributes } from "./attributes.ts";
import { type ElementName, ElementNames } from "./element-names.ts";
import { NamespaceScope, WIRE_NAMESPACE } from "./namespaces.ts";
import { type OpenElement, OpenElements } from "./open-elements.ts";
import { nameOfXml } from "./qualified-name.ts";
import type { StartTag } from "./scan-tag.ts";
import { documentAttributes, hasContentForm, type WireAttributes } from "./wire-attributes.ts";
import { WIRE_CONTENT, wireContent } from "./wire-content.ts";

/** Builds the tree from start tags, contents and ends of elements, whose nesting its caller has judged. */
export class TreeBuilder {
  readonly open = new OpenElements();
  /** A limit is reached: nothing more is to be added. */
  stopped = false;
  rootSeen = false;
  readonly #text: string;
  readonly #document: Document;
  readonly #problems: ProblemList;
  readonly #names: ElementNames;
  readonly #scope = new NamespaceScope();
  #nodes = 0;

  constructor(text: string, document: Document, problems: ProblemList) {
    this.#text = text;
    this.#document = document;
    this.#problems = problems;
    this.#names = new ElementNames(problems);
  }

  /** Hangs an element into the innermost open one and opens it, unless its tag closes it. */
  startElement(token: StartTag): void {
    const { top } = this.open;
    const isSecond = !top && this.rootSeen;
    if (isSecond) this.#secondRoot(token);
    const attributes =
      token.attributes.length > 0
        ? readAttributes(this.#text, token.attributes, this.#scope, this.#problems)
        : undefined;
    const wire = attributes?.wire;
    const name = this.#nameOf(token, attributes?.declared, wire);
    const isContent = name.namespace === WIRE_NAMESPACE && name.name === WIRE_CONTENT;
    const element: ElementNode = {
      kind: "element",
      ...name,
      children: [],
      selfClosed: token.selfClosed,
      textSpan: { start: token.start, end: token.end },
      tagSpan: { start: token.start, end: token.end },
    };
    if (wire) this.#applyWire(element, wire, !top && !isSecond);
    this.rootSeen = true;
    if (isContent) this.#checkContentPlace(element, top);
    else if (top) this.add(element);
    else if (this.#place(element) && !isSecond) this.#document.root = element;
    const opened: OpenElement = { element, qualifiedName: token.name, attributes, isContent, structured: false };
    if (token.selfClosed || !token.finished) this.#finish(opened, token.end);
    else if (this.open.depth < MAX_DEPTH) this.open.push(opened);
    else this.#stop("too-deep", `Elements are nested more than ${MAX_DEPTH} levels deep.`, token.start);
  }

  /** Ends the innermost open element; its own end tag begins at `start`, its span ends at `end`. */
  endElement(start: number, end: number): void {
    const open = this.open.pop();
    if (!open) return;
    if (open.element.textSpan) open.element.textSpan.end = end;
    this.#finish(open, start);
  }

  /** Hangs a node into the innermost open element. */
  add(node: DocumentNode): void {
    const { top } = this.open;
    if (!top || !this.#place(node)) return;
    top.element.children.push(node);
    if (node.kind !== "text") top.structured = true;
  }

  #finish({ element, attributes, isContent }: OpenElement, contentEnd: number): void {
    const wire = attributes?.wire;
    if (attributes) this.#scope.release(attributes.declared.keys());
    if (!isContent && !hasContentForm(wire)) return;
    const span = { start: element.tagSpan?.end ?? contentEnd, end: contentEnd };
    const node = wireContent(element.children, wire);
    if ("code" in node) {
      const message = () => `The content of <${element.name}> ${node.what}`;
      this.#problems.add("error", node.code, message, span.start, span.end);
    } else if (isContent) this.#addContent(node, element);
    else element.children = [{ ...node, textSpan: span }];
  }

  /** What `<wire:content>` stands for takes its place. */
  #addContent(node: TextNode | OpaqueNode, { textSpan, switches }: ElementNode): void {
    const made: TextNode | OpaqueNode = { ...node };
    if (textSpan) made.textSpan = textSpan;
    if (switches) made.switches = switches;
    this.add(made);
    if (this.open.top) this.open.top.structured = true;
  }

  #checkContentPlace({ tagSpan, tagBytes, endSwitches }: ElementNode, top: OpenElement | undefined): void {
    if (top && !top.isContent && !tagBytes && !endSwitches) return;
    const message = () =>
      `<wire:${WIRE_CONTENT}> stands for one string or run of opaque data inside an element, and has no tag of its own.`;
    this.#problems.add("error", "bad-wire-content", message, tagSpan?.start, tagSpan?.end);
  }

  #applyWire(element: ElementNode, wire: WireAttributes, isRoot: boolean): void {
    if (wire.tag) element.tagBytes = wire.tag;
    if (wire.pages) element.switches = wire.pages;
    if (wire.endPages) element.endSwitches = wire.endPages;
    if (wire.header && isRoot) this.#document.header.wire = wire.header;
    if (wire.before && isRoot) this.#document.before = wire.before;
    if (wire.trailing && isRoot) this.#document.trailing = wire.trailing;
    if (isRoot || !documentAttributes.some((name) => wire[name])) return;
    const message = () => `wire:${documentAttributes.join(", wire:")} speak of the document and stand on its root.`;
    this.#problems.add("error", "bad-wire-attribute", message, element.tagSpan?.start, element.tagSpan?.end);
  }

  #nameOf(
    token: StartTag,
    declared: ReadonlyMap<string, Span> | undefined,
    wire: WireAttributes | undefined,
  ): ElementName {
    const colon = token.name.indexOf(":");
    const prefix = colon < 0 ? "" : token.name.slice(0, colon);
    const local = colon < 0 ? token.name : token.name.slice(colon + 1);
    const isLiteral = ((wire?.tag?.[0] ?? 0x3f) & 0x3f) === 0x04;
    return this.#names.resolve({
      isLiteral,
      prefix,
      local: isLiteral ? nameOfXml(local) : local,
      namespace: this.#scope.lookup(prefix),
      namespaceSpan: declared?.get(prefix),
      parent: this.open.top?.element,
      start: token.start + 1,
      end: token.start + 1 + token.name.length,
    });
  }

  #secondRoot({ name, start, end }: StartTag): void {
    const first = this.#document.root?.name ?? "";
    const message = () => `A document has one root element: <${name}> is a second one after <${first}>.`;
    this.#problems.add("error", "second-root", message, start, end);
  }

  /** Counts a node; false at the limit. */
  #place(node: DocumentNode): boolean {
    if (++this.#nodes <= MAX_NODES) return true;
    const start = node.textSpan?.start ?? 0;
    this.#stop("too-many-nodes", `The document has more than ${MAX_NODES} elements and texts.`, start);
    return false;
  }

  #stop(code: string, message: string, start: number): void {
    if (!this.stopped) this.#problems.add("error", code, () => message, start, this.#text.length);
    this.stopped = true;
  }
}
