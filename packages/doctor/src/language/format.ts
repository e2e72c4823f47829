import type { TextEdit } from "./text-edit.ts";
import { scanTags, type TagToken } from "./xml-tokens.ts";

export interface FormatOptions {
  /** Spaces a level is moved in; default 2. */
  indent?: number;
  /** Default: the line end the text has most of, else "\n". */
  newline?: "\n" | "\r\n";
}

/** Levels that are indented; what is nested deeper stays at the last of them. */
const MAX_LEVEL = 32;

/**
 * Lays a document out, one element a line. Only white space between two tags changes, and only where no text stands
 * beside it: values, CDATA, comments and what is mixed stay as they are, so the bytes on the wire do too.
 */
export function format(text: string, options: FormatOptions = {}): TextEdit[] {
  const unit = " ".repeat(Math.min(Math.max(Math.trunc(options.indent ?? 2), 0), 16));
  const newline = options.newline ?? (/\r\n/.test(text) ? "\r\n" : "\n");
  const edits: TextEdit[] = [];
  let level = 0;
  let before: TagToken | undefined;
  for (const tag of scanTags(text)) {
    if (tag.kind === "close") level = Math.max(0, level - 1);
    const gap = before && { start: before.end, end: tag.start };
    const isBlank = gap !== undefined && /^\s*$/.test(text.slice(gap.start, gap.end));
    // <X></X> and <X> </X> are what the person wrote; only between elements is white space layout.
    const isLayout = isBlank && !(before?.kind === "open" && tag.kind === "close");
    if (gap && isLayout) {
      const wanted = newline + unit.repeat(Math.min(level, MAX_LEVEL));
      if (text.slice(gap.start, gap.end) !== wanted) edits.push({ span: gap, text: wanted });
    }
    if (tag.kind === "open") level++;
    before = tag;
  }
  return edits;
}
