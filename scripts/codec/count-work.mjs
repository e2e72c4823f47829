// Counts what code does instead of timing it: branches taken, and units that the engine's own functions go over.
import { COUNTERS, MAX_PLACES } from "../setup/instrument.mjs";

/** Branches of instrumented sources are counted here; it must be there before they are loaded. */
export const branches = new Float64Array(MAX_PLACES);
Reflect.set(globalThis, COUNTERS, branches);

/** Units gone over by functions of the engine, which no branch shows. */
let native = 0;

/**
 * Functions that walk over a text or an array, and how far: what is not found was looked for to the end.
 * @type {[owner: any, name: string, units: (self: any, args: any[], result: any) => number][]}
 */
const walkers = [
  [String.prototype, "indexOf", (self, [, from = 0], at) => (at < 0 ? self.length : at) - from],
  [String.prototype, "includes", (self) => self.length],
  [String.prototype, "replace", (self) => self.length],
  [String.prototype, "replaceAll", (self) => self.length],
  [String.prototype, "split", (self) => self.length],
  [String.prototype, "search", (self, _, at) => (at < 0 ? self.length : at)],
  [String.prototype, "repeat", (_, __, text) => text.length],
  [Array.prototype, "join", (_, __, text) => text.length],
  [Array.prototype, "indexOf", (self, _, at) => (at < 0 ? self.length : at)],
  [Array.prototype, "slice", (_, __, list) => list.length],
  [Array.prototype, "unshift", (self) => self.length],
  [Array.prototype, "shift", (self) => self.length],
  [Uint8Array.prototype, "indexOf", (self, [, from = 0], at) => (at < 0 ? self.length : at) - from],
  [Uint8Array.prototype, "slice", (_, __, bytes) => bytes.length],
  [Uint8Array.prototype, "set", (_, [source]) => source.length],
  [Uint8Array.prototype, "fill", (self, [, from = 0, to = self.length]) => to - from],
  [TextDecoder.prototype, "decode", (_, [bytes]) => bytes?.length ?? 0],
  [TextEncoder.prototype, "encode", (_, [text]) => text?.length ?? 0],
  [TextEncoder.prototype, "encodeInto", (_, __, { read }) => read],
];

/**
 * The work of a call, in branches and units.
 * @param {() => void} call
 */
export function workOf(call) {
  branches.fill(0);
  native = 0;
  const originals = walkers.map(([owner, name]) => owner[name]);
  for (const [index, [owner, name, units]] of walkers.entries()) {
    const original = originals[index];
    owner[name] = function (/** @type {any[]} */ ...args) {
      const result = Reflect.apply(original, this, args);
      native += Math.max(0, units(this, args, result));
      return result;
    };
  }
  try {
    call();
  } finally {
    for (const [index, [owner, name]] of walkers.entries()) owner[name] = originals[index];
  }
  return branches.reduce((sum, count) => sum + count, native);
}
