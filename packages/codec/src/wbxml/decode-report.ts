import type { ElementNode } from "../document.ts";
import type { ProblemList } from "../problem-list.ts";
import { tagByToken } from "../protocol/index.ts";
import { describeAttributes } from "./attribute-list.ts";
import { hexByte } from "./integers.ts";
import type { Strings } from "./strings.ts";
import { END } from "./tokens.ts";

/** Words about what a decoder meets: where it stands, what was met, and what could have stood there. */
export class DecodeReport {
  readonly #bytes: Uint8Array;
  readonly #strings: Strings;
  readonly #open: readonly ElementNode[];
  readonly #problems: ProblemList;

  /** `open` are the decoder's own open elements, outermost first. */
  constructor(bytes: Uint8Array, strings: Strings, open: readonly ElementNode[], problems: ProblemList) {
    this.#bytes = bytes;
    this.#strings = strings;
    this.#open = open;
    this.#problems = problems;
  }

  error(code: string, what: string, start: number, end: number): void {
    const message = () => `${this.#where(start)}: ${what}. ${this.#open.length > 0 ? expectedInside : expectedFirst}`;
    this.#problems.add("error", code, message, start, end);
  }

  /** A limit is met: what could have stood there does not matter. */
  limit(code: string, what: string, start: number): void {
    this.#problems.add("error", code, () => `${this.#where(start)}: ${what}.`, start, start + 1);
  }

  /** What ActiveSync does not use; `attributesAt` is where an attribute list in it begins. */
  unused(what: string, start: number, end: number, attributesAt?: number): void {
    const message = () => {
      const said = attributesAt && describeAttributes(this.#bytes, attributesAt, end, this.#strings);
      return `${this.#where(start)}: ActiveSync does not use ${what}${said ? `: ${said}` : ""}. It is kept as it is.`;
    };
    this.#problems.add("warning", "not-activesync", message, start, end);
  }

  /** A tag that the tables lack, or that only older tools have. */
  tag(element: ElementNode, start: number, end: number): void {
    const tag = tagByToken(element.page, element.token);
    if (tag?.status === "legacy") {
      const message = () => `${this.#where(start)}: ${element.name} is in no specification; older tools name it so.`;
      this.#problems.add("warning", "legacy-tag", message, start, end);
    } else if (!tag) {
      const message = () =>
        `${this.#where(start)}: code page ${element.page} (${element.namespace}) has no tag ${hexByte(element.token)}. It is kept, as ${element.name}.${this.#onParentsPage(element)}`;
      this.#problems.add("warning", "unknown-tag", message, element.byteSpan?.start ?? start, end);
    }
  }

  badText(start: number, end: number): void {
    const { isUnknown, name } = this.#strings.charset;
    const charset = isUnknown ? "UTF-8" : name;
    const message = () => `${this.#where(start)}: the string is not valid ${charset}. Its bytes are kept as they are.`;
    this.#problems.add("warning", charset === "UTF-8" ? "invalid-utf8" : "invalid-text", message, start, end);
  }

  noRoot(end: number): void {
    this.#problems.add("error", "no-root", () => `There is a header and no element after it. ${expectedFirst}`, end);
  }

  /** The bytes end while elements are open. */
  unclosed(end: number): void {
    this.#problems.add("error", "truncated", () => this.#unclosedMessage(), end, end);
  }

  #unclosedMessage(): string {
    const open = this.#open.length;
    const count = open === 1 ? "one element" : `${open} elements`;
    const isEnd = this.#bytes[this.#bytes.length - 1] === END;
    const hint = isEnd ? "Either the rest is cut off, or as many END (01) are missing." : expectedInside;
    return `The document ends after ${this.#bytes.length} bytes inside ${this.#path()}, with ${count} still open. ${hint}`;
  }

  #onParentsPage({ page, token }: ElementNode): string {
    const parent = this.#open[this.#open.length - 1];
    const other = parent && parent.page !== page ? tagByToken(parent.page, token) : undefined;
    return other ? ` On its parent's page ${other.page} it would be ${other.name}: is a page switch wrong?` : "";
  }

  #where(at: number): string {
    return this.#open.length > 0 ? `At byte ${at}, in ${this.#path()}` : `At byte ${at}`;
  }

  /** Names of the open elements; the middle of a very deep path is left out. */
  #path(): string {
    const open = this.#open;
    const ends = open.length > 24 ? [...open.slice(0, 12), undefined, ...open.slice(-12)] : open;
    return `/${ends.map((element) => element?.name ?? "…").join("/")}`;
  }
}

const expectedInside = "A tag, a string (03), opaque data (C3), a page switch (00) or END (01) could have stood there.";
const expectedFirst = "A page switch (00) or the root element's tag could have stood there.";
