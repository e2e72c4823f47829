import type { LineMode } from "./line-ends.ts";

/** Offsets between a text and its editor text, for many lookups on one text. */
export interface LineEndMap {
  toEditor(textOffset: number): number;
  toText(editorOffset: number): number;
}

/** An offset inside a line end or an escaped character maps to its start. */
export function createLineEndMap(text: string, mode: LineMode): LineEndMap {
  // Only what changes length is noted: the offsets just after it on both sides.
  const textEnds = [0];
  const editorEnds = [0];
  let shift = 0;
  const pattern = /\r\n|[\n\uEF0A\uEF0D\uEF0E\uEF1B]/g;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const met = match[0];
    const size = met === "\r\n" ? (mode === "crlf" ? 1 : 2) : met === "\n" && mode === "lf" ? 1 : 2;
    if (size === met.length) continue;
    shift += size - met.length;
    textEnds.push(pattern.lastIndex);
    editorEnds.push(pattern.lastIndex + shift);
  }
  return {
    toEditor: (offset) => translate(textEnds, editorEnds, offset),
    toText: (offset) => translate(editorEnds, textEnds, offset),
  };
}

function translate(from: readonly number[], to: readonly number[], offset: number): number {
  let low = 0;
  let high = from.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((from[middle] ?? 0) <= offset) low = middle;
    else high = middle;
  }
  const there = (to[low] ?? 0) + Math.max(0, offset - (from[low] ?? 0));
  const next = to[low + 1];
  if (next === undefined || there < next) return there;
  // Past the last character both sides share: the start of what changed length.
  const start = Math.min(next - 1, there);
  return start;
}
