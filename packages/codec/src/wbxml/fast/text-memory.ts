/** Memory as bytes and as UTF-16 units. */
export interface TextMemory {
  bytes: Uint8Array<ArrayBuffer>;
  units: Uint16Array<ArrayBuffer>;
  view: DataView<ArrayBuffer>;
}

/** Hands out memory: a little that is kept from call to call, and more that is kept until the engine wants it back. */
export class MemoryStore {
  readonly small: TextMemory;
  #large: WeakRef<TextMemory> | undefined;

  constructor(kept: number) {
    this.small = memoryOf(kept);
  }

  /** At least `size` bytes of anything. */
  get(size: number): TextMemory {
    if (size <= this.small.bytes.length) return this.small;
    const kept = this.#large?.deref();
    if (kept && kept.bytes.length >= size) return kept;
    const made = memoryOf(size);
    this.#large = new WeakRef(made);
    return made;
  }
}

function memoryOf(size: number): TextMemory {
  const buffer = new ArrayBuffer(size + (size & 1));
  return { bytes: new Uint8Array(buffer), units: new Uint16Array(buffer), view: new DataView(buffer) };
}
