import {
  type Document,
  type DocumentNode,
  defaultHeader,
  type ElementNode,
  isSelfClosed,
  type OpaqueNode,
  type TextNode,
  type WbxmlHeader,
} from "../document.ts";
import { isNode } from "../is-node.ts";
import { MAX_DEPTH, MAX_NODES } from "../limits.ts";
import type { Problem, Severity } from "../problem.ts";
import { ProblemList } from "../problem-list.ts";
import { bareNamespace, nameOf, namespaceOf, resolveTag } from "../protocol/index.ts";
import { ByteSink } from "./byte-sink.ts";
import { readHeader } from "./header.ts";
import { isWritableHeader } from "./header-numbers.ts";
import { isOneTag, isOneToken, readInstructions, textOfToken } from "./rare-tokens.ts";
import { Strings } from "./strings.ts";
import { findTextFault } from "./text-fault.ts";
import { END, FIRST_TAG, HAS_CONTENT, LITERAL, OPAQUE, STR_I, SWITCH_PAGE, TAG_BITS } from "./tokens.ts";

export interface EncodeResult {
  /** Absent when a problem is an error. */
  bytes?: Uint8Array<ArrayBuffer>;
  problems: Problem[];
}

/**
 * Encodes a document as ActiveSync WBXML (MS-ASWBXML 2.1). Never throws. It changes the document it is given:
 * every node's `byteSpan` (and `contentSpan`) and `document.bytes` are set to what was written, so that a
 * parsed document links its text with its bytes; after an error `document.bytes` is removed.
 *
 * An element's namespace and name decide; its page and token are used when the names fit them, and for
 * placeholders. Text always becomes an inline string and opaque nodes opaque data: neither turns into the other.
 * Problems point into the XML text when the node has a text span.
 */
export function encodeWbxml(document: Document): EncodeResult {
  const encoder = new Encoder();
  encoder.document(document);
  const problems = encoder.finish();
  if (encoder.failed) {
    delete document.bytes;
    return { problems };
  }
  const bytes = encoder.sink.take();
  document.bytes = bytes;
  return { bytes, problems };
}

class Encoder {
  readonly sink = new ByteSink();
  readonly #xml = new ProblemList("xml");
  readonly #wbxml = new ProblemList("wbxml");
  #strings = new Strings(defaultHeader());
  #page = 0;
  #nodes = 0;
  #stopped = false;

  get failed(): boolean {
    return this.#xml.hasError || this.#wbxml.hasError;
  }

  finish(): Problem[] {
    return [...this.#xml.finish(), ...this.#wbxml.finish()];
  }

  document(document: Document): void {
    const { header, before, root, trailing } = document;
    if (root?.kind !== "element") {
      this.#wbxml.add("error", "no-root", () => "There is no root element, so there is nothing to encode.");
      return;
    }
    if (header) this.#header(header);
    else this.#wbxml.add("error", "bad-header", () => badHeader);
    if (before) this.#before(before);
    this.#tree(root);
    if (trailing instanceof Uint8Array) this.sink.bytes(trailing);
    else if (trailing) this.#wbxml.add("error", "bad-node", () => badNode);
  }

  #header(header: WbxmlHeader): void {
    if (header.wire instanceof Uint8Array) {
      const problems = new ProblemList("wbxml");
      const read = readHeader(header.wire, problems);
      if (read.next !== header.wire.length || problems.hasError)
        this.#wbxml.add("error", "bad-header", () => badHeader);
      else Object.assign(header, read.header);
      this.sink.bytes(header.wire);
    } else {
      const { version, publicId, charset, stringTable } = header;
      if (!isWritableHeader(header)) {
        this.#wbxml.add("error", "bad-header", () => badNumbers);
      } else {
        this.sink.byte(version);
        this.sink.integer(publicId);
        this.sink.integer(charset);
        this.sink.integer(stringTable.length);
        this.sink.bytes(stringTable);
      }
    }
    header.byteSpan = { start: 0, end: this.sink.length };
    this.#strings = new Strings(header);
  }

  #before(bytes: Uint8Array): void {
    const isSound = bytes instanceof Uint8Array;
    const { end, page } = readInstructions(isSound ? bytes : new Uint8Array(0), 0, this.#strings);
    if (!isSound || end !== bytes.length) this.#wbxml.add("error", "bad-wire-bytes", () => badBefore);
    else this.sink.bytes(bytes);
    this.#page = page;
  }

