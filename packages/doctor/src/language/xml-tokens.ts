import { pageByNamespace, tagByName } from "@easel/codec/protocol";

/** A tag in half-typed text. */
export interface TagToken {
  kind: "open" | "close" | "empty";
  start: number;
  /** After `>`; the end of the text, or the next `<`, when it is not typed yet. */
  end: number;
  /** As written, with its prefix. */
  name: string;
  attributes: string;
}

/** Comments, CDATA sections and instructions are passed over whole; quotes keep `>` inside a value. */
const TAG =
  /<!--[\s\S]*?(?:-->|$)|<!\[CDATA\[[\s\S]*?(?:\]\]>|$)|<[?!][^>]*>?|<(\/?)([A-Za-z_][\w.:-]*)?((?:"[^"]*"?|'[^']*'?|[^<>"'])*)(>?)/g;

/** The tags of a text, in order. Never fails: what is half-typed ends where the next tag begins. */
export function* scanTags(text: string, from = 0, until = text.length): Generator<TagToken> {
  TAG.lastIndex = from;
  for (let match = TAG.exec(text); match && match.index < until; match = TAG.exec(text)) {
    const [whole, slash, name, rest = ""] = match;
    if (slash === undefined) continue;
    yield {
      kind: slash === "/" ? "close" : rest.trimEnd().endsWith("/") ? "empty" : "open",
      start: match.index,
      end: match.index + whole.length,
      name: name ?? "",
      attributes: rest,
    };
  }
}

/** Namespaces in force: "" is the default one. */
export type Bindings = ReadonlyMap<string, string>;

/** An element that is open at the cursor. */
export interface OpenElement {
  namespace: string;
  name: string;
  bindings: Bindings;
  /** Where its start tag begins and ends. */
  start: number;
  tagEnd: number;
  /** Its child elements before the cursor; listed for the innermost element alone. */
  children: { namespace: string; name: string }[];
}

const NO_BINDINGS: Bindings = new Map();

export function bindingsOf(attributes: string, outer: Bindings): Bindings {
  if (!attributes.includes("xmlns")) return outer;
  const bindings = new Map(outer);
  for (const [, prefix = "", double, single] of attributes.matchAll(
    /xmlns(?::([\w.-]+))?\s*=\s*(?:"([^"]*)"|'([^']*)')/g,
  ))
    bindings.set(prefix, pageByNamespace(double ?? single ?? "")?.namespace ?? double ?? single ?? "");
  return bindings;
}

/** The element a written name stands for, as Microsoft spells it. */
export function resolveName(written: string, bindings: Bindings): { namespace: string; name: string } {
  const colon = written.indexOf(":");
  const namespace = bindings.get(colon < 0 ? "" : written.slice(0, colon)) ?? "";
  const name = written.slice(colon + 1);
  return { namespace, name: tagByName(namespace, name)?.name ?? name };
}

interface Written {
  name: string;
  bindings: Bindings;
}

/** The elements open at an offset, outermost first. Names are resolved at the end: most of a text is closed again. */
export function openElementsAt(text: string, offset: number): OpenElement[] {
  const open: (Written & { start: number; tagEnd: number; children: Written[] })[] = [];
  for (const tag of scanTags(text, 0, offset)) {
    if (tag.end > offset) break;
    if (tag.kind === "close") {
      // A closing tag ends the nearest element of its name; one that matches none ends nothing.
      const index = tag.name === "" ? open.length - 1 : open.findLastIndex(({ name }) => name === tag.name);
      if (index >= 0) open.length = index;
      continue;
    }
    const outer = open.at(-1);
    const written = { name: tag.name, bindings: bindingsOf(tag.attributes, outer?.bindings ?? NO_BINDINGS) };
    outer?.children.push(written);
    if (tag.kind === "open") open.push({ ...written, start: tag.start, tagEnd: tag.end, children: [] });
  }
  const resolve = ({ name, bindings }: Written) => resolveName(name, bindings);
  return open.map((each, index) => ({
    ...resolve(each),
    bindings: each.bindings,
    start: each.start,
    tagEnd: each.tagEnd,
    children: index === open.length - 1 ? each.children.map(resolve) : [],
  }));
}

/** The child elements that follow an offset inside the innermost open element. */
export function childrenAfter(text: string, offset: number, bindings: Bindings): { namespace: string; name: string }[] {
  const found: { namespace: string; name: string }[] = [];
  const scopes: Bindings[] = [];
  for (const tag of scanTags(text, offset)) {
    if (tag.kind === "close") {
      if (scopes.length === 0) break;
      scopes.pop();
      continue;
    }
    const scope = bindingsOf(tag.attributes, scopes.at(-1) ?? bindings);
    if (scopes.length === 0) found.push(resolveName(tag.name, scope));
    if (tag.kind === "open") scopes.push(scope);
  }
  return found;
}
