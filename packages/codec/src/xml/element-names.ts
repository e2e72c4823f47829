import type { ElementNode, Span } from "../document.ts";
import type { ProblemList } from "../problem-list.ts";
import {
  bareNamespace,
  type CodeTag,
  codePages,
  nameOf,
  namespaceOf,
  pageByNumber,
  pageByPrefix,
  pageOf,
  type ResolvedTag,
  resolveTag,
  tagOnPage,
  tagsNamed,
} from "../protocol/index.ts";
import { WIRE_NAMESPACE } from "./namespaces.ts";
import { nearest } from "./spelling.ts";
import { WIRE_CONTENT } from "./wire-content.ts";

export type ElementName = Pick<ElementNode, "page" | "token" | "namespace" | "name">;

/** Where an element stands and how it was written. */
export interface WrittenName {
  /** `wire:tag` spells the tag as a literal, so the name need not be in the tables. */
  isLiteral: boolean;
  prefix: string;
  local: string;
  /** What the prefix stands for; undefined when it is not declared (or no default namespace is). */
  namespace: string | undefined;
  /** Where the namespace is written, when it is in this very tag. */
  namespaceSpan: Span | undefined;
  parent: ElementNode | undefined;
  start: number;
  end: number;
}

/** Finds page and token of written element names, and says what is wrong with those that have none. */
export class ElementNames {
  readonly #problems: ProblemList;
  readonly #known = new Map<string, Map<string, ElementName>>();

  constructor(problems: ProblemList) {
    this.#problems = problems;
  }

  /** Token 0 marks an element that has no place in the code pages. */
  resolve(written: WrittenName): ElementName {
    const { namespace, local } = written;
    if (written.isLiteral)
      return { page: pageOf(namespace ?? "") ?? 0, token: 0, namespace: bareNamespace(namespace ?? ""), name: local };
    if (namespace === undefined && written.prefix !== "") return this.#undeclaredPrefix(written);
    if (namespace === WIRE_NAMESPACE && local === WIRE_CONTENT) return { page: 0, token: 0, namespace, name: local };
    if (namespace === undefined || namespace === "") return this.#withoutNamespace(written);
    let names = this.#known.get(namespace);
    const known = names?.get(local);
    if (known) return known;
    const resolved = resolveTag(namespace, local);
    if (!resolved) return this.#unknown(namespace, written);
    const name = named(resolved);
    if (resolved.tag?.status === "legacy") {
      // Not remembered, so that it is reported each time it is met.
      this.#legacy(name, written);
      return name;
    }
    if (!names) {
      names = new Map();
      this.#known.set(namespace, names);
    }
    names.set(local, name);
    return name;
  }

  #unknown(namespace: string, written: WrittenName): ElementName {
    const { local, parent } = written;
    const bare = bareNamespace(namespace);
    const page = pageOf(namespace);
    if (page === undefined) {
      // One sentence for the element that brings the namespace in, none for each one inside it.
      if (parent?.namespace !== bare) {
        this.#add("unknown-namespace", () => unknownNamespace(bare), written.namespaceSpan ?? written);
      }
      return { page: 0, token: 0, namespace: bare, name: local };
    }
    const here = namespaceOf(page);
    const elsewhere = [...tagsNamed(local)].sort(currentFirst);
    if (elsewhere.length > 0) this.#add("wrong-namespace", () => wrongNamespace(local, here, elsewhere), written);
    else this.#add("unknown-element", () => unknownElement(local, page, here), written);
    return { page, token: 0, namespace: here, name: local };
  }

  #undeclaredPrefix(written: WrittenName): ElementName {
    const page = pageByPrefix(written.prefix);
    const message = () =>
      page
        ? `The prefix ${written.prefix} is not declared. Write xmlns:${written.prefix}="${page.namespace}" on the root element.`
        : `The prefix ${written.prefix} is not declared. Declare it on the root element: xmlns:${written.prefix}="…".`;
    this.#add("unknown-prefix", message, written);
    const resolved = page && resolveTag(page.namespace, written.local);
    return resolved ? named(resolved) : { page: 0, token: 0, namespace: page?.namespace ?? "", name: written.local };
  }

  /** Without xmlns the page is taken from the parent, or from the name when only one page has it. */
  #withoutNamespace(written: WrittenName): ElementName {
    const { local, parent } = written;
    const tags = tagsNamed(local);
    const tag = (parent && tagOnPage(parent.page, local)) ?? (tags.length === 1 || !parent ? tags[0] : undefined);
    // Said once, at the root or where xmlns="" takes the namespace away.
    if (!parent || (written.namespace === "" && parent.namespace !== "")) {
      const likely = tags.map((candidate) => candidate.namespace).slice(0, 4);
      this.#add("missing-namespace", () => missingNamespace(local, likely), written);
    }
    if (tag) return named({ page: tag.page, token: tag.token, tag });
    return { page: parent?.page ?? 0, token: 0, namespace: "", name: local };
  }

  #legacy(name: ElementName, written: WrittenName): void {
    const message = () => `${name.name} of ${name.namespace} is in no specification; servers may not know it.`;
    this.#problems.add("warning", "legacy-tag", message, written.start, written.end);
  }

  #add(code: string, message: () => string, { start, end }: Span): void {
    this.#problems.add("error", code, message, start, end);
  }
}

const currentFirst = (a: CodeTag, b: CodeTag): number =>
  Number(b.status === "current") - Number(a.status === "current");

const named = ({ page, token }: ResolvedTag): ElementName => ({
  page,
  token,
  namespace: namespaceOf(page),
  name: nameOf(page, token),
});

function unknownNamespace(namespace: string): string {
  const guess = nearest(
    namespace,
    codePages.map((page) => page.namespace),
  );
  const hint = guess
    ? ` Did you mean xmlns="${guess}"?`
    : " It must be one of the 26 code pages, such as AirSync or Email.";
  return `${namespace} is no ActiveSync namespace.${hint}`;
}

function unknownElement(name: string, page: number, namespace: string): string {
  const guess = nearest(name, pageByNumber(page)?.tags.map((tag) => tag.name) ?? []);
  return `${namespace} has no element ${name}.${guess ? ` Did you mean ${guess}?` : ""}`;
}

function wrongNamespace(name: string, here: string, tags: readonly { namespace: string; page: number }[]): string {
  const places = tags.map((tag) => tag.namespace);
  const [first] = tags;
  const prefix = first ? (pageByNumber(first.page)?.prefix ?? "") : "";
  const guess = nearest(name, codePages.find((page) => page.namespace === here)?.tags.map((tag) => tag.name) ?? []);
  const or = guess ? ` Or did you mean ${guess}?` : "";
  return `${here} has no element ${name}; ${listed(places)} ${places.length === 1 ? "has" : "have"} one. Write ${prefix}:${name} with xmlns:${prefix}="${first?.namespace}" on the root element.${or}`;
}

function missingNamespace(name: string, likely: readonly string[]): string {
  if (likely.length === 0) {
    return `The element ${name} has no namespace, and no ActiveSync element is called so. Write its xmlns, such as xmlns="AirSync".`;
  }
  const more = likely.length > 1 ? ` (or ${listed(likely.slice(1))})` : "";
  return `The element ${name} has no namespace. Write <${name} xmlns="${likely[0]}">${more}.`;
}

const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names[names.length - 1]}`;
