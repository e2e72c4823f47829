import type { Span } from "../document.ts";

/** A header field. Spans are byte offsets in the message when bytes were scanned, else text offsets. */
export interface MimeHeader {
  name: string;
  /** Unfolded and trimmed, not decoded (RFC 2047 words stay as written). */
  value: string;
  /** The whole field with its line end. */
  span: Span;
  nameSpan: Span;
  valueSpan: Span;
}

export type LineEnd = "crlf" | "lf" | "cr" | "none";

/** One physical line; `end` of the span excludes the line end. */
export interface MimeLine {
  span: Span;
  lineEnd: LineEnd;
}

export interface MimePart {
  headers: MimeHeader[];
  /** Header block including the blank line; body after it. */
  headerSpan: Span;
  bodySpan: Span;
  /** Lower-case `type/subtype`; `text/plain` when absent (RFC 2045 5.2). */
  contentType: string;
  /** Lower-case parameter names: charset, boundary, name … */
  parameters: Record<string, string>;
  /** Lower-case; `7bit` when absent (RFC 2045 6.1). */
  transferEncoding: string;
  /** Child parts of a multipart, in order. */
  parts: MimePart[];
}

export interface MimeMessage extends MimePart {
  lines: MimeLine[];
  /** The dominant line end, or "mixed"; "none" for a single line. */
  lineEnds: LineEnd | "mixed";
  /** Length of what was scanned. */
  length: number;
}
