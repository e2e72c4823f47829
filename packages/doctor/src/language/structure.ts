import { encodeBase64 } from "@easel/codec/bytes";
import { childElements, type ElementNode, elementAt, type Span } from "@easel/codec/document";
import { cdataSection, cdataText, WIRE_NAMESPACE } from "@easel/codec/xml";
import { containerRule } from "../knowledge/content-model/index.ts";
import { afterItsComment } from "./comments.ts";
import { tagWriter } from "./complete.ts";
import type { NewElement } from "./new-element.ts";
import { rename } from "./rename.ts";
import { reorder } from "./reorder.ts";
import type { TextEdit } from "./text-edit.ts";
import { type Bindings, bindingsOf } from "./xml-tokens.ts";

/** A change of which elements a document holds; paths as `pathOf` of the codec gives them, before all changes. */
export type StructureEdit =
  /** Puts an element into another one, at the place the specification has for it. */
  | { kind: "insert-element"; path: string; element: NewElement }
  | { kind: "remove-element"; path: string }
  /** Another name for an element, content kept. */
  | { kind: "rename-element"; path: string; namespace: string; name: string }
  /** The children of an element in the specification's order. */
  | { kind: "order-children"; path: string };

export function isStructureEdit<Edit extends { kind: string }>(
  edit: Edit,
): edit is Extract<Edit, { kind: StructureEdit["kind"] }> {
  return structureKinds.has(edit.kind);
}

const structureKinds: ReadonlySet<string> = new Set<StructureEdit["kind"]>([
  "insert-element",
  "remove-element",
  "rename-element",
  "order-children",
]);

/**
 * The edits of a request's text that make the changes and leave everything else as it is: comments, layout, the way
 * namespaces are written. Changes that find nothing at their path are left out. `root` is the text's own tree.
 */
export function structureEdits(
  text: string,
  root: ElementNode | undefined,
  changes: readonly StructureEdit[],
  version: string | undefined,
): TextEdit[] {
  const removed = new Set<ElementNode>();
  const others: TextEdit[] = [];
  const into = new Map<ElementNode, { chain: ElementNode[]; children: NewElement[] }>();
  for (const change of changes) {
    const chain = chainTo(root, change.path);
    const last = chain.at(-1);
    if (!last) continue;
    if (change.kind === "remove-element") removed.add(last);
    else if (change.kind === "rename-element")
      others.push(...rename(text, last, change, bindingsIn(text, chain.slice(0, -1))));
    else if (change.kind === "order-children")
      others.push(...reorder(text, { element: last, parent: chain.at(-2) }, version));
    else {
      const place = into.get(last) ?? { chain, children: [] };
      place.children.push(change.element);
      into.set(last, place);
    }
  }
  return [
    ...others,
    ...(root ? removals(text, root, removed) : []),
    ...[...into.values()].flatMap(({ chain, children }) => insertions(text, chain, children, version)),
  ];
}

/** The elements from the root to a path; empty when nothing stands there. */
function chainTo(root: ElementNode | undefined, path: string): ElementNode[] {
  const chain: ElementNode[] = [];
  let so = "";
  for (const step of path.split("/").filter(Boolean)) {
    so += `/${step}`;
    const element =
      chain.length === 0 ? elementAt(root, so) : elementAt(chain.at(-1), `/${chain.at(-1)?.name}/${step}`);
    if (!element) return [];
    chain.push(element);
  }
  return chain;
}

/** The outermost of the unwanted elements, each with its line; what holds nothing any more loses its layout too. */
function removals(text: string, root: ElementNode, unwanted: ReadonlySet<ElementNode>): TextEdit[] {
  const edits: TextEdit[] = [];
  const visit = (element: ElementNode): void => {
    const children = childElements(element);
    const gone = children.filter((child) => unwanted.has(child));
    if (gone.length > 0 && gone.length === children.length) {
      const span = insideOf(text, element);
      if (span) edits.push({ span, text: commentsOf(text, span, gone) });
      return;
    }
    for (const child of children) {
      if (!unwanted.has(child)) visit(child);
      else if (child.textSpan) edits.push({ span: withItsLine(text, child.textSpan), text: "" });
    }
  };
  if (unwanted.size > 0) visit(root);
  return edits;
}

/** From the end of the start tag to the end tag; undefined for `<X/>`. */
function insideOf(text: string, { tagSpan, textSpan }: ElementNode): Span | undefined {
  if (!tagSpan || !textSpan || text.slice(tagSpan.start, tagSpan.end).endsWith("/>")) return undefined;
  const end = text.lastIndexOf("</", textSpan.end - 1);
  return end >= tagSpan.end ? { start: tagSpan.end, end } : undefined;
}

/** The comments of a container that is left without elements: white space beside them would be its text. */
function commentsOf(text: string, span: Span, gone: readonly ElementNode[]): string {
  let rest = text.slice(span.start, span.end);
  for (const { textSpan } of gone.toReversed())
    if (textSpan) rest = rest.slice(0, textSpan.start - span.start) + rest.slice(textSpan.end - span.start);
  return [...rest.matchAll(/<!--[\s\S]*?-->/g)].map(([comment]) => comment).join("");
}

/** With the line it stands on, when nothing else stands there. */
export function withItsLine(text: string, { start, end }: Span): Span {
  const lineStart = text.lastIndexOf("\n", start - 1) + 1;
  if (/\S/.test(text.slice(lineStart, start))) return { start, end };
  const lineEnd = /^[ \t]*(\r?\n)?/.exec(text.slice(end, end + 200))?.[0] ?? "";
  return lineEnd.includes("\n") ? { start: lineStart, end: end + lineEnd.length } : { start, end };
}

