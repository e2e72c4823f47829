import type { DocumentNode, ElementNode, Span } from "@easel/codec/document";
import { elementText } from "@easel/codec/document";

/** One place where two documents say something else. */
export interface TreeDifference {
  /** `/Sync/Collections/Collection[CollectionId=5]/SyncKey`: elements by key, else by number where they repeat. */
  path: string;
  /**
   * "only-a", "only-b": the element stands in one alone. "value": other text. "form": text in one and opaque bytes in
   * the other. "order": the same children, in another order. "root": other documents altogether.
   */
  kind: "only-a" | "only-b" | "value" | "form" | "order" | "root";
  /** The element's name. */
  name: string;
  a?: string;
  b?: string;
  /** Of kind "form". */
  forms?: [a: string, b: string];
  /** Of kind "form": both say the same. */
  sameText?: boolean;
  /** In the body's bytes. */
  aSpan?: Span;
  bSpan?: Span;
}

/** Differences told at most; their number is told beyond that. */
export const MAX_DIFFERENCES = 500;
/** Characters of a value shown. */
const MAX_VALUE = 1000;

/** Children that say which of many an element is (MS-ASCMD, MS-ASAIRS): first found, first taken. */
const KEYS = ["ServerId", "CollectionId", "ClientId", "LongId", "RequestId", "Id", "To", "Store"];

/** What differs between two documents, element by element; elements that repeat are matched by their key. */
export function compareTrees(
  a: ElementNode | undefined,
  b: ElementNode | undefined,
): { differences: TreeDifference[]; total: number } {
  const found = new Found();
  if (a && b && nameOf(a) === nameOf(b)) compareElements(a, b, `/${a.name}`, found);
  else if (a || b) {
    found.add({
      path: "/",
      kind: "root",
      name: (a ?? b)?.name ?? "",
      ...(a && { ...side("a", a), a: `<${a.name}>` }),
      ...(b && { ...side("b", b), b: `<${b.name}>` }),
    });
  }
  return { differences: found.differences, total: found.total };
}

class Found {
  readonly differences: TreeDifference[] = [];
  total = 0;

  add(difference: TreeDifference): void {
    this.total += 1;
    if (this.total <= MAX_DIFFERENCES) this.differences.push(difference);
  }
}

interface Pair {
  a: ElementNode;
  b: ElementNode;
  path: string;
}

function compareElements(rootA: ElementNode, rootB: ElementNode, rootPath: string, found: Found): void {
  // No recursion: a document may be deeper than the stack.
  const stack: Pair[] = [{ a: rootA, b: rootB, path: rootPath }];
  for (let pair = stack.pop(); pair; pair = stack.pop()) {
    compareContents(pair, found);
    const children = matchChildren(pair, found);
    for (let index = children.length - 1; index >= 0; index--) {
      const child = children[index];
      if (child) stack.push(child);
    }
  }
}

/** Text and opaque data of the two elements themselves. */
function compareContents({ a, b, path }: Pair, found: Found): void {
  const [contentA, contentB] = [contentOf(a), contentOf(b)];
  const sameText = contentA.text === contentB.text;
  const shared = { path, name: a.name, ...both(a, b) };
  if (contentA.text !== "" && contentB.text !== "" && contentA.form !== contentB.form) {
    found.add({ ...shared, kind: "form", forms: [contentA.form, contentB.form], sameText });
  } else if (!sameText) found.add({ ...shared, kind: "value" });
}

