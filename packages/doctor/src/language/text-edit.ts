import type { Span } from "@easel/codec/document";

/** A change of a text, in plain data: what stands at the span becomes `text`. */
export interface TextEdit {
  span: Span;
  text: string;
}

/** The text after the edits, which must not overlap. */
export function applyTextEdits(text: string, edits: readonly TextEdit[]): string {
  let result = text;
  for (const { span, text: replacement } of [...edits].sort((left, right) => right.span.start - left.span.start))
    result = result.slice(0, span.start) + replacement + result.slice(span.end);
  return result;
}
