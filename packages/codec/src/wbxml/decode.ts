import type { Document, DocumentNode, ElementNode, OpaqueNode, TextNode } from "../document.ts";
import { MAX_DEPTH, MAX_LENGTH, MAX_NODES } from "../limits.ts";
import type { Problem } from "../problem.ts";
import { ProblemList } from "../problem-list.ts";
import { nameOf, namespaceOf, tagByToken } from "../protocol/index.ts";
import { InlineStrings } from "./fast/index.ts";
import { readHeader } from "./header.ts";
import { integerLength, readInteger } from "./integers.ts";
import { readRareToken } from "./rare-tokens.ts";
import { readTag } from "./read-tag.ts";
import { showUtf8 } from "./text.ts";
import {
  END,
  FIRST_TAG,
  HAS_ATTRIBUTES,
  HAS_CONTENT,
  LITERAL,
  OPAQUE,
  STR_I,
  SWITCH_PAGE,
  TAG_BITS,
} from "./tokens.ts";

export interface DecodeResult {
  document: Document;
  problems: Problem[];
}

/**
 * Decodes an ActiveSync WBXML document (MS-ASWBXML 2.1). Never throws: damaged or foreign bytes give the
 * tree as far as it could be read, plus problems with byte spans. Every node has a `byteSpan`.
 */
export function decodeWbxml(bytes: Uint8Array): DecodeResult {
  const problems = new ProblemList("wbxml");
  if (bytes.length > MAX_LENGTH) {
    problems.add("error", "too-long", () => `the document has more than ${MAX_LENGTH} bytes and was not decoded.`);
  }
  const { header, next } = readHeader(bytes.length > MAX_LENGTH ? bytes.subarray(0, 4) : bytes, problems);
  const document: Document = { header, bytes };
  if (next === undefined || bytes.length > MAX_LENGTH) {
    if (bytes.length > 0) document.trailing = bytes.slice();
    return { document, problems: problems.finish() };
  }
  new BodyDecoder(document, bytes, next, problems).run();
  return { document, problems: problems.finish() };
}

class BodyDecoder {
  readonly #document: Document;
  readonly #bytes: Uint8Array;
  readonly #problems: ProblemList;
  readonly #open: ElementNode[] = [];
  readonly #strings: InlineStrings;
  #top: ElementNode | undefined;
  #at: number;
  #page = 0;
  #nodes = 0;
  #done = false;
  #failed = false;
  /** Page switches met since the last other token: where they begin, and the page before them. */
  #switchStart = -1;
  #pageBefore = 0;

  constructor(document: Document, bytes: Uint8Array, at: number, problems: ProblemList) {
    this.#document = document;
    this.#bytes = bytes;
    this.#at = at;
    this.#problems = problems;
    this.#strings = new InlineStrings(bytes);
  }