function matchChildren({ a, b, path }: Pair, found: Found): Pair[] {
  const repeated = new Set([...repeatedNames(a), ...repeatedNames(b)]);
  const labelled = new Map(labels(b, repeated).map((label) => [label.id, label]));
  const pairs: (Pair & { at: number })[] = [];
  for (const { id, element, step } of labels(a, repeated)) {
    const other = labelled.get(id);
    if (other) {
      labelled.delete(id);
      pairs.push({ a: element, b: other.element, path: `${path}/${step}`, at: other.at });
    } else found.add({ path: `${path}/${step}`, kind: "only-a", name: element.name, ...side("a", element) });
  }
  for (const { element, step } of labelled.values()) {
    found.add({ path: `${path}/${step}`, kind: "only-b", name: element.name, ...side("b", element) });
  }
  if (pairs.some(({ at }, index) => at < (pairs[index - 1]?.at ?? -1))) {
    const order = (elements: ElementNode[]) => elements.map(({ name }) => name).join(", ");
    const inB = pairs.toSorted((one, two) => one.at - two.at);
    const [orderA, orderB] = [order(pairs.map((pair) => pair.a)), order(inB.map((pair) => pair.b))];
    const told = { a: shorten(orderA), b: shorten(orderB) };
    // Items told apart by key may come in any order; that says nothing.
    if (orderA !== orderB) found.add({ path, kind: "order", name: a.name, ...both(a, b), ...told });
  }
  return pairs;
}

interface Label {
  /** What makes the element the same as one on the other side. */
  id: string;
  /** How a path names it. */
  step: string;
  element: ElementNode;
  at: number;
}

function repeatedNames(parent: ElementNode): string[] {
  const names = parent.children.filter(isElement).map(nameOf);
  const seen = new Set<string>();
  return names.filter((name) => seen.has(name) || !seen.add(name));
}

/** @param repeated names that stand several times on either side: both have to be named alike. */
function labels(parent: ElementNode, repeated: ReadonlySet<string>): Label[] {
  const seen = new Map<string, number>();
  return parent.children.filter(isElement).map((element, at) => {
    const repeats = repeated.has(nameOf(element));
    const key = repeats || isItem(element) ? keyOf(element) : undefined;
    const keyed = `${nameOf(element)}[${key ?? ""}]`;
    const number = (seen.get(keyed) ?? 0) + 1;
    seen.set(keyed, number);
    const step = key !== undefined ? `${element.name}[${key}]` : repeats ? `${element.name}[${number}]` : element.name;
    return { id: `${keyed}#${number}`, step, element, at };
  });
}

/** Whose key names it even when it stands alone. */
const isItem = ({ name }: ElementNode): boolean => name === "Collection" || name === "Folder";

function keyOf(element: ElementNode): string | undefined {
  for (const name of KEYS) {
    const child = element.children.find((node): node is ElementNode => isElement(node) && node.name === name);
    const text = child && elementText(child);
    if (text) return `${name}=${shorten(text, 60)}`;
  }
  return undefined;
}

const isElement = (node: DocumentNode): node is ElementNode => node.kind === "element";
const nameOf = ({ namespace, name }: ElementNode): string => `${namespace}:${name}`;

function contentOf(element: ElementNode): { text: string; form: string } {
  const isOpaque = element.children.some(({ kind }) => kind === "opaque");
  return { text: elementText(element), form: isOpaque ? "opaque bytes" : "text" };
}

function side(which: "a" | "b", element: ElementNode): Partial<TreeDifference> {
  const value = described(element);
  const { byteSpan } = element;
  return which === "a"
    ? { a: value, ...(byteSpan && { aSpan: byteSpan }) }
    : { b: value, ...(byteSpan && { bSpan: byteSpan }) };
}

const both = (a: ElementNode, b: ElementNode): Partial<TreeDifference> => ({ ...side("a", a), ...side("b", b) });

/** What stands in an element: its text, or the names of what it holds. */
function described(element: ElementNode): string {
  const names = element.children.filter(isElement).map(({ name }) => name);
  if (names.length > 0) return shorten(`${[...new Set(names)].map((name) => `<${name}>`).join(" ")}`);
  return shorten(elementText(element));
}

const shorten = (text: string, most = MAX_VALUE): string => (text.length > most ? `${text.slice(0, most)}…` : text);
