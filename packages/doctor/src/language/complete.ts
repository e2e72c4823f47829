import type { Span } from "@easel/codec/document";
import { codePages, isProtocolVersion, tagByName } from "@easel/codec/protocol";
import {
  type ChildRule,
  type ContainerRule,
  containerRule,
  covers,
  elementFacts,
  rootRule,
} from "../knowledge/content-model/index.ts";
import type { CheckOptions } from "./check-context.ts";
import { elementSnippet } from "./snippet.ts";
import { type Bindings, childrenAfter, type OpenElement, openElementsAt } from "./xml-tokens.ts";

export interface CompletionOptions extends CheckOptions {
  /** Values known from earlier answers, by element name: `{ CollectionId: [{ value: "5", label: "Inbox" }] }`. */
  known?: Readonly<Record<string, readonly KnownValue[]>>;
}

export interface KnownValue {
  value: string;
  /** What people call it. */
  label?: string;
}

export interface CompletionItem {
  kind: "element" | "close" | "value" | "namespace";
  /** What the list shows. */
  label: string;
  /** What goes in place of the span; a snippet (`$1`, `$0`) when `isSnippet` says so. */
  insert: string;
  isSnippet: boolean;
  /** A few words beside the label: the namespace, or what a value means. */
  detail?: string;
  /** One sentence: what it is for. */
  documentation?: string;
  /** True for an element that its parent needs and has not got. */
  isNeeded?: boolean;
}

export interface Completion {
  /** What a chosen item replaces. */
  span: Span;
  /** In the order of the specification; what is needed and missing comes first. */
  items: CompletionItem[];
}

/**
 * What may be typed at an offset of a document's text: elements allowed there at this version, with their required
 * children; the values of an enumeration; ids known from earlier answers; namespaces; the tag that closes. The text
 * may be half-typed. Never throws.
 */
