import type { DocumentNode, ElementNode } from "../document.ts";

/** What wire notes have said about the node, or the END, that comes next. */
export class PendingNotes {
  pages: number[] | undefined;
  tagBytes: Uint8Array | undefined;
  lengthBytes: number | undefined;

  /** Nothing is left that no node has taken. */
  get isEmpty(): boolean {
    return !this.pages && !this.tagBytes && !this.lengthBytes;
  }

  /** The tag bytes spell the element's name as a string table index. */
  get isLiteral(): boolean {
    return ((this.tagBytes?.[0] ?? 0x3f) & 0x3f) === 0x04;
  }

  applyTo(node: DocumentNode): void {
    if (this.pages) node.switches = this.pages;
    this.pages = undefined;
    if (node.kind === "element" && this.tagBytes) {
      node.tagBytes = this.tagBytes;
      this.tagBytes = undefined;
    }
    if (node.kind === "opaque" && this.lengthBytes) {
      node.lengthBytes = this.lengthBytes;
      this.lengthBytes = undefined;
    }
  }

  applyToEnd(element: ElementNode): void {
    if (this.pages) element.endSwitches = this.pages;
    this.pages = undefined;
  }
}
