import type { Document, ElementNode, Span } from "@easel/codec/document";
import type { Problem, Severity } from "@easel/codec/problem";

/** More siblings of one name than this are a list: each of them begins closed. */
const LIST_FROM = 20;
/** A tree of fewer elements begins open. */
const SMALL = 400;

/**
 * The elements of a document by number, in document order: what stands inside an element are the numbers behind its
 * own. A number is how rows, hits and the selection name an element.
 */
export interface AnswerTree {
  readonly elements: readonly ElementNode[];
  /** Number of the element around; -1 for the root. */
  readonly parents: Int32Array;
  /** How many elements stand inside, at any depth. */
  readonly sizes: Int32Array;
  /** How many elements stand around. */
  readonly depths: Int32Array;
  /** The worst problem found at an element. */
  readonly problems: ReadonlyMap<number, { severity: Severity; message: string }>;
}

/** Reads a document as it is: nothing is printed, so it does not matter how long the contents are. */
export function answerTree(document: Document, problems: readonly Problem[] = []): AnswerTree {
  const elements: ElementNode[] = [];
  const parents: number[] = [];
  const depths: number[] = [];
  const open: { element: ElementNode; parent: number; depth: number }[] = [];
  if (document.root) open.push({ element: document.root, parent: -1, depth: 0 });
  for (let next = open.pop(); next; next = open.pop()) {
    const { element, parent, depth } = next;
    const index = elements.push(element) - 1;
    parents.push(parent);
    depths.push(depth);
    for (let at = element.children.length - 1; at >= 0; at--) {
      const child = element.children[at];
      if (child?.kind === "element") open.push({ element: child, parent: index, depth: depth + 1 });
    }
  }
  const sizes = new Int32Array(elements.length);
  for (let index = elements.length - 1; index > 0; index--) {
    const parent = parents[index] ?? 0;
    sizes[parent] = (sizes[parent] ?? 0) + (sizes[index] ?? 0) + 1;
  }
  const tree = { elements, parents: Int32Array.from(parents), sizes, depths: Int32Array.from(depths) };
  return { ...tree, problems: placeProblems(tree, problems) };
}

const ranks: Record<Severity, number> = { error: 0, warning: 1, info: 2 };

function placeProblems(tree: Omit<AnswerTree, "problems">, problems: readonly Problem[]): AnswerTree["problems"] {
  const placed = new Map<number, { severity: Severity; message: string }>();
  for (const { span, severity, message } of problems) {
    const index = span ? elementAtBytes(tree, span) : -1;
    const before = placed.get(index);
    if (index >= 0 && (!before || ranks[severity] < ranks[before.severity])) placed.set(index, { severity, message });
  }
  return placed;
}

/** Number of the innermost element whose bytes, or whose text, hold a span; -1 when none does. */
export const elementAtBytes = (tree: Elements, span: Span): number => elementAt(tree, span, "byteSpan");
export const elementAtText = (tree: Elements, span: Span): number => elementAt(tree, span, "textSpan");

type Elements = Pick<AnswerTree, "elements" | "sizes">;

function elementAt(tree: Elements, { start, end }: Span, counted: "byteSpan" | "textSpan"): number {
  let found = -1;
  let index = 0;
  let last = tree.elements.length;
  while (index < last) {
    const span = tree.elements[index]?.[counted];
    const size = tree.sizes[index] ?? 0;
    if (span && span.start <= start && span.end >= end) {
      found = index;
      last = index + size + 1;
      index++;
    } else index += size + 1;
  }
  return found;
}

/** The elements that begin closed: those of a list in a long answer. */
export function closedAtFirst({ elements, sizes }: AnswerTree): Set<number> {
  const closed = new Set<number>();
  if (elements.length <= SMALL) return closed;
  for (let index = 0; index < elements.length; index++) {
    const children = elements[index]?.children ?? [];
    if (children.length <= LIST_FROM) continue;
    const counts = new Map<string, number>();
    for (const child of children)
      if (child.kind === "element") counts.set(child.name, (counts.get(child.name) ?? 0) + 1);
    const end = index + (sizes[index] ?? 0);
    for (let at = index + 1; at <= end; at += (sizes[at] ?? 0) + 1)
      if ((sizes[at] ?? 0) > 0 && (counts.get(elements[at]?.name ?? "") ?? 0) > LIST_FROM) closed.add(at);
  }
  return closed;
}

/** Numbers of the elements that have a row, in order. `shown` leaves out what a filter does not keep. */
export function visibleRows(
  { elements, sizes }: AnswerTree,
  closed: ReadonlySet<number>,
  shown?: Pick<Uint8Array, "at">,
): number[] {
  const rows: number[] = [];
  for (let index = 0; index < elements.length; ) {
    const size = sizes[index] ?? 0;
    if (shown && !shown.at(index)) {
      index += size + 1;
      continue;
    }
    rows.push(index);
    index += size > 0 && closed.has(index) ? size + 1 : 1;
  }
  return rows;
}

/** `closed` without all that stands around an element, so that it has a row. */
export function openTo({ parents }: AnswerTree, index: number, closed: ReadonlySet<number>): ReadonlySet<number> {
  const around: number[] = [];
  for (let at = parents[index] ?? -1; at >= 0; at = parents[at] ?? -1) if (closed.has(at)) around.push(at);
  if (around.length === 0) return closed;
  const next = new Set(closed);
  for (const at of around) next.delete(at);
  return next;
}

/** Where an element stands among its siblings: its place from 1, and how many there are. */
export function placeAmongSiblings({ elements, parents }: AnswerTree, index: number): { place: number; of: number } {
  const parent = elements[parents[index] ?? -1];
  if (!parent) return { place: 1, of: 1 };
  let place = 0;
  let of = 0;
  for (const child of parent.children) {
    if (child.kind !== "element") continue;
    of++;
    if (child === elements[index]) place = of;
  }
  return { place, of };
}

/** `/Sync/Collections/Collection[2]/Status`, in the form of the codec's `pathOf`, without a walk through the whole. */
export function pathOfIndex({ elements, parents }: AnswerTree, index: number): string {
  const steps: string[] = [];
  for (let at = index; at >= 0; at = parents[at] ?? -1) {
    const element = elements[at];
    const around = elements[parents[at] ?? -1];
    if (!element) break;
    const alike = around?.children.filter((child) => child.kind === "element" && child.name === element.name) ?? [];
    steps.push(alike.length > 1 ? `${element.name}[${alike.indexOf(element) + 1}]` : element.name);
  }
  return `/${steps.reverse().join("/")}`;
}
