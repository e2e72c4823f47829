import type { Readable } from "node:stream";

/**
 * Takes a stream's pieces as the system gives them, uncopied, for one reader who asks for them one by one. Node's own
 * iterator does the same for several times the work.
 */
export class Pieces implements AsyncIterator<Uint8Array, undefined> {
  readonly #stream: Readable;
  readonly #aheadBytes: number;
  readonly #pieces: Uint8Array[] = [];
  #lying = 0;
  #fault: unknown;
  #wake: (() => void) | undefined;
  /** All has come. */
  #ended = false;

  /** @param aheadBytes that may lie here unread before the stream is told to stop */
  constructor(stream: Readable, aheadBytes: number) {
    this.#stream = stream;
    this.#aheadBytes = aheadBytes;
    stream.on("data", this.#onData).on("end", this.#onEnd).on("error", this.#onError).on("close", this.#onClose);
  }

  /** Rejects when the stream broke off. */
  async next(): Promise<IteratorResult<Uint8Array, undefined>> {
    for (;;) {
      const value = this.#pieces.shift();
      if (value) {
        this.#lying -= value.length;
        if (this.#stream.isPaused() && this.#lying <= this.#aheadBytes / 2) this.#stream.resume();
        return { done: false, value };
      }
      if (this.#ended) return { done: true, value: undefined };
      if (this.#fault) throw this.#fault;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  readonly #onData = (piece: Uint8Array): void => {
    this.#pieces.push(piece);
    this.#lying += piece.length;
    if (this.#lying > this.#aheadBytes) this.#stream.pause();
    this.#stir();
  };

  readonly #onEnd = (): void => {
    this.#ended = true;
    this.#stir();
  };

  readonly #onError = (error: unknown): void => {
    this.#fault ??= error;
    this.#stir();
  };

  readonly #onClose = (): void => {
    if (!this.#ended) this.#fault ??= Object.assign(new Error("closed before its end"), { code: "ECONNRESET" });
    this.#stir();
  };

  #stir(): void {
    this.#wake?.();
    this.#wake = undefined;
  }
}
