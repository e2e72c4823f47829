import type { Span } from "@easel/codec/document";
import type { PieceText } from "@easel/codec/pieces";
import type { Severity } from "@easel/codec/problem";
import type { Completion, Hover, TextEdit } from "@easel/doctor/language";

/** What an editor can ask about its text. Offsets and spans count in the exact text; none of it changes anything. */
export interface TextHelp {
  complete?(text: PieceText, offset: number): Completion;
  /** Whether there is a list for what stands between the tags of an element. */
  hasValues?(element: string): boolean;
  hover?(text: PieceText, offset: number): Hover | undefined;
  /** What would mend the problems that touch a span. Empty when the text has moved on since they were found. */
  fixes?(text: PieceText, span: Span): TextFix[];
  /** What is noted beside the values in a span, in order. */
  notes?(span: Span): TextNote[];
  format?(text: PieceText, newline: "\n" | "\r\n"): TextEdit[];
}

/** A few words that stand in the text and are not part of it. */
export interface TextNote {
  offset: number;
  text: string;
  /** It tells that something went wrong. */
  isFault: boolean;
}

/** One press: edits of this text, or something done elsewhere in the draft. */
export interface TextFix {
  /** Two to five words. */
  title: string;
  change: readonly TextEdit[] | (() => void);
}

/** A problem at its place in a text, in the words the findings use for it. */
export interface PlacedProblem {
  span: Span;
  severity: Severity;
  message: string;
  /** Document and section, where one is known. */
  source?: string;
}
