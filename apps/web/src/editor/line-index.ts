/** A place in an editor: both count from 1. */
export interface Place {
  lineNumber: number;
  column: number;
}

/** Offsets of a text whose lines end in "\n" as places and back; Monaco's own offsets count its line ends instead. */
export class LineIndex {
  readonly #starts: number[] = [0];
  readonly #length: number;

  constructor(text: string) {
    this.#length = text.length;
    for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) this.#starts.push(at + 1);
  }

  placeOf(offset: number): Place {
    const clamped = Math.max(0, Math.min(offset, this.#length));
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= clamped) low = middle;
      else high = middle - 1;
    }
    return { lineNumber: low + 1, column: clamped - (this.#starts[low] ?? 0) + 1 };
  }

  offsetOf({ lineNumber, column }: Place): number {
    return Math.min(this.#length, (this.#starts[lineNumber - 1] ?? this.#length) + column - 1);
  }
}
