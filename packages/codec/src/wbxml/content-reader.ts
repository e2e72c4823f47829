import type { ElementNode, OpaqueNode, TextNode } from "../document.ts";
import { isPlainAscii, readText, showText, UTF_8_MIB } from "./charsets.ts";
import type { DecodeReport } from "./decode-report.ts";
import { InlineStrings } from "./fast/index.ts";
import { integerLength, readInteger } from "./integers.ts";
import { readRareToken, skipInteger } from "./rare-tokens.ts";
import type { Strings } from "./strings.ts";
import { readUtf8, showUtf8 } from "./text.ts";
import { END, PI } from "./tokens.ts";

/** Reads the tokens that are an element's content: strings, opaque data, and what ActiveSync does not use. */
export class ContentReader {
  /** Offset behind the token read last. */
  end = 0;
  /** The bytes ended in the middle of it. */
  isCutOff = false;
  readonly #bytes: Uint8Array;
  readonly #strings: Strings;
  /** In UTF-8, as ActiveSync's always are. */
  readonly #inline: InlineStrings | undefined;
  readonly #open: readonly ElementNode[];
  readonly #report: DecodeReport;

  constructor(bytes: Uint8Array, strings: Strings, open: readonly ElementNode[], report: DecodeReport) {
    this.#bytes = bytes;
    this.#strings = strings;
    this.#inline = strings.charset.mib === UTF_8_MIB ? new InlineStrings(bytes) : undefined;
    this.#open = open;
    this.#report = report;
  }

  /** The inline string (STR_I) at `start`. */
  string(start: number): TextNode {
    if (this.#inline) {
      const text = this.#inline.read(start + 1);
      const zero = this.#inline.end;
      if (zero === this.#bytes.length) return this.#openString(start);
      this.end = zero + 1;
      return text === undefined ? this.#badText(start, zero, zero + 1) : { kind: "text", text };
    }
    const zero = this.#strings.findEnd(this.#bytes, start + 1);
    if (zero < 0) return this.#openString(start);
    const end = zero + this.#strings.charset.unit;
    this.end = end;
    return this.#otherText(start, zero, end);
  }

  #utf8(start: number, stop: number, end: number): TextNode {
    const text = readUtf8(this.#bytes, start + 1, stop);
    return text === undefined ? this.#badText(start, stop, end) : { kind: "text", text };
  }

  #badText(start: number, stop: number, end: number): TextNode {
    this.#report.badText(start, end);
    return { kind: "text", text: showUtf8(this.#bytes, start + 1, stop), wire: this.#bytes.slice(start, end) };
  }

  #otherText(start: number, stop: number, end: number): TextNode {
    const { charset } = this.#strings;
    const text = readText(charset, this.#bytes, start + 1, stop);
    if (text !== undefined && isPlainAscii(charset, this.#bytes, start + 1, stop, text)) return { kind: "text", text };
    const wire = this.#bytes.slice(start, end);
    // Where the set is not known the bytes are UTF-8, as they are written again, but for a longer NUL.
    if (text !== undefined)
      return charset.isUnknown && charset.unit === 1 ? { kind: "text", text } : { kind: "text", text, wire };
    this.#report.badText(start, end);
    return { kind: "text", text: showText(charset, this.#bytes, start + 1, stop), wire };
  }

  /** A string without its NUL: it ends where the document's own END tokens begin, or with the document. */
  #openString(start: number): TextNode {
    const stop = this.#closingEnds(start + 1);
    this.end = stop ?? this.#bytes.length;
    const node = this.#inline ? this.#utf8(start, this.end, this.end) : this.#otherText(start, this.end, this.end);
    if (stop === undefined) this.#cutOff("the string has no NUL (00) before the document ends", start);
    else
      this.#report.error(
        "unterminated-string",
        `the string has no NUL (00). ${taken("the string", stop - start - 1)}`,
        start,
        stop,
      );
    return node;
  }

  /** The opaque data at `start`. */
  opaque(start: number): OpaqueNode {
    const { value, next } = readInteger(this.#bytes, start + 1);
    if (next < 0 || value > this.#bytes.length - next) return this.#badOpaque(start, value, next);
    const end = next + value;
    this.end = end;
    const node: OpaqueNode = {
      kind: "opaque",
      bytes: this.#bytes.slice(next, end),
      contentSpan: { start: next, end },
    };
    if (next - start - 1 !== integerLength(value)) node.lengthBytes = next - start - 1;
    return node;
  }

  /** The length is cut off, too long, or larger than what is left. */
  #badOpaque(start: number, value: number, next: number): OpaqueNode {
    const { length } = this.#bytes;
    const lengthEnd = next === -2 ? skipInteger(this.#bytes, start + 1) : next;
    const from = lengthEnd < 0 ? length : lengthEnd;
    const stop = this.#closingEnds(from);
    this.end = lengthEnd < 0 ? length : (stop ?? length);
    const code = next === -2 ? "bad-length" : "truncated";
    const what =
      next === -2
        ? "the length of the opaque data is longer than 32 bits"
        : `the opaque data announces ${value} bytes, but only ${length - from} are left`;
    if (lengthEnd < 0) this.#cutOff("the length of the opaque data is cut off", start);
    else if (stop === undefined) this.#cutOff(what, start, code);
    else this.#report.error("bad-length", `${what}. ${taken("the data", stop - from)}`, start, from);
    return { kind: "opaque", bytes: this.#bytes.slice(from, this.end), contentSpan: { start: from, end: this.end } };
  }

  /** A string reference, an entity, an extension or an instruction at `start`. */
  rare(start: number): TextNode {
    const { text, what, next, fault } = readRareToken(this.#bytes, start, this.#strings);
    this.end = next < 0 ? this.#bytes.length : next;
    if (next < 0) this.#cutOff(`the document ends inside ${what}`, start);
    else if (fault) this.#report.error("damaged-token", `there is ${what}, but ${fault}`, start, next);
    else this.#report.unused(what, start, next, this.#bytes[start] === PI ? start + 1 : undefined);
    return { kind: "text", text, wire: this.#bytes.slice(start, this.end) };
  }

  /** Where the document's last bytes begin when they are one END for each open element, as in a whole document. */
  #closingEnds(from: number): number | undefined {
    const start = this.#bytes.length - this.#open.length;
    if (start < from) return undefined;
    for (let at = start; at < this.#bytes.length; at++) if (this.#bytes[at] !== END) return undefined;
    return start;
  }

  #cutOff(what: string, start: number, code = "truncated"): void {
    this.isCutOff = true;
    this.#report.error(code, what, start, this.#bytes.length);
  }
}

const taken = (what: string, count: number): string =>
  `The document ends with an END (01) for every open element, so the ${count} bytes before those are taken for ${what}`;
