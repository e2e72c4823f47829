import type { WbxmlHeader } from "../document.ts";
import { MAX_TABLE_TEXT } from "../limits.ts";
import { type Charset, charsetOf, findTerminator, readText, showText } from "./charsets.ts";

/** How the strings of one document are read: its charset and its string table. */
export class Strings {
  readonly charset: Charset;
  readonly #table: Uint8Array;
  /** Text that references may still make out of the table: many that point at one long string multiply it. */
  #left = MAX_TABLE_TEXT;

  constructor({ charset, stringTable }: Pick<WbxmlHeader, "charset" | "stringTable">) {
    this.charset = charsetOf(charset);
    this.#table = stringTable;
  }

  get isSpent(): boolean {
    return this.#left < 0;
  }

  /** The string at an index of the string table; undefined outside it, empty when `MAX_TABLE_TEXT` is spent. */
  fromTable(index: number): string | undefined {
    const table = this.#table;
    if (index >= table.length) return undefined;
    if (this.isSpent) return "";
    const zero = findTerminator(this.charset, table, index);
    const end = zero < 0 ? table.length : zero;
    this.#left -= end - index;
    return this.isSpent ? "" : this.show(table, index, end);
  }

  show(bytes: Uint8Array, start: number, end: number): string {
    return readText(this.charset, bytes, start, end) ?? showText(this.charset, bytes, start, end);
  }

  /** The zero that ends a string starting here; -1 when there is none. */
  findEnd(bytes: Uint8Array, from: number): number {
    return findTerminator(this.charset, bytes, from);
  }
}