  #tree(root: ElementNode): void {
    const open: ElementNode[] = [];
    const nextChild: number[] = [];
    let node: DocumentNode | undefined = root;
    while (!this.#stopped) {
      if (node) {
        if (++this.#nodes > MAX_NODES || open.length > MAX_DEPTH) {
          this.#stop(node, open.length);
          return;
        }
        if (!isNode(node)) this.#error(node, "bad-node", badNode);
        else if (node.kind === "text") this.#text(node);
        else if (node.kind === "opaque") this.#opaque(node);
        else if (this.#startElement(node)) {
          open.push(node);
          nextChild.push(0);
        }
      }
      const top = open[open.length - 1];
      if (!top) return;
      const index = nextChild[nextChild.length - 1] ?? 0;
      if (index < top.children.length) {
        node = top.children[index];
        if (!node) this.#error(top, "bad-node", badNode);
        nextChild[nextChild.length - 1] = index + 1;
      } else {
        this.#endElement(top);
        open.pop();
        nextChild.pop();
        node = undefined;
      }
    }
  }

  /** Writes the tag; true when the element has content and so needs its END. */
  #startElement(element: ElementNode): boolean {
    const start = this.sink.length;
    this.#switches(element.switches);
    const resolved = this.#resolve(element);
    if (resolved.page !== this.#page) {
      this.sink.byte(SWITCH_PAGE);
      this.sink.byte(resolved.page);
      this.#page = resolved.page;
    }
    const hasContent = !isSelfClosed(element);
    if (element.tagBytes) {
      if (!isOneTag(element.tagBytes, resolved.token, this.#strings)) this.#error(element, "bad-wire-bytes", badTag);
      const tag = element.tagBytes.slice();
      tag[0] = ((tag[0] ?? 0) & ~HAS_CONTENT) | (hasContent ? HAS_CONTENT : 0);
      this.sink.bytes(tag);
    } else this.sink.byte(hasContent ? resolved.token | HAS_CONTENT : resolved.token);
    element.byteSpan = { start, end: this.sink.length };
    return hasContent;
  }

  #endElement(element: ElementNode): void {
    this.#switches(element.endSwitches);
    this.sink.byte(END);
    if (element.byteSpan) element.byteSpan.end = this.sink.length;
  }

  #text(node: TextNode): void {
    const start = this.sink.length;
    this.#switches(node.switches);
    if (node.wire) {
      if (!isOneToken(node.wire, this.#strings)) this.#error(node, "bad-wire-bytes", badToken);
      else if (node.text !== "" && !this.#strings.isSpent && textOfToken(node.wire, this.#strings) !== node.text) {
        this.#error(node, "token-differs", staleToken);
      }
      this.sink.bytes(node.wire);
    } else {
      const fault = findTextFault(node.text, this.#strings.charset);
      if (fault) this.#problem(fault.severity, node, fault.code, fault.message);
      this.sink.byte(STR_I);
      this.sink.text(node.text);
      this.sink.byte(0);
    }
    node.byteSpan = { start, end: this.sink.length };
  }

  #opaque(node: OpaqueNode): void {
    const start = this.sink.length;
    this.#switches(node.switches);
    this.sink.byte(OPAQUE);
    this.sink.integer(node.bytes.length, node.lengthBytes);
    const contentStart = this.sink.length;
    this.sink.bytes(node.bytes);
    node.contentSpan = { start: contentStart, end: this.sink.length };
    node.byteSpan = { start, end: this.sink.length };
  }

  #switches(pages: readonly number[] | undefined): void {
    if (!pages) return;
    for (const page of pages) {
      this.sink.byte(SWITCH_PAGE);
      this.sink.byte(page);
      this.#page = page;
    }
  }

  #resolve(element: ElementNode): { page: number; token: number } {
    const { page, token, namespace, name } = element;
    const isLiteral = element.tagBytes !== undefined && ((element.tagBytes[0] ?? 0) & TAG_BITS) === LITERAL;
    const fits = namespaceOf(page) === namespace && (isLiteral || (token >= FIRST_TAG && nameOf(page, token) === name));
    if (fits && page >= 0 && page <= 0xff && token <= TAG_BITS) return element;
    const resolved = resolveTag(namespace, name);
    if (resolved) return resolved;
    const bare = bareNamespace(namespace);
    this.#error(element, "unknown-element", `The code pages have no element ${name} in ${bare || "no namespace"}.`);
    return element;
  }

  #stop(node: DocumentNode, depth: number): void {
    this.#stopped = true;
    if (depth > MAX_DEPTH) this.#error(node, "too-deep", `Elements are nested more than ${MAX_DEPTH} levels deep.`);
    else this.#error(node, "too-many-nodes", `The document has more than ${MAX_NODES} elements and texts.`);
  }

  #error(node: DocumentNode, code: string, message: string): void {
    this.#problem("error", node, code, message);
  }

  #problem(severity: Severity, node: DocumentNode, code: string, message: string): void {
    const span = (node.kind === "element" ? node.tagSpan : undefined) ?? node.textSpan;
    if (span) this.#xml.add(severity, code, () => message, span.start, span.end);
    else this.#wbxml.add(severity, code, () => message);
  }
}

const badNode = "A node, or bytes of the tree, have fields that are not what they should be, and cannot be written.";
const badNumbers =
  "The WBXML header holds a number that cannot be written: version is one byte, public identifier and charset 32 bits, and an identifier of 0 needs the exact bytes (wire).";
const badHeader = "There is no WBXML header, or the bytes given for it are not one.";
const badToken = "The bytes given for this content are not one string, entity, extension or opaque token.";
const badBefore = "The bytes given for what stands before the root are not processing instructions.";
const staleToken =
  "The bytes kept for this string stand for another text. Send the text by taking the bytes (wire:token) out, or put the text back.";
const badTag = "The bytes given for this tag are not one tag with its attributes.";
