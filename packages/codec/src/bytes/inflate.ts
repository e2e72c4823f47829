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
const MAX_BITS = 15;

/** A canonical Huffman code: how many codes each length has, and the symbols in the order of their codes. */
interface Code {
  counts: Uint16Array;
  symbols: number[];
}

/** Undoes DEFLATE (RFC 1951) from `from` on; no more than `limit` bytes come out. Never throws. */
export function inflate(bytes: Uint8Array, from: number, limit: number): Inflated {
  let at = from;
  let held = 0;
  let heldBits = 0;
  let out = new Uint8Array(Math.min(limit, Math.max(1024, (bytes.length - from) * 4)));
  let length = 0;
  let ended: InflateEnd | undefined;

  const end = (how: InflateEnd): number => {
    ended ??= how;
    return -1;
  };

  const bits = (count: number): number => {
    while (heldBits < count) {
      if (at >= bytes.length) {
        end("cut off");
        return 0;
      }
      held |= (bytes[at++] ?? 0) << heldBits;
      heldBits += 8;
    }
    const value = held & ((1 << count) - 1);
    held >>>= count;
    heldBits -= count;
    return value;
  };

  /** The next symbol of a code, bit by bit; -1 when there is none. */
  const symbolOf = ({ counts, symbols }: Code): number => {
    let code = 0;
    let first = 0;
    let index = 0;
    for (let size = 1; size <= MAX_BITS; size++) {
      code |= bits(1);
      if (ended) return -1;
      const count = counts[size] ?? 0;
      if (code - count < first) return symbols[index + code - first] ?? end("broken");
      index += count;
      first = (first + count) << 1;
      code <<= 1;
    }
    return end("broken");
  };

  /** Makes room for so many bytes, or for as many as the limit leaves; how many those are. */
  const reserve = (count: number): number => {
    const room = Math.min(count, limit - length);
    if (room < count) end("limit");
    if (length + room > out.length) {
      const larger = new Uint8Array(Math.min(limit, Math.max(length + room, out.length * 2)));
      larger.set(out.subarray(0, length));
      out = larger;
    }
    return room;
  };

  const stored = (): void => {
    at -= heldBits >> 3;
    held = heldBits = 0;
    const size = bits(16);
    if ((size ^ bits(16)) !== 0xffff) end("broken");
    if (ended) return;
    const part = bytes.subarray(at, at + size);
    const room = reserve(part.length);
    out.set(part.subarray(0, room), length);
    length += room;
    at += part.length;
    if (part.length < size) end("cut off");
  };

  const dynamic = (): void => {
    const literals = bits(5) + 257;
    const lengths = new Uint8Array(literals + bits(5) + 1);
    const orders = new Uint8Array(19);
    const orderCount = bits(4) + 4;
    for (let index = 0; index < orderCount; index++) orders[LENGTH_ORDER[index] ?? 0] = bits(3);
    const orderCode = codeOf(orders);
    for (let index = 0; index < lengths.length && !ended; ) {
      const symbol = symbolOf(orderCode);
      const repeat = symbol < 16 ? 1 : symbol === 16 ? 3 + bits(2) : symbol === 17 ? 3 + bits(3) : 11 + bits(7);
      if (index + repeat > lengths.length || (symbol === 16 && index === 0)) end("broken");
      const value = symbol < 16 ? symbol : symbol === 16 ? (lengths[index - 1] ?? 0) : 0;
      lengths.fill(value, index, index + repeat);
      index += repeat;
    }
    block(codeOf(lengths.subarray(0, literals)), codeOf(lengths.subarray(literals)));
  };

  const block = (literals: Code, distances: Code): void => {
    while (!ended) {
      const symbol = symbolOf(literals);
      if (symbol === 256) return;
      if (symbol < 256) {
        if (!ended && reserve(1)) out[length++] = symbol;
        continue;
      }
      const code = symbol - 257;
      const extra = code < 4 || code === 28 ? 0 : (code - 4) >> 2;
      const base = code < 4 ? code + 3 : code === 28 ? 258 : ((4 + (code & 3)) << extra) + 3;
      const size = base + bits(extra);
      const far = symbolOf(distances);
      const distance = far < 2 ? far + 1 : ((2 + (far & 1)) << ((far >> 1) - 1)) + 1 + bits((far >> 1) - 1);
      if (code > 28 || far > 29 || distance > length) end("broken");
      if (ended) return;
      for (let to = length + reserve(size); length < to; length++) out[length] = out[length - distance] ?? 0;
    }
  };

  while (!ended) {
    const isLast = bits(1);
    const type = bits(2);
    if (type === 0) stored();
    else if (type === 1) block(...fixedCodes());
    else if (type === 2) dynamic();
    else end("broken");
    if (isLast) end("complete");
  }
  return { bytes: out.slice(0, length), ended, next: at - (heldBits >> 3) };
}

/** The code with these lengths. One that asks for more codes than there are, or fewer, breaks where it is read. */
function codeOf(lengths: Uint8Array): Code {
  const counts = new Uint16Array(MAX_BITS + 1);
  for (const size of lengths) counts[size] = (counts[size] ?? 0) + 1;
  const places = new Uint16Array(MAX_BITS + 2);
  for (let size = 1; size <= MAX_BITS; size++) places[size + 1] = (places[size] ?? 0) + (counts[size] ?? 0);
  const symbols = new Array<number>(lengths.length);
  for (const [symbol, size] of lengths.entries()) {
    const place = places[size] ?? 0;
    if (size > 0) symbols[place] = symbol;
    places[size] = place + 1;
  }
  return { counts, symbols };
}

/** RFC 1951 3.2.6. */
function fixedCodes(): [literals: Code, distances: Code] {
  const literals = new Uint8Array(288).fill(8).fill(9, 144, 256).fill(7, 256, 280);
  return [codeOf(literals), codeOf(new Uint8Array(30).fill(5))];
}
