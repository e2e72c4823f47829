/** How far a stream could be undone. */
export type InflateEnd = "complete" | "cut off" | "broken" | "limit";

export interface Inflated {
  /** What came out, up to where it ended. */
  bytes: Uint8Array<ArrayBuffer>;
  ended: InflateEnd;
  /** Offset behind the last byte of the stream, when it is complete. */
  next: number;
}

/** Code lengths come in this order (RFC 1951 3.2.7). */
const LENGTH_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
/** Base and extra bits of match lengths 257-285 and of distances (RFC 1951 3.2.5). */
const LENGTH_BASE = Uint16Array.of(
  ...[
    3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258,
  ],
);
const LENGTH_EXTRA = Uint8Array.of(
  ...[0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0],
);
const DISTANCE_BASE = Uint16Array.from({ length: 30 }, (_, code) =>
  code < 4 ? code + 1 : ((2 + (code & 1)) << ((code >> 1) - 1)) + 1,
);
const MAX_BITS = 15;

/** A canonical Huffman code: how many codes each length has, and the symbols in the order of their codes. */
interface Code {
  counts: Uint16Array;
  symbols: Uint16Array;
}

/** Undoes DEFLATE (RFC 1951) from `from` on; no more than `limit` bytes come out. Never throws. */
export function inflate(bytes: Uint8Array, from: number, limit: number): Inflated {
  return new Inflater(bytes, from, limit).run();
}

class Inflater {
  readonly #bytes: Uint8Array;
  readonly #limit: number;
  #at: number;
  #held = 0;
  #heldBits = 0;
  #out: Uint8Array<ArrayBuffer>;
  #length = 0;
  #ended: InflateEnd | undefined;

  constructor(bytes: Uint8Array, from: number, limit: number) {
    this.#bytes = bytes;
    this.#at = from;
    this.#limit = limit;
    this.#out = new Uint8Array(Math.min(limit, Math.max(1024, (bytes.length - from) * 4)));
  }

