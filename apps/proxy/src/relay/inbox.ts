/** A queue with one reader, who can wait for the next item for a while and no longer. */
export class Inbox<T> {
  readonly #items: T[] = [];
  #wake: (() => void) | undefined;

  push(item: T): void {
    this.#items.push(item);
    this.#wake?.();
  }

  /** The next item, or undefined when none has come within `ms` milliseconds. */
  async take(ms: number): Promise<T | undefined> {
    if (this.#items.length === 0) await this.#wait(ms);
    return this.#items.shift();
  }

  #wait(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.#wake = undefined;
        resolve();
      };
      const timer = setTimeout(done, Math.max(0, ms));
      this.#wake = done;
    });
  }
}
