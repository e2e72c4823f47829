import { type Document, type DocumentNode, defaultHeader, type ElementNode, isSelfClosed } from "../document.ts";
import { namespaceOf } from "../protocol/index.ts";
import { describeAttributes } from "./attribute-list.ts";
import { charsetOf } from "./charsets.ts";
import type { ByteKind, ByteLabel } from "./labels.ts";
import { readRareToken } from "./rare-tokens.ts";
import { readTag } from "./read-tag.ts";
import { Strings } from "./strings.ts";
import { END, PI, STR_I, SWITCH_PAGE } from "./tokens.ts";

/** Characters of a string shown in its label. */
const PREVIEW = 60;

/**
 * Names every byte of a decoded or encoded document: labels in byte order, without gaps or overlaps.
 * Bytes no node accounts for (damage, trailing bytes) are labelled "other". Empty without `document.bytes`.
 */
export function annotateWbxml(document: Document): ByteLabel[] {
  return document.bytes ? new Annotator(document.bytes).document(document) : [];
}

class Annotator {
  readonly #bytes: Uint8Array;
  #strings = new Strings(defaultHeader());
  readonly #labels: ByteLabel[] = [];
  #at = 0;
  #page = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  document(document: Document): ByteLabel[] {
    const { header, before, root, trailingElements = [] } = document;
    this.#strings = new Strings(header);
    if (header.byteSpan) this.#emit("header", header.byteSpan.end, 0, describeHeader(document));
    if (before) this.#emit("other", this.#at + before.length, 0, "processing instruction before the root");
    if (root) this.#tree(root);
    for (const element of trailingElements) {
      this.#page = element.page;
      this.#gap(element.byteSpan?.start ?? 0, 0, "after the end of the document");
      this.#tree(element);
    }
    if (this.#at < this.#bytes.length) {
      const count = this.#bytes.length - this.#at;
      const what = header.byteSpan ? "after the end of the document" : "that are not WBXML";
      this.#emit("other", this.#bytes.length, 0, `${bytesOf(count)} ${what}`);
    }
    return this.#labels;
  }

  #tree(root: ElementNode): void {
    const open: ElementNode[] = [];
    const nextChild: number[] = [];
    let node: DocumentNode | undefined = root;
    while (true) {
      if (node) {
        const parent: ElementNode | undefined = open[open.length - 1];
        if (node.kind !== "element") this.#leaf(node, parent, open.length);
        else {
          this.#startElement(node, open.length);
          if (!isSelfClosed(node)) {
            open.push(node);
            nextChild.push(0);
          }
        }
      }
      const top = open[open.length - 1];
      if (!top) return;
      const index = nextChild[nextChild.length - 1] ?? 0;
      node = top.children[index];
      nextChild[nextChild.length - 1] = index + 1;
      if (!node) {
        open.pop();
        nextChild.pop();
        this.#endElement(top, open.length);
      }
    }
  }

  #startElement(element: ElementNode, level: number): void {
    if (!element.byteSpan) return;
    this.#gap(element.byteSpan.start, level);
    this.#switches(element, level, element.byteSpan.end);
    const text = isSelfClosed(element) ? `<${element.name}/>` : `<${element.name}>`;
    const { tagBytes } = element;
    const said = tagBytes ? this.#tagText(tagBytes) : "";
    this.#emit("tag", this.#at + (tagBytes?.length ?? 1), level, text + said, element);
  }

  /** What a tag of more than one byte says besides its name. */
  #tagText(bytes: Uint8Array): string {
    const tag = readTag(bytes, 0, this.#strings);
    const named = tag.literal === undefined ? "" : ", a literal name";
    if (tag.attributesAt === undefined) return named;
    return `${named}, attributes ${describeAttributes(bytes, tag.attributesAt, bytes.length, this.#strings)}`;
  }

  #endElement(element: ElementNode, level: number): void {
    const end = element.byteSpan?.end ?? 0;
    if (this.#at >= end) return;
    this.#switches(element, level, end);
    if (this.#bytes[end - 1] === END && this.#at <= end - 1) {
      this.#gap(end - 1, level);
      this.#emit("end", end, level, `</${element.name}>`, element);
    } else this.#gap(end, level);
  }

  #leaf(node: Exclude<DocumentNode, ElementNode>, parent: ElementNode | undefined, level: number): void {
    if (!node.byteSpan) return;
    const { start, end } = node.byteSpan;
    this.#gap(start, level);
    if (parent) this.#switches(parent, level, end);
    if (node.kind === "opaque") this.#emit("opaque", end, level, describeOpaque(node.bytes.length), parent);
    else if (node.wire) this.#emit("other", end, level, this.#tokenText(node.wire, node.text), parent);
    else this.#emit("text", end, level, describeText(node.text), parent);
  }

  #tokenText(wire: Uint8Array, text: string): string {
    if (wire[0] === STR_I) return `${describeText(text)} in other bytes than UTF-8's`;
    const { what } = readRareToken(wire, 0, this.#strings);
    if (wire[0] === PI) return `${what} ${describeAttributes(wire, 1, wire.length, this.#strings)}`;
    return text === "" ? what : `${describeText(text)}, ${what}`;
  }

  #switches(element: ElementNode, level: number, end: number): void {
    while (this.#bytes[this.#at] === SWITCH_PAGE && this.#at + 2 <= end) {
      this.#page = this.#bytes[this.#at + 1] ?? 0;
      this.#emit("page", this.#at + 2, level, `switch to code page ${this.#page} ${namespaceOf(this.#page)}`, element);
    }
  }

  #gap(until: number, level: number, what = "that could not be read"): void {
    if (this.#at < until) this.#emit("other", until, level, `${bytesOf(until - this.#at)} ${what}`);
  }

  #emit(kind: ByteKind, end: number, level: number, text: string, element?: ElementNode): void {
    if (end <= this.#at) return;
    const label: ByteLabel = { span: { start: this.#at, end }, kind, level, page: this.#page, text };
    if (element) label.element = element;
    this.#labels.push(label);
    this.#at = end;
  }
}

const bytesOf = (count: number): string => (count === 1 ? "1 byte" : `${count} bytes`);

function describeHeader({ header }: Document): string {
  const { version, publicId, charset, stringTable } = header;
  const language = publicId === 1 ? "public identifier unknown" : `public identifier ${publicId}`;
  const { name, isUnknown } = charsetOf(charset);
  const charsetName = isUnknown ? `character set ${charset}` : name;
  const table = stringTable.length === 0 ? "no string table" : `string table of ${bytesOf(stringTable.length)}`;
  return `WBXML 1.${version}, ${language}, ${charsetName}, ${table}`;
}

/** The label of opaque data. */
export const describeOpaque = (byteCount: number): string => `opaque, ${bytesOf(byteCount)}`;

/** The label of a string: in quotes, control characters made visible, cut after some characters. */
export function describeText(text: string): string {
  const cut = text.length > PREVIEW ? text.slice(0, PREVIEW) : text;
  let shown = "";
  for (const char of cut) {
    const code = char.charCodeAt(0);
    if (char === "\r") shown += "\\r";
    else if (char === "\n") shown += "\\n";
    else if (char === "\t") shown += "\\t";
    else if (code < 0x20) shown += `\\x${code.toString(16).padStart(2, "0")}`;
    else shown += char;
  }
  return `"${shown}${cut.length < text.length ? "…" : ""}"`;
}
