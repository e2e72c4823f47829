import type { Document, DocumentNode, ElementNode, OpaqueNode, TextNode } from "../document.ts";
import { MAX_DEPTH, MAX_NODES, MAX_TABLE_TEXT } from "../limits.ts";
import type { ProblemList } from "../problem-list.ts";
import { nameOf, namespaceOf, tagByToken } from "../protocol/index.ts";
import { ContentReader } from "./content-reader.ts";
import { DecodeReport } from "./decode-report.ts";
import { hexByte } from "./integers.ts";
import { skipContent } from "./rare-tokens.ts";
import { type ReadTag, readTag } from "./read-tag.ts";
import type { Strings } from "./strings.ts";
import {
  END,
  FIRST_TAG,
  HAS_ATTRIBUTES,
  HAS_CONTENT,
  LITERAL,
  OPAQUE,
  PI,
  STR_I,
  SWITCH_PAGE,
  TAG_BITS,
} from "./tokens.ts";

/**
 * Reads one element with everything in it, and what stands before it, in one pass. Damage it can pass over is reported
 * and passed over; `at` is where it ended.
 */
export class BodyDecoder {
  at: number;
  page: number;
  /** The bytes ran out, or a limit was met: nothing can follow. */
  stopped = false;
  /** An element holds text or opaque data and something else. */
  isMixed = false;
  readonly #document: Document;
  readonly #bytes: Uint8Array;
  readonly #strings: Strings;
  readonly #report: DecodeReport;
  readonly #content: ContentReader;
  readonly #open: ElementNode[] = [];
  #top: ElementNode | undefined;
  #nodes = 0;
  #done = false;
  #junkMet = false;
  /** Page switches met since the last other token: where they begin, and the page before them. */
  #switchStart = -1;
  #pageBefore = 0;

  constructor(
    document: Document,
    bytes: Uint8Array,
    at: number,
    page: number,
    strings: Strings,
    problems: ProblemList,
  ) {
    this.#document = document;
    this.#bytes = bytes;
    this.at = at;
    this.page = page;
    this.#strings = strings;
    this.#report = new DecodeReport(bytes, strings, this.#open, problems);
    this.#content = new ContentReader(bytes, strings, this.#open, this.#report);
  }

