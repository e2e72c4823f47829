import type { ElementNode } from "../document.ts";
import type { ReadAttributes } from "./attributes.ts";

/** An element whose end tag is awaited. */
export interface OpenElement {
  element: ElementNode;
  /** As written, with its prefix: an end tag must repeat it. */
  qualifiedName: string;
  attributes: ReadAttributes | undefined;
  /** It is `<wire:content>` and stands for a node of its parent. */
  isContent: boolean;
  /** It has more than text in it, so blank text beside that is layout. */
  structured: boolean;
}

/** The open elements, outermost first, with a count of their names so that an end tag is judged at once. */
export class OpenElements {
  readonly #stack: OpenElement[] = [];
  readonly #names = new Map<string, number>();

  get depth(): number {
    return this.#stack.length;
  }

  get top(): OpenElement | undefined {
    return this.#stack[this.#stack.length - 1];
  }

  has(qualifiedName: string): boolean {
    return (this.#names.get(qualifiedName) ?? 0) > 0;
  }

  push(open: OpenElement): void {
    this.#stack.push(open);
    this.#names.set(open.qualifiedName, (this.#names.get(open.qualifiedName) ?? 0) + 1);
  }

  pop(): OpenElement | undefined {
    const open = this.#stack.pop();
    if (open) this.#names.set(open.qualifiedName, (this.#names.get(open.qualifiedName) ?? 1) - 1);
    return open;
  }
}