  run(): void {
    const bytes = this.#bytes;
    while (!this.#done && this.#at < bytes.length) {
      const byte = bytes[this.#at] ?? 0;
      if (byte === SWITCH_PAGE) this.#switchPage();
      else if (byte === END) this.#end();
      else if ((byte & TAG_BITS) >= FIRST_TAG || (byte & TAG_BITS) === LITERAL) this.#tag(byte);
      else if (this.#top === undefined) this.#contentOutsideRoot();
      else if (byte === STR_I) this.#inlineString(this.#top);
      else if (byte === OPAQUE) this.#opaque(this.#top);
      else this.#rare(this.#top);
    }
    this.#close();
  }

  #switchPage(): void {
    const page = this.#bytes[this.#at + 1];
    if (page === undefined) {
      this.#stop("truncated", "the document ends inside a page switch: its page number is missing", this.#at, true);
      return;
    }
    if (this.#switchStart < 0) {
      this.#switchStart = this.#at;
      this.#pageBefore = this.#page;
    }
    this.#page = page;
    this.#at += 2;
  }

  #end(): void {
    const top = this.#open.pop();
    if (!top) {
      this.#stop("unexpected-end", "an END (01) stands where the root element's tag should", this.#at);
      return;
    }
    if (this.#switchStart >= 0) top.endSwitches = this.#takeSwitches();
    this.#at++;
    if (top.byteSpan) top.byteSpan.end = this.#at;
    this.#top = this.#open[this.#open.length - 1];
    if (!this.#top) this.#done = true;
  }

  #tag(byte: number): void {
    const start = this.#at;
    let token = byte & TAG_BITS;
    let literal: string | undefined;
    let end = start + 1;
    if (token === LITERAL || (byte & HAS_ATTRIBUTES) !== 0) {
      const tag = readTag(this.#bytes, start, this.#document.header.stringTable);
      if ("code" in tag) {
        this.#stop(tag.code, tag.what, start, tag.isCutOff);
        return;
      }
      ({ token, literal, end } = tag);
      if (literal !== undefined) this.#unused("a tag spelled out in the string table (LITERAL)", start, end);
      if (tag.hasAttributes) this.#unused("attributes", start, end);
    }
    const known = tagByToken(this.#page, token);
    const hasContent = (byte & HAS_CONTENT) !== 0;
    const element: ElementNode = {
      kind: "element",
      page: this.#page,
      token,
      namespace: known?.namespace ?? namespaceOf(this.#page),
      name: literal ?? known?.name ?? nameOf(this.#page, token),
      children: [],
      selfClosed: !hasContent,
      byteSpan: { start: this.#switchStart < 0 ? start : this.#switchStart, end },
    };
    if (end > start + 1) element.tagBytes = this.#bytes.slice(start, end);
    if (token !== 0 && known?.status !== "current") this.#checkTag(element, start, end);
    if (!this.#place(element, true)) return;
    this.#at = end;
    if (hasContent) {
      if (this.#open.length >= MAX_DEPTH) {
        this.#stop("too-deep", `elements are nested more than ${MAX_DEPTH} levels deep`, start);
        return;
      }
      this.#open.push(element);
      this.#top = element;
    } else if (this.#open.length === 0) this.#done = true;
  }

  #checkTag(element: ElementNode, start: number, end: number): void {
    const tag = tagByToken(element.page, element.token);
    if (tag?.status === "legacy") {
      const message = () => `${this.#where(start)}: ${element.name} is in no specification; older tools name it so.`;
      this.#problems.add("warning", "legacy-tag", message, start, end);
    } else if (!tag) {
      const message = () =>
        `${this.#where(start)}: code page ${element.page} (${element.namespace}) has no tag with token ${hex(element.token)}. It is shown as ${element.name} and keeps its bytes.`;
      this.#problems.add("warning", "unknown-tag", message, element.byteSpan?.start ?? start, end);
    }
  }

  #inlineString(parent: ElementNode): void {
    const start = this.#at;
    const text = this.#strings.read(start + 1);
    const stop = this.#strings.end;
    const hasNul = stop < this.#bytes.length;
    const end = hasNul ? stop + 1 : stop;
    const node: TextNode = { kind: "text", text: text ?? showUtf8(this.#bytes, start + 1, stop) };
    if (text === undefined) {
      node.wire = this.#bytes.slice(start, end);
      const message = () => `${this.#where(start)}: the string is not valid UTF-8. Its bytes are kept as they are.`;
      this.#problems.add("warning", "invalid-utf8", message, start, end);
    }
    this.#leaf(parent, node, start, end);
    if (!hasNul) this.#stop("truncated", "the string has no NUL (00) before the document ends", start, true);
  }

  #opaque(parent: ElementNode): void {
    const start = this.#at;
    const { value, next } = readInteger(this.#bytes, start + 1);
    if (next < 0) {
      const what =
        next === -1 ? "the length of the opaque data is cut off" : "the length of the opaque data is too long";
      this.#stop(next === -1 ? "truncated" : "bad-length", what, start, next === -1);
      return;
    }
    const left = this.#bytes.length - next;
    const end = next + Math.min(value, left);
    const node: OpaqueNode = {
      kind: "opaque",
      bytes: this.#bytes.slice(next, end),
      contentSpan: { start: next, end },
    };
    if (next - start - 1 !== integerLength(value)) node.lengthBytes = next - start - 1;
    this.#leaf(parent, node, start, end);
    if (value > left) {
      const what = `the opaque data announces ${value} bytes, but only ${left} are left`;
      this.#stop("truncated", what, start, true);
    }
  }

  #rare(parent: ElementNode): void {
    const start = this.#at;
    const token = readRareToken(this.#bytes, start, this.#document.header.stringTable);
    if (token.next === undefined) {
      this.#stop("damaged-token", `there is ${token.what} that is cut off or points nowhere`, start);
      return;
    }
    this.#unused(token.what, start, token.next);
    const wire = this.#bytes.slice(start, token.next);
    this.#leaf(parent, { kind: "text", text: token.text, wire }, start, token.next);
  }

  #contentOutsideRoot(): void {
    this.#stop(
      "content-outside-root",
      `byte ${hex(this.#bytes[this.#at] ?? 0)} stands where the root element's tag should`,
      this.#at,
    );
  }

  #leaf(parent: ElementNode, node: TextNode | OpaqueNode, start: number, end: number): void {
    node.byteSpan = { start: this.#switchStart < 0 ? start : this.#switchStart, end };
    this.#at = end;
    if (!this.#place(node, false)) return;
    // A list made with its one node takes a sixth of what pushing into an empty one reserves.
    if (parent.children.length === 0) parent.children = [node];
    else parent.children.push(node);
  }

  /** Hangs an element into the tree and gives a node the page switches before it; false at the node limit. */
  #place(node: DocumentNode, isElement: boolean): boolean {
    if (++this.#nodes > MAX_NODES) {
      this.#stop("too-many-nodes", `the document has more than ${MAX_NODES} elements and texts`, this.#at);
      return false;
    }
    if (this.#switchStart >= 0) {
      const plain = isElement && this.#at - this.#switchStart === 2 && this.#page !== this.#pageBefore;
      const switches = this.#takeSwitches();
      if (!plain) node.switches = switches;
    }
    if (node.kind === "element") {
      if (this.#top) this.#top.children.push(node);
      else this.#document.root = node;
    }
    return true;
  }

  #takeSwitches(): number[] {
    const pages: number[] = [];
    for (let at = this.#switchStart; this.#bytes[at] === SWITCH_PAGE && at < this.#at; at += 2) {
      pages.push(this.#bytes[at + 1] ?? 0);
    }
    this.#switchStart = -1;
    return pages;
  }

  #unused(what: string, start: number, end: number): void {
    const message = () => `${this.#where(start)}: ActiveSync does not use ${what}. It is kept as it is.`;
    this.#problems.add("warning", "not-activesync", message, start, end);
  }

  /** Ends decoding with an error; `atEnd` when the bytes ran out rather than being wrong. */
  #stop(code: string, what: string, start: number, atEnd = false): void {
    const hint = this.#top ? ` ${expectedInside}` : ` ${expectedFirst}`;
    const message = () => `${this.#where(start)}: ${what}.${hint}`;
    this.#problems.add("error", code, message, start, atEnd ? this.#bytes.length : start + 1);
    if (atEnd) this.#at = this.#bytes.length;
    this.#done = true;
    this.#failed = true;
  }

  #close(): void {
    const end = this.#at;
    const open = this.#open.length;
    if (!this.#failed && open > 0) {
      const message = () =>
        `The document ends after ${this.#bytes.length} bytes inside ${this.#path()}, with ${open === 1 ? "one element" : `${open} elements`} still open. ${expectedInside}`;
      this.#problems.add("error", "truncated", message, this.#bytes.length);
    } else if (!this.#failed && !this.#document.root) {
      this.#problems.add("error", "no-root", () => `There is a header and no element after it. ${expectedFirst}`, end);
    }
    for (const element of this.#open) if (element.byteSpan) element.byteSpan.end = end;
    if (end < this.#bytes.length) {
      this.#document.trailing = this.#bytes.slice(end);
      if (!this.#failed) {
        const message = () =>
          `${this.#bytes.length - end} bytes follow the end of the root element at byte ${end}. A document has one root and nothing after it.`;
        this.#problems.add("error", "trailing-bytes", message, end, this.#bytes.length);
      }
    }
  }

  #where(at: number): string {
    return this.#top ? `At byte ${at}, in ${this.#path()}` : `At byte ${at}`;
  }

  /** Names of the open elements; the middle of a very deep path is left out. */
  #path(): string {
    const names = this.#open.map((element) => element.name);
    const shown = names.length > 24 ? [...names.slice(0, 12), "…", ...names.slice(-12)] : names;
    return `/${shown.join("/")}`;
  }
}

const expectedInside = "A tag, a string (03), opaque data (C3), a page switch (00) or END (01) could have stood there.";
const expectedFirst = "A page switch (00) or the root element's tag could have stood there.";

const hex = (value: number): string => value.toString(16).toUpperCase().padStart(2, "0");