  run(): Inflated {
    while (!this.#ended) {
      const isLast = this.#bits(1) === 1;
      const type = this.#bits(2);
      if (this.#ended) break;
      if (type === 0) this.#stored();
      else if (type === 1) this.#block(fixedLengths(), fixedDistances());
      else if (type === 2) this.#dynamic();
      else this.#ended = "broken";
      if (isLast) this.#ended ??= "complete";
    }
    return { bytes: this.#out.slice(0, this.#length), ended: this.#ended, next: this.#at - (this.#heldBits >> 3) };
  }

  #bits(count: number): number {
    while (this.#heldBits < count) {
      const byte = this.#bytes[this.#at];
      if (byte === undefined) {
        this.#ended ??= "cut off";
        return 0;
      }
      this.#at++;
      this.#held |= byte << this.#heldBits;
      this.#heldBits += 8;
    }
    const value = this.#held & ((1 << count) - 1);
    this.#held >>>= count;
    this.#heldBits -= count;
    return value;
  }

  /** The next symbol of a code, bit by bit; -1 when there is none. */
  #symbol({ counts, symbols }: Code): number {
    let code = 0;
    let first = 0;
    let index = 0;
    for (let length = 1; length <= MAX_BITS; length++) {
      code |= this.#bits(1);
      if (this.#ended) return -1;
      const count = counts[length] ?? 0;
      if (code - count < first) return symbols[index + code - first] ?? -1;
      index += count;
      first = (first + count) << 1;
      code <<= 1;
    }
    this.#ended = "broken";
    return -1;
  }

  #stored(): void {
    this.#held = 0;
    this.#at -= this.#heldBits >> 3;
    this.#heldBits = 0;
    const length = this.#bits(16);
    const check = this.#bits(16);
    if (this.#ended) return;
    if ((length ^ check) !== 0xffff) {
      this.#ended = "broken";
      return;
    }
    const part = this.#bytes.subarray(this.#at, this.#at + length);
    this.#reserve(part.length);
    const room = Math.min(part.length, this.#limit - this.#length);
    this.#out.set(part.subarray(0, room), this.#length);
    this.#length += room;
    this.#at += part.length;
    if (room < part.length) this.#ended = "limit";
    else if (part.length < length) this.#ended = "cut off";
  }

  #dynamic(): void {
    const lengthCount = this.#bits(5) + 257;
    const distanceCount = this.#bits(5) + 1;
    const orderCount = this.#bits(4) + 4;
    const lengths = new Uint8Array(lengthCount + distanceCount);
    const orders = new Uint8Array(19);
    for (let index = 0; index < orderCount; index++) orders[LENGTH_ORDER[index] ?? 0] = this.#bits(3);
    const orderCode = codeOf(orders);
    if (!orderCode) this.#ended ??= "broken";
    for (let index = 0; index < lengths.length && orderCode && !this.#ended; ) {
      const symbol = this.#symbol(orderCode);
      if (symbol < 16) {
        lengths[index++] = Math.max(symbol, 0);
        continue;
      }
      const previous = symbol === 16 ? lengths[index - 1] : 0;
      const repeat = symbol === 16 ? 3 + this.#bits(2) : symbol === 17 ? 3 + this.#bits(3) : 11 + this.#bits(7);
      if (previous === undefined || index + repeat > lengths.length) this.#ended ??= "broken";
      else lengths.fill(previous, index, index + repeat);
      index += repeat;
    }
    if (this.#ended) return;
    const literal = codeOf(lengths.subarray(0, lengthCount));
    const distance = codeOf(lengths.subarray(lengthCount));
    if (literal && distance && lengths[256] !== 0) this.#block(literal, distance);
    else this.#ended = "broken";
  }

  #block(literal: Code, distance: Code): void {
    while (true) {
      const symbol = this.#symbol(literal);
      if (symbol < 0 || symbol === 256) return;
      if (symbol < 256) {
        if (this.#length === this.#limit) {
          this.#ended = "limit";
          return;
        }
        this.#reserve(1);
        this.#out[this.#length++] = symbol;
      } else if (!this.#match(symbol - 257, distance)) return;
    }
  }

  #match(code: number, distanceCode: Code): boolean {
    const base = LENGTH_BASE[code];
    let length = (base ?? 0) + this.#bits(LENGTH_EXTRA[code] ?? 0);
    const symbol = this.#symbol(distanceCode);
    const distance = (DISTANCE_BASE[symbol] ?? 0) + this.#bits(symbol < 4 ? 0 : (symbol >> 1) - 1);
    if (this.#ended) return false;
    if (base === undefined || symbol > 29 || distance > this.#length) {
      this.#ended = "broken";
      return false;
    }
    const room = this.#limit - this.#length;
    if (length > room) {
      length = room;
      this.#ended = "limit";
    }
    this.#reserve(length);
    const out = this.#out;
    let to = this.#length;
    for (let end = to + length; to < end; to++) out[to] = out[to - distance] ?? 0;
    this.#length = to;
    return this.#ended === undefined;
  }

  #reserve(count: number): void {
    const needed = Math.min(this.#length + count, this.#limit);
    if (needed <= this.#out.length) return;
    const larger = new Uint8Array(Math.min(this.#limit, Math.max(needed, this.#out.length * 2)));
    larger.set(this.#out.subarray(0, this.#length));
    this.#out = larger;
  }
}

/** The code with these lengths; undefined when they ask for more codes than there are. */
function codeOf(lengths: Uint8Array): Code | undefined {
  const counts = new Uint16Array(MAX_BITS + 1);
  for (const length of lengths) counts[length] = (counts[length] ?? 0) + 1;
  counts[0] = 0;
  let left = 1;
  const offsets = new Uint16Array(MAX_BITS + 2);
  for (let length = 1; length <= MAX_BITS; length++) {
    const count = counts[length] ?? 0;
    left = left * 2 - count;
    if (left < 0) return undefined;
    offsets[length + 1] = (offsets[length] ?? 0) + count;
  }
  const symbols = new Uint16Array(lengths.length);
  for (const [symbol, length] of lengths.entries()) {
    if (length === 0) continue;
    const offset = offsets[length] ?? 0;
    symbols[offset] = symbol;
    offsets[length] = offset + 1;
  }
  return { counts, symbols };
}

let fixed: { lengths: Code; distances: Code } | undefined;

/** The codes of RFC 1951 3.2.6, made when they are first needed. */
function fixedCodes(): { lengths: Code; distances: Code } {
  if (!fixed) {
    const lengths = new Uint8Array(288).fill(8);
    lengths.fill(9, 144, 256).fill(7, 256, 280);
    const none: Code = { counts: new Uint16Array(16), symbols: new Uint16Array(0) };
    fixed = { lengths: codeOf(lengths) ?? none, distances: codeOf(new Uint8Array(30).fill(5)) ?? none };
  }
  return fixed;
}

const fixedLengths = (): Code => fixedCodes().lengths;
const fixedDistances = (): Code => fixedCodes().distances;