/** The same, and all the white space around it when it is the only thing in its parent: that would become text. */
export function withItsSpace(text: string, span: Span): Span {
  const before = text.slice(0, span.start).trimEnd();
  const after = text.slice(span.end).trimStart();
  const opens = /<[^<>/!?][^<>]*>$/.exec(before.slice(-MAX_TAG))?.[0].endsWith("/>") === false;
  if (!opens || !after.startsWith("</")) return withItsLine(text, span);
  return { start: before.length, end: text.length - after.length };
}

const MAX_TAG = 1000;

/** What goes into one element: each child after the last that comes before it in the specification's order. */
export function insertions(
  text: string,
  chain: readonly ElementNode[],
  children: readonly NewElement[],
  version: string | undefined,
): TextEdit[] {
  const element = chain.at(-1);
  const { tagSpan } = element ?? {};
  if (!element || !tagSpan) return [];
  const bindings = bindingsIn(text, chain);
  const rule =
    containerRule("request", element, chain.at(-2), version) ?? containerRule("reply", element, chain.at(-2), version);
  const rankOf = (other: { namespace: string; name: string }) =>
    rule?.children.findIndex(({ namespace, name }) => namespace === other.namespace && name === other.name) ?? -1;
  const ordered = children.toSorted((left, right) => rankOf(left) - rankOf(right));
  const layout = layoutOf(text, element);
  const write = (child: NewElement) => layout.lead + writeElement(child, bindings, layout);
  const inside = insideOf(text, element);
  if (!inside) {
    const tag = text.slice(tagSpan.start, tagSpan.end);
    const name = /^<([^\s/>]+)/.exec(tag)?.[1] ?? element.name;
    const open = `${tag.slice(0, -2).trimEnd()}>`;
    return [{ span: tagSpan, text: `${open}${ordered.map(write).join("")}${layout.end}</${name}>` }];
  }
  const siblings = childElements(element);
  if (siblings.length === 0) {
    // Without elements the white space inside would be text beside the new ones' layout.
    return [{ span: inside, text: `${commentsIn(text, inside, layout)}${ordered.map(write).join("")}${layout.end}` }];
  }
  const edits = new Map<number, string>();
  for (const child of ordered) {
    const before = siblings.filter((sibling) => sibling.textSpan && rankOf(sibling) <= rankOf(child)).at(-1);
    const at = before?.textSpan ? afterItsComment(text, before.textSpan.end) : tagSpan.end;
    edits.set(at, (edits.get(at) ?? "") + write(child));
  }
  return [...edits].map(([at, written]) => ({ span: { start: at, end: at }, text: written }));
}

/** The namespaces in force inside the last of a chain of elements. */
const bindingsIn = (text: string, chain: readonly ElementNode[]): Bindings =>
  chain.reduce<Bindings>(
    (outer, { tagSpan: tag }) => (tag ? bindingsOf(text.slice(tag.start, tag.end), outer) : outer),
    new Map(),
  );

const commentsIn = (text: string, { start, end }: Span, { lead }: Layout): string =>
  [...text.slice(start, end).matchAll(/<!--[\s\S]*?-->/g)].map(([comment]) => lead + comment).join("");

interface Layout {
  /** What comes before a new child: line end and indentation, or nothing where all stands on one line. */
  lead: string;
  /** One step of indentation. */
  step: string;
  /** What comes before the end tag where there was none. */
  end: string;
}

/** How the children of an element are laid out: as those it has, else one step deeper than itself. */
function layoutOf(text: string, element: ElementNode): Layout {
  const own = indentAt(text, element.tagSpan?.start ?? 0);
  const [first] = childElements(element);
  const inner = first?.tagSpan ? indentAt(text, first.tagSpan.start) : undefined;
  const newline = /\r?\n/.exec(text)?.[0] ?? "\n";
  if (first ? inner === undefined : own === undefined || !/\n/.test(text)) return { lead: "", step: "", end: "" };
  const step =
    inner !== undefined && own !== undefined && inner.startsWith(own) && inner.length > own.length
      ? inner.slice(own.length)
      : stepOf(text);
  return { lead: newline + (inner ?? `${own ?? ""}${step}`), step, end: newline + (own ?? "") };
}

/** The indentation of a line that begins here; undefined when something stands before. */
function indentAt(text: string, at: number): string | undefined {
  const line = text.slice(text.lastIndexOf("\n", at - 1) + 1, at);
  return /\S/.test(line) ? undefined : line;
}

const stepOf = (text: string): string => /\n([ \t]+)</.exec(text.slice(0, 2000))?.[1] ?? "  ";

function writeElement(element: NewElement, bindings: Bindings, layout: Layout, scope = bindings.get("") ?? ""): string {
  const { open, close, defaultNamespace } = tagWriter(bindings)(element, scope);
  const { content } = element;
  if (content === undefined || (content.length === 0 && typeof content !== "string")) return `<${open}/>`;
  if (typeof content === "string") return `<${open}>${escaped(content)}</${close}>`;
  if (content instanceof Uint8Array) {
    const shown = cdataText(content);
    return shown === undefined
      ? `<${open} xmlns:wire="${WIRE_NAMESPACE}" wire:opaque="base64">${encodeBase64(content)}</${close}>`
      : `<${open}>${cdataSection(shown)}</${close}>`;
  }
  const deeper: Layout = layout.lead === "" ? layout : { ...layout, lead: layout.lead + layout.step };
  const inner = content.map((child) => deeper.lead + writeElement(child, bindings, deeper, defaultNamespace));
  return `<${open}>${inner.join("")}${layout.lead}</${close}>`;
}

const escaped = (text: string): string =>
  text.replace(/[&<>]/g, (met) => (met === "&" ? "&amp;" : met === "<" ? "&lt;" : "&gt;"));
