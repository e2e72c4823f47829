import type { Document, ElementNode, Span } from "@easel/codec/document";
import { type Annotation, annotate } from "@easel/doctor/language";
import type { KnownValues } from "./known-values.ts";
import type { TextNote } from "./text-help.ts";

/** A value longer than this has its note before it, where the eye is. */
const LONG_VALUE = 160;

/** What is noted beside the value of an element; made once for each. */
export type Annotator = (element: ElementNode, parent: ElementNode | undefined) => Annotation | undefined;

/** Notes for the elements of an answer; ids by the names that answers have told. */
export function annotatorOf({ root }: Document, known: KnownValues): Annotator {
  const labels = new Map<string, Map<string, string>>();
  const nameOf = (element: string, id: string): string | undefined => {
    let byId = labels.get(element);
    if (!byId) {
      const named = known[element] ?? [];
      byId = new Map(named.flatMap(({ value, label }) => (label ? [[value, label]] : [])));
      labels.set(element, byId);
    }
    return byId.get(id);
  };
  const made = new WeakMap<ElementNode, { note: Annotation | undefined }>();
  const command = root?.name ?? "";
  return (element, parent) => {
    const before = made.get(element);
    if (before) return before.note;
    const note = annotate(element, { command, parent, nameOf });
    made.set(element, { note });
    return note;
  };
}

/** The notes of the elements that touch a span of the text, in order. Elements elsewhere are not looked at. */
export function notesIn({ root }: Document, span: Span, annotator: Annotator): TextNote[] {
  const notes: TextNote[] = [];
  const open: { element: ElementNode; parent?: ElementNode }[] = root ? [{ element: root }] : [];
  for (let next = open.pop(); next; next = open.pop()) {
    const { element, parent } = next;
    const note = annotator(element, parent);
    const { textSpan, tagSpan } = element;
    if (note && textSpan) {
      const isLong = textSpan.end - textSpan.start > LONG_VALUE;
      const offset = isLong && tagSpan ? tagSpan.end : textSpan.end;
      notes.push({ offset, text: note.text, isFault: note.outcome === "failure" });
    }
    const { children } = element;
    for (let at = firstEndingFrom(element, span.start); at < children.length; at++) {
      const child = children[at];
      if ((child?.textSpan?.start ?? 0) > span.end) break;
      if (child?.kind === "element") open.push({ element: child, parent: element });
    }
  }
  return notes.filter(({ offset }) => offset >= span.start && offset <= span.end).sort((a, b) => a.offset - b.offset);
}

/** Index of the first child that ends at or behind an offset of the text. */
function firstEndingFrom({ children }: ElementNode, offset: number): number {
  let low = 0;
  let high = children.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((children[middle]?.textSpan?.end ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
