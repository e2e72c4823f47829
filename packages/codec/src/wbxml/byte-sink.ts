const encoder = new TextEncoder();

/** Strings up to this many UTF-16 units are written by hand, which is faster than a call into the encoder. */
const SHORT = 24;

/** One growing buffer; it doubles, so that writing n bytes costs O(n). */
export class ByteSink {
  #buffer = new Uint8Array(1024);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  byte(value: number): void {
    if (this.#length === this.#buffer.length) this.#grow(1);
    this.#buffer[this.#length++] = value;
  }

  bytes(bytes: Uint8Array): void {
    this.#grow(bytes.length);
    this.#buffer.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  /** Writes an mb_u_int32 in at least `width` bytes. */
  integer(value: number, width = 1): void {
    let groups = width;
    while (groups < 5 && value >= 2 ** (7 * groups)) groups++;
    for (let index = groups - 1; index >= 0; index--) {
      const group = Math.floor(value / 2 ** (7 * index)) % 128;
      this.byte(index === 0 ? group : group | 0x80);
    }
  }

  /** Writes text as UTF-8; the caller has made sure that it is well-formed. */
  text(text: string): void {
    const { length } = text;
    this.#grow(length * 3);
    const buffer = this.#buffer;
    if (length <= SHORT) {
      let to = this.#length;
      let at = 0;
      for (; at < length; at++) {
        const code = text.charCodeAt(at);
        if (code >= 0x80) break;
        buffer[to++] = code;
      }
      if (at === length) {
        this.#length = to;
        return;
      }
    }
    this.#length += encoder.encodeInto(text, buffer.subarray(this.#length)).written;
  }

  /** The bytes written so far, in a buffer of their own. */
  take(): Uint8Array<ArrayBuffer> {
    return this.#buffer.slice(0, this.#length);
  }

  #grow(by: number): void {
    const needed = this.#length + by;
    if (needed <= this.#buffer.length) return;
    let size = this.#buffer.length;
    while (size < needed) size *= 2;
    const larger = new Uint8Array(size);
    larger.set(this.#buffer.subarray(0, this.#length));
    this.#buffer = larger;
  }
}