export function complete(text: string, offset: number, options: CompletionOptions): Completion {
  const version = options.version !== undefined && isProtocolVersion(options.version) ? options.version : undefined;
  const before = text.slice(Math.max(0, offset - 2000), offset);
  const namespace = /xmlns(?::[\w.-]+)?\s*=\s*(["'])([^"'<>]*)$/.exec(before);
  if (namespace) return namespaces(offset, namespace[2] ?? "");
  const tag = /<(\/?)([\w.:-]*)$/.exec(before);
  const at = tag ? offset - tag[0].length : offset;
  const open = openElementsAt(text, at);
  const closing = tag?.[1] === "/";
  const typed = tag?.[2] ?? "";
  if (tag && closing) return closeTag(text, offset, at, open);
  // Inside a tag, after its name, nothing but a namespace can follow.
  if (!tag && /<[^<>]*$/.test(before) && !/<!\[CDATA\[(?:(?!\]\]>)[\s\S])*$/.test(before))
    return { span: { start: offset, end: offset }, items: [] };
  const inner = open.at(-1);
  const values = tag || !inner ? undefined : valuesOf(text, offset, inner, open.at(-2), { ...options, version });
  if (values) return values;
  return elements(text, offset, at, typed, open, { ...options, version });
}

function namespaces(offset: number, typed: string): Completion {
  const items = codePages
    .filter(({ definedIn, namespace }) => definedIn && namespace.toLowerCase().startsWith(typed.toLowerCase()))
    .map(
      ({ namespace, page, definedIn }): CompletionItem => ({
        kind: "namespace",
        label: namespace,
        insert: namespace,
        isSnippet: false,
        detail: `code page ${page}, ${definedIn}`,
      }),
    );
  return { span: { start: offset - typed.length, end: offset }, items };
}

function closeTag(text: string, offset: number, at: number, open: readonly OpenElement[]): Completion {
  const inner = open.at(-1);
  const span = { start: at, end: text[offset] === ">" ? offset + 1 : offset };
  if (!inner) return { span, items: [] };
  const written = /^<([\w.:-]+)/.exec(text.slice(inner.start, inner.start + 200))?.[1] ?? inner.name;
  return { span, items: [{ kind: "close", label: `</${written}>`, insert: `</${written}>`, isSnippet: false }] };
}

/** The values an element takes, when it takes one of a list or is a name that earlier answers have given. */
function valuesOf(
  text: string,
  offset: number,
  element: OpenElement,
  parent: OpenElement | undefined,
  { known }: CompletionOptions,
): Completion | undefined {
  const facts = elementFacts(element.namespace, element.name, parent?.name);
  const listed = known?.[element.name] ?? [];
  const choices: readonly (readonly [string, string])[] =
    facts?.value.choices ??
    (facts?.value.kind === "bool"
      ? [
          ["1", "yes"],
          ["0", "no"],
        ]
      : []);
  if (listed.length === 0 && choices.length === 0) return undefined;
  const item = (value: string, detail: string): CompletionItem => ({
    kind: "value",
    label: value,
    insert: value,
    isSnippet: false,
    ...(detail === "" ? {} : { detail }),
  });
  const end = /^[^<\r\n]*/.exec(text.slice(offset, offset + 500))?.[0].length ?? 0;
  return {
    span: { start: element.tagEnd, end: offset + end },
    items: [
      ...listed.map(({ value, label = "" }) => item(value, label)),
      ...choices.map(([value, meaning]) => item(value, meaning)),
    ],
  };
}

function elements(
  text: string,
  offset: number,
  at: number,
  typed: string,
  open: readonly OpenElement[],
  options: CompletionOptions,
): Completion {
  const { command, side, version } = options;
  // The rest of a name that is being changed goes with it.
  const rest = offset > at ? (/^[\w.:-]*/.exec(text.slice(offset, offset + 100))?.[0].length ?? 0) : 0;
  const span = { start: at, end: offset + rest };
  const inner = open.at(-1);
  if (!inner) {
    const root = rootRule(command, side);
    if (!root || /<[A-Za-z]/.test(text.slice(0, at))) return { span, items: [] };
    return { span, items: [itemOf({ ...root, min: 1, max: 1 }, undefined, new Map(), options, true)] };
  }
  const rule = containerRule(side, inner, open.at(-2), version);
  if (!rule) return { span, items: [] };
  const after = childrenAfter(text, offset + rest, inner.bindings);
  const word = typed.slice(typed.indexOf(":") + 1).toLowerCase();
  const items = allowedHere(rule, inner.children, after, options)
    .filter(({ name }) => name.toLowerCase().includes(word))
    .map((child) => itemOf(child, inner, inner.bindings, options, isNeeded(child, inner.children, after)));
  return { span, items: [...items.filter((item) => item.isNeeded), ...items.filter((item) => !item.isNeeded)] };
}

const sameElement = (left: { namespace: string; name: string }, right: { namespace: string; name: string }): boolean =>
  left.name === right.name && left.namespace === right.namespace;

const isNeeded = (child: ChildRule, before: OpenElement["children"], after: OpenElement["children"]): boolean =>
  (child.min === 1 || child.choice !== undefined) && ![...before, ...after].some((other) => sameElement(other, child));

/** Children of this version that are not there as often as they may be; in a strict container, those whose turn it is. */
function allowedHere(
  rule: ContainerRule,
  before: OpenElement["children"],
  after: OpenElement["children"],
  { side, version }: CompletionOptions,
): ChildRule[] {
  const rankOf = (element: { namespace: string; name: string }) =>
    rule.children.findIndex((child) => sameElement(child, element));
  const least = rule.isStrict ? Math.max(-1, ...before.map(rankOf)) : -1;
  const next = rule.isStrict ? after.map(rankOf).filter((rank) => rank >= 0) : [];
  const most = next.length > 0 ? Math.min(...next) : Number.POSITIVE_INFINITY;
  const there = [...before, ...after];
  return rule.children.filter((child, rank) => {
    if (rank < least || rank > most) return false;
    if (child.versions && !covers(child.versions, version)) return false;
    if (side === "request" && child.serverOnly && covers(child.serverOnly, version)) return false;
    const tag = tagByName(child.namespace, child.name);
    if (version !== undefined && tag && !tag.versions.some((other) => other === version)) return false;
    if (child.choice !== undefined && there.some((other) => rule.find(other)?.choice === child.choice)) return false;
    return there.filter((other) => sameElement(other, child)).length < child.max;
  });
}

function itemOf(
  child: ChildRule,
  parent: OpenElement | undefined,
  bindings: Bindings,
  { side, version }: CompletionOptions,
  needed: boolean,
): CompletionItem {
  const facts = elementFacts(child.namespace, child.name, parent?.name);
  return {
    kind: "element",
    label: child.name,
    insert: elementSnippet(child, parent, bindings.get("") ?? "", { side, version, tagOf: tagWriter(bindings) }),
    isSnippet: true,
    detail: child.namespace,
    ...(facts ? { documentation: facts.meaning } : {}),
    ...(needed ? { isNeeded: true } : {}),
  };
}

/** Writes a name without prefix where its namespace is the default one, with the prefix that is bound, or declares it. */
export const tagWriter =
  (bindings: Bindings) =>
  ({ namespace, name }: { namespace: string; name: string }, scope: string) => {
    if (namespace === scope) return { open: name, close: name, defaultNamespace: scope };
    const prefix = [...bindings].find(([key, bound]) => key !== "" && bound === namespace)?.[0];
    if (prefix) return { open: `${prefix}:${name}`, close: `${prefix}:${name}`, defaultNamespace: scope };
    return { open: `${name} xmlns="${namespace}"`, close: name, defaultNamespace: namespace };
  };
