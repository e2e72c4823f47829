import type { Span } from "@easel/codec/document";
import type { OutlineNode } from "@easel/doctor/language";

/** A line of the outline: an element, a part or a header, and where it stands. */
export interface OutlineRow {
  name: string;
  detail: string;
  depth: number;
  /** Names of what it stands in, outermost first. */
  path: readonly string[];
  /** All of it, and what the cursor goes to. */
  span: Span;
  target: Span;
}

/** An outline as lines, in the order of the text. What has no place in it is left out. */
export function outlineRows(nodes: readonly OutlineNode[], path: readonly string[] = []): OutlineRow[] {
  return nodes.flatMap(({ name, detail, span, tagSpan, children }) => {
    const inside = outlineRows(children, [...path, name]);
    if (!span) return inside;
    return [{ name, detail, depth: path.length, path, span, target: tagSpan ?? span }, ...inside];
  });
}

/** The lines that hold every word of a search, in any order: in their name, what they say, or what they stand in. */
export function searchRows(rows: readonly OutlineRow[], search: string): OutlineRow[] {
  const words = search
    .toLowerCase()
    .split(/[\s/]+/)
    .filter(Boolean);
  if (words.length === 0) return [...rows];
  // Something must be about the line itself, or every child of what was looked for would be found too.
  return rows.filter(({ name, detail, path }) => {
    const own = `${name} ${detail}`.toLowerCase();
    const all = `${path.join(" ")} ${own}`.toLowerCase();
    return words.every((word) => all.includes(word)) && words.some((word) => own.includes(word));
  });
}

/** The innermost line around an offset: its index, 0 when it stands in none. */
export function rowAround(rows: readonly OutlineRow[], offset: number): number {
  const last = rows.findLastIndex(({ span }) => span.start <= offset && offset <= span.end);
  return Math.max(0, last);
}
