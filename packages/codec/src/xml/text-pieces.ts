/** Pieces that are joined at a time. */
const BLOCK = 4096;

/**
 * Puts a text together of many small pieces. A list of them all takes thirty times the memory of the text, and one
 * string may hold fifty million characters that need an escape.
 */
export class TextPieces {
  readonly #blocks: string[] = [];
  #pieces: string[] = [];

  add(piece: string): void {
    this.#pieces.push(piece);
    if (this.#pieces.length < BLOCK) return;
    this.#blocks.push(this.#pieces.join(""));
    this.#pieces = [];
  }

  finish(): string {
    this.#blocks.push(this.#pieces.join(""));
    return this.#blocks.length === 1 ? (this.#blocks[0] ?? "") : this.#blocks.join("");
  }
}
