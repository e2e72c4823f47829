import type { Random } from "./random.ts";

/** Text with one to four changes: pieces put in, ranges taken out, doubled or fetched from another. */
export function mutateText(random: Random, text: string, other: string, pieces: readonly string[]): string {
  let result = text;
  for (let left = 1 + random.below(4); left > 0; left--) result = changed(random, result, other, pieces);
  return result;
}

function changed(random: Random, text: string, other: string, pieces: readonly string[]): string {
  const at = random.below(text.length + 1);
  const way = random.below(12);
  if (way < 4) return text.slice(0, at) + random.pick(pieces) + text.slice(at);
  if (way < 6) return text.slice(0, at) + random.pick(pieces) + text.slice(at + random.size(10));
  if (way < 8) return text.slice(0, at) + text.slice(at + random.size(16));
  if (way === 8) return text.slice(0, at);
  if (way === 9) {
    const from = random.below(text.length + 1);
    return text.slice(0, at) + text.slice(from, from + random.size(40)) + text.slice(at);
  }
  if (way === 10) {
    const from = random.below(other.length + 1);
    return text.slice(0, at) + other.slice(from, from + random.size(60)) + text.slice(at + random.size(10));
  }
  const code = random.once(2) ? random.below(128) : random.below(0x10000);
  return text.slice(0, at) + String.fromCharCode(code) + text.slice(at + random.below(2));
}