  /** Reads on for so many tokens; true when it has come to the end. */
  run(tokens: number): boolean {
    const bytes = this.#bytes;
    let left = tokens;
    while (!this.#done && this.at < bytes.length) {
      if (left-- <= 0) return false;
      const byte = bytes[this.at] ?? 0;
      if (byte === SWITCH_PAGE) this.#switchPage();
      else if (byte === END) this.#end();
      else if ((byte & TAG_BITS) >= FIRST_TAG || (byte & TAG_BITS) === LITERAL) this.#tag(byte);
      else if (this.#top === undefined) this.#outsideRoot(byte);
      else if (byte === STR_I) this.#leaf(this.#top, this.#content.string(this.at));
      else if (byte === OPAQUE) this.#leaf(this.#top, this.#content.opaque(this.at));
      else {
        const start = this.at;
        this.#leaf(this.#top, this.#content.rare(start));
        if (this.#strings.isSpent) this.#tableSpent(start);
      }
    }
    this.#close();
    return true;
  }

  #switchPage(): void {
    const page = this.#bytes[this.at + 1];
    if (page === undefined) {
      this.#ranOut("the document ends inside a page switch: its page number is missing", this.at);
      return;
    }
    if (this.#switchStart < 0) {
      this.#switchStart = this.at;
      this.#pageBefore = this.page;
    }
    this.page = page;
    this.at += 2;
  }

  #end(): void {
    const top = this.#open.pop();
    if (!top) {
      this.#junk("unexpected-end", "an END (01) stands where the root element's tag should");
      return;
    }
    if (this.#switchStart >= 0) top.endSwitches = this.#takeSwitches();
    this.at++;
    if (top.byteSpan) top.byteSpan.end = this.at;
    this.#top = this.#open[this.#open.length - 1];
    if (!this.#top) this.#done = true;
  }

  #tag(byte: number): void {
    const start = this.at;
    let token = byte & TAG_BITS;
    let rare: ReadTag | undefined;
    let end = start + 1;
    if (token === LITERAL || (byte & HAS_ATTRIBUTES) !== 0) {
      rare = readTag(this.#bytes, start, this.#strings);
      ({ token } = rare);
      end = rare.end < 0 ? this.#bytes.length : rare.end;
      this.#reportTag(rare, start, end);
    }
    const known = tagByToken(this.page, token);
    const hasContent = (byte & HAS_CONTENT) !== 0;
    const element: ElementNode = {
      kind: "element",
      page: this.page,
      token,
      namespace: known?.namespace ?? namespaceOf(this.page),
      name: rare?.literal ?? known?.name ?? nameOf(this.page, token),
      children: [],
      selfClosed: !hasContent,
      byteSpan: { start: this.#switchStart < 0 ? start : this.#switchStart, end },
    };
    if (end > start + 1) element.tagBytes = this.#bytes.slice(start, end);
    if (token !== 0 && known?.status !== "current") this.#report.tag(element, start, end);
    if (!this.#place(element, true)) return;
    this.at = end;
    if (hasContent) {
      if (this.#open.length >= MAX_DEPTH) {
        this.#stop("too-deep", `elements are nested more than ${MAX_DEPTH} levels deep`, start);
        return;
      }
      this.#open.push(element);
      this.#top = element;
    } else if (this.#open.length === 0) this.#done = true;
    if (rare && rare.end < 0) this.#ranOut("the document ends inside a tag with attributes or a literal name", start);
  }

  #reportTag({ literal, attributesAt, fault, end: next }: ReadTag, start: number, end: number): void {
    const report = this.#report;
    const isCutOff = next < 0;
    if (fault !== undefined && !isCutOff)
      report.error("bad-literal", `a tag is spelled out (LITERAL), but ${fault}`, start, end);
    else if (literal !== undefined && !isCutOff)
      report.unused("a tag spelled out in the string table (LITERAL)", start, end);
    if (attributesAt !== undefined && !isCutOff) report.unused("attributes", start, end, attributesAt);
    if (this.#strings.isSpent) this.#tableSpent(start);
  }

  /** Content before the root: instructions may stand there, anything else is passed over. */
  #outsideRoot(byte: number): void {
    const start = this.at;
    const next = byte === PI ? skipContent(this.#bytes, start, this.#strings) : -1;
    if (next < 0) {
      this.#junk("content-outside-root", `byte ${hexByte(byte)} stands where the root element's tag should`);
      return;
    }
    this.#report.unused("a processing instruction (PI) before the root element", start, next, start + 1);
    const from = this.#document.header.byteSpan?.end ?? start;
    this.#document.before = this.#bytes.slice(from, next);
    this.#switchStart = -1;
    this.at = next;
  }

  /** Passes over a token that has no place before the root; the first one is reported. */
  #junk(code: string, what: string): void {
    if (!this.#junkMet) this.#report.error(code, what, this.at, this.at + 1);
    this.#junkMet = true;
    const next = skipContent(this.#bytes, this.at, this.#strings);
    // What does not end takes the rest with it: looking on behind its first byte could take quadratic time.
    this.at = next < 0 || next > this.#bytes.length ? this.#bytes.length : next;
    this.#switchStart = -1;
  }

  #leaf(parent: ElementNode, node: TextNode | OpaqueNode): void {
    const { end } = this.#content;
    if (this.#switchStart < 0) node.byteSpan = { start: this.at, end };
    else {
      node.byteSpan = { start: this.#switchStart, end };
      this.#report.unused("page switches before text or opaque data", this.#switchStart, this.at);
    }
    if (!this.#place(node, false)) return;
    this.at = end;
    // A list made with its one node takes a sixth of what pushing into an empty one reserves.
    if (parent.children.length === 0) parent.children = [node];
    else {
      parent.children.push(node);
      this.isMixed = true;
    }
    if (this.#content.isCutOff) this.#finish();
  }

  /** Hangs an element into the tree and gives a node the page switches before it; false at the node limit. */
  #place(node: DocumentNode, isElement: boolean): boolean {
    if (++this.#nodes > MAX_NODES) {
      this.#stop("too-many-nodes", `the document has more than ${MAX_NODES} elements and texts`, this.at);
      return false;
    }
    if (this.#switchStart >= 0) {
      const plain = isElement && this.at - this.#switchStart === 2 && this.page !== this.#pageBefore;
      const switches = this.#takeSwitches();
      if (!plain) node.switches = switches;
    }
    if (node.kind === "element") {
      const parent = this.#top;
      if (!parent) this.#document.root = node;
      else if (parent.children.length === 0) parent.children = [node];
      else {
        if (parent.children[0]?.kind !== "element") this.isMixed = true;
        parent.children.push(node);
      }
    }
    return true;
  }

  #takeSwitches(): number[] {
    const pages: number[] = [];
    for (let at = this.#switchStart; this.#bytes[at] === SWITCH_PAGE && at < this.at; at += 2) {
      pages.push(this.#bytes[at + 1] ?? 0);
    }
    this.#switchStart = -1;
    return pages;
  }

  #tableSpent(start: number): void {
    this.#stop("too-much-text", `references make more than ${MAX_TABLE_TEXT} bytes of text of the string table`, start);
  }

  /** The bytes end in the middle of what begins at `start`. */
  #ranOut(what: string, start: number): void {
    this.#report.error("truncated", what, start, this.#bytes.length);
    this.#finish();
  }

  #finish(): void {
    this.at = this.#bytes.length;
    this.stopped = true;
    this.#done = true;
  }

  #stop(code: string, what: string, start: number): void {
    if (!this.stopped) this.#report.limit(code, what, start);
    this.stopped = true;
    this.#done = true;
  }

  #close(): void {
    const end = this.at;
    if (this.#open.length > 0 && !this.stopped) {
      this.#report.unclosed(end);
      this.stopped = true;
    } else if (!this.#document.root && !this.stopped && !this.#junkMet) this.#report.noRoot(end);
    for (const element of this.#open) if (element.byteSpan) element.byteSpan.end = end;
  }
}
