import type { OpaqueNode, Span, TextNode } from "../document.ts";
import type { SpanShift } from "./linked-tree.ts";

/** What has been edited in one text or CDATA section since its text was read whole. Base places are those of then. */
export interface LeafEdit {
  node: TextNode | OpaqueNode;
  /** Base: the text that stands for the content one to one. */
  run: Span;
  /** Base: the whole token in the bytes. */
  token: Span;
  /** Base: where the content begins in the bytes, and what its length is written with (0 for a string). */
  contentStart: number;
  baseWidth: number;
  /** How much longer the run is by now, and the token. */
  textGrowth: number;
  byteGrowth: number;
  /** Bytes of the content by now, and of its length. */
  contentLength: number;
  width: number;
  labelIndex: number;
  label: string;
}

export interface LeafShift extends SpanShift {
  textPlace(place: number): number;
  bytePlace(place: number): number;
}

/** Where base places are by now. No place that is asked for lies inside a run or a token that was edited. */
export function shiftOf(edits: readonly LeafEdit[]): LeafShift {
  // An empty section begins where it ends; what moves is its closing mark.
  const endOf = ({ run }: LeafEdit) => Math.max(run.end, run.start + 1);
  const textPlace = stepsOf(edits.map((edit) => ({ end: endOf(edit), growth: edit.textGrowth })));
  const bytePlace = stepsOf(edits.map(({ token, byteGrowth }) => ({ end: token.end, growth: byteGrowth })));
  return {
    textPlace,
    bytePlace,
    text: (span) => span && { start: textPlace(span.start), end: textPlace(span.end) },
    bytes: (span) => span && { start: bytePlace(span.start), end: bytePlace(span.end) },
  };
}

function stepsOf(steps: readonly { end: number; growth: number }[]): (place: number) => number {
  const sums = [0];
  for (const { growth } of steps) sums.push((sums[sums.length - 1] ?? 0) + growth);
  return (place) => {
    let low = 0;
    let high = steps.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((steps[middle]?.end ?? 0) <= place) low = middle + 1;
      else high = middle;
    }
    return place + (sums[low] ?? 0);
  };
}
