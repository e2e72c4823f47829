/** Numbers from a seed, the same on every machine: xorshift of 32 bits. */
export class Random {
  #state: number;

  constructor(seed: number) {
    // Zero would stay zero, and neighbouring seeds shall not begin alike.
    this.#state = (Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ (seed >>> 3)) | 1;
    for (let turn = 0; turn < 8; turn++) this.#step();
  }

  #step(): number {
    let x = this.#state;
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    this.#state = x;
    return x >>> 0;
  }

  /** A whole number from 0 to below `limit`; 0 for a limit below 2. */
  below(limit: number): number {
    return limit < 2 ? 0 : this.#step() % Math.floor(limit);
  }

  /** True once in `times`. */
  once(times: number): boolean {
    return this.#step() % times === 0;
  }

  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)] as T;
  }

  /** Small numbers mostly, large ones rarely: a size from 0 to `limit`. */
  size(limit: number): number {
    return this.below(1 + this.below(limit + 1));
  }

  /** How often a unit of this length is repeated for a large input: up to 30,000 units in all, rarely ten times as much. */
  repeats(length: number): number {
    return 1 + this.below((this.once(10) ? 300_000 : 30_000) / Math.max(1, length));
  }

  bytes(length: number): Uint8Array {
    const bytes = new Uint8Array(length);
    for (let at = 0; at < length; at++) bytes[at] = this.#step() >>> 11;
    return bytes;
  }
}
