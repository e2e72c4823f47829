import type { Span } from "../document.ts";
import type { Problem } from "../problem.ts";

/** One part of a value, for a view that shows what each byte or character means. */
export interface ValueField {
  /** The specification's name: `StandardBias`, `Response Level 2`. */
  name: string;
  /** Bytes of the structure when the value is one, else UTF-16 offsets in the text. */
  span: Span;
  /** Where the same bytes stand in the base64 text, when that is what was given. */
  textSpan?: Span;
  /** What the part says, in plain words: `-60 minutes`. */
  text: string;
}

/**
 * What a decoder made of text or bytes. `value` is absent when there is nothing to build one from.
 * The spans of `problems` count in what was given: characters of text, or bytes.
 */
export interface DecodedValue<T> {
  value?: T;
  /** In order, without overlap; together they cover every byte of a structure that was read to its end. */
  fields: ValueField[];
  problems: Problem[];
}

/** What an encoder made of a value; neither `text` nor `bytes` when a problem is an error. */
export interface EncodedValue {
  /** What stands in the element: base64 or the text itself. Absent where the element holds opaque bytes only. */
  text?: string;
  /** The structure's bytes; absent for values that are plain text. */
  bytes?: Uint8Array<ArrayBuffer>;
  problems: Problem[];
}
