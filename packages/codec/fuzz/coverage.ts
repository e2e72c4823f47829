const scope = globalThis as { __easelCoverage?: Uint8Array };

/** Counters of the instrumented sources, which share this array (scripts/setup/instrument.mjs). */
const counters = scope.__easelCoverage ?? new Uint8Array(0x10000);
scope.__easelCoverage = counters;
/** The same four at a time: most branches are not taken by one input. */
const words = new Int32Array(counters.buffer);

/** How often a branch was taken, as one bit of eight: once, twice, three times, 4-7, 8-15, 16-31, 32-127, more. */
const bits = Uint8Array.from({ length: 256 }, (_, count) =>
  count === 0
    ? 0
    : 1 << (count < 4 ? count - 1 : count < 8 ? 3 : count < 16 ? 4 : count < 32 ? 5 : count < 128 ? 6 : 7),
);

/** What inputs have reached so far; an input that reaches more is worth changing further. */
export class Coverage {
  readonly #places: number;
  readonly #seen: Uint8Array;

  constructor(places: number) {
    this.#places = places;
    this.#seen = new Uint8Array(places);
  }

  /** Forgets the counts, before an input is run. */
  static begin(places: number): void {
    counters.fill(0, 0, places);
  }

  /** Takes in what the input just run has reached; true when some of it is new. */
  addNew(): boolean {
    let isNew = false;
    for (let word = 0; word < this.#places / 4; word++) {
      if (words[word] !== 0 && this.#addPlaces(4 * word)) isNew = true;
    }
    return isNew;
  }

  #addPlaces(first: number): boolean {
    let isNew = false;
    for (let place = first; place < first + 4; place++) {
      const count = counters[place] ?? 0;
      if (count === 0) continue;
      const bit = bits[count] ?? 0;
      const seen = this.#seen[place] ?? 0;
      if ((seen & bit) !== 0) continue;
      this.#seen[place] = seen | bit;
      isNew = true;
    }
    return isNew;
  }

  /** Marks in `all` the branches taken so far. */
  addTo(all: Uint8Array): void {
    for (let place = 0; place < this.#places; place++) if (this.#seen[place]) all[place] = 1;
  }
}
