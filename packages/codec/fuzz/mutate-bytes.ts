import type { Random } from "./random.ts";

/** Bytes that mean something to one of the formats. */
const pieces: readonly (readonly number[])[] = [
  [0x00],
  [0x01],
  [0x01, 0x01],
  [0x03, 0x61, 0x00],
  [0x03, 0x00],
  [0x03],
  [0xc3, 0x02, 0x61, 0x62],
  [0xc3, 0x00],
  [0xc3, 0x8f, 0xff, 0xff, 0xff, 0x7f],
  [0xc3, 0x80, 0x80, 0x80, 0x80, 0x01, 0x61],
  [0x00, 0x02],
  [0x00, 0x15],
  [0x00, 0x40],
  [0x45],
  [0x05],
  [0x85, 0x01],
  [0xc5, 0x05, 0x03, 0x61, 0x00, 0x01],
  [0x44, 0x00],
  [0x04, 0x00],
  [0x83, 0x00],
  [0x02, 0x81, 0x20],
  [0x40, 0x61, 0x00],
  [0x80, 0x05],
  [0xc0],
  [0x43, 0x05, 0x01],
  [0x3f],
  [0x7f],
  [0xff],
  [0x80],
  [0x0d, 0x0a],
  [0x0d, 0x0a, 0x0d, 0x0a],
  [0xef, 0xbb, 0xbf],
  [0xed, 0xa0, 0x80],
  [0x5d, 0x5d, 0x3e],
  [0x1f, 0x8b],
  [0x3d],
];

/** Bytes with one to four changes: bits, values, pieces put in, ranges taken out, doubled or fetched from another. */
export function mutateBytes(random: Random, bytes: Uint8Array, other: Uint8Array): Uint8Array {
  let result = bytes;
  for (let left = 1 + random.below(4); left > 0; left--) result = changed(random, result, other);
  return result;
}

function changed(random: Random, bytes: Uint8Array, other: Uint8Array): Uint8Array {
  const at = random.below(bytes.length + 1);
  const way = random.below(12);
  if (way < 3 && bytes.length > 0) {
    const copy = bytes.slice();
    const where = at % bytes.length;
    const old = copy[where] ?? 0;
    copy[where] = way === 0 ? old ^ (1 << random.below(8)) : way === 1 ? random.below(256) : old + random.below(5) - 2;
    return copy;
  }
  if (way < 6) return spliced(bytes, at, 0, random.pick(pieces));
  if (way < 8) return spliced(bytes, at, random.size(Math.min(bytes.length - at, 16)), []);
  if (way === 8) return bytes.slice(0, at);
  if (way === 9) {
    const from = random.below(bytes.length + 1);
    return spliced(bytes, at, 0, bytes.subarray(from, from + random.size(24)));
  }
  if (way === 10) {
    const from = random.below(other.length + 1);
    return spliced(bytes, at, random.size(8), other.subarray(from, from + random.size(48)));
  }
  return spliced(bytes, at, 0, repeated(random.pick(pieces), 1 + random.size(12)));
}

function spliced(bytes: Uint8Array, at: number, removed: number, put: ArrayLike<number>): Uint8Array {
  const rest = bytes.subarray(Math.min(bytes.length, at + removed));
  const result = new Uint8Array(at + put.length + rest.length);
  result.set(bytes.subarray(0, at));
  result.set(put, at);
  result.set(rest, at + put.length);
  return result;
}

function repeated(piece: readonly number[], times: number): number[] {
  const result: number[] = [];
  for (let turn = 0; turn < times; turn++) result.push(...piece);
  return result;
}
