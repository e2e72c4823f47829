import { commandByName } from "@easel/codec/protocol";
import { itemFields } from "./item-fields.ts";
import type { ContentRow } from "./table.ts";
import { namespaceTables } from "./tables.ts";
import { covers, readVersions, type VersionRange } from "./versions.ts";

export type ModelSide = "request" | "reply";

/** One child that a container may hold. */
export interface ChildRule {
  namespace: string;
  name: string;
  min: 0 | 1;
  /** Infinity when there may be any number. */
  max: number;
  /** The versions in which a server alone sends it; absent when clients always may. */
  serverOnly?: VersionRange;
  /** The versions of this place, when they are fewer than the tag's. */
  versions?: VersionRange;
  /** Number of the choice it is part of; one of the choice's members is needed. */
  choice?: number;
}

/** What a container holds on one side. */
export interface ContainerRule {
  children: readonly ChildRule[];
  /** The rule of a child; undefined when the container does not hold it. */
  find: (child: Named) => ChildRule | undefined;
  /** The children it cannot do without. */
  needed: readonly ChildRule[];
  /** Children of which exactly one is needed. */
  choices: readonly (readonly ChildRule[])[];
  /** True when another order than that of `children` is refused. */
  isStrict: boolean;
}

interface Named {
  namespace: string;
  name: string;
}

interface Candidate {
  parent?: string;
  versions: VersionRange;
  namespace: string;
  row: ContentRow;
  rule?: ContainerRule;
}

const candidates = new Map<string, Candidate[]>();

for (const { namespace, content } of namespaceTables) {
  for (const row of content) {
    const [when, path] = row;
    const [side = "", range] = when.split("@");
    const [first = "", second] = path.split("/");
    const name = qualified(second ?? first, namespace);
    const candidate: Candidate = {
      namespace: name.slice(0, name.indexOf(":")),
      versions: range === undefined ? {} : readVersions(range),
      row,
      ...(second === undefined ? {} : { parent: qualified(first, namespace) }),
    };
    for (const each of side === "both" ? ["request", "reply"] : [side]) {
      const key = `${each} ${name}`;
      const list = candidates.get(key) ?? [];
      // Those that name their parent are asked first.
      if (candidate.parent) list.unshift(candidate);
      else list.push(candidate);
      candidates.set(key, list);
    }
  }
}

/**
 * What an element holds under a parent, on one side, at a version (any when it is undefined); undefined when it
 * holds no elements there.
 */
export function containerRule(
  side: ModelSide,
  element: Named,
  parent: Named | undefined,
  version: string | undefined,
): ContainerRule | undefined {
  const list = candidates.get(`${side} ${element.namespace}:${element.name}`);
  if (!list) return undefined;
  const above = parent && `${parent.namespace}:${parent.name}`;
  const found = list.find(
    (candidate) =>
      (candidate.parent === undefined || candidate.parent === above) && covers(candidate.versions, version),
  );
  if (!found) return undefined;
  found.rule ??= readContent(found.row, found.namespace);
  return found.rule;
}

/** The root element of a command's document on one side. */
export function rootRule(command: string, side: ModelSide): Named | undefined {
  const known = commandByName(command);
  const name = side === "request" ? known?.requestRoot : known?.responseRoot;
  return known?.namespace && name ? { namespace: known.namespace, name } : undefined;
}

/** Paths from a command's root, `/Sync/Collections/Collection/Options`, at which an element may stand; at most five. */
export function placesOf(command: string, side: ModelSide, version: string | undefined, wanted: Named): string[] {
  const root = rootRule(command, side);
  const found: string[] = [];
  if (!root) return found;
  const seen = new Set<string>();
  const open: { element: Named; parent?: Named; path: string }[] = [{ element: root, path: `/${root.name}` }];
  for (let next = open.shift(); next && found.length < 5; next = open.shift()) {
    const { element, parent, path } = next;
    const key = `${parent?.name ?? ""}/${element.namespace}:${element.name}`;
    if (seen.has(key) || path.split("/").length > 12) continue;
    seen.add(key);
    for (const child of containerRule(side, element, parent, version)?.children ?? []) {
      if (child.versions && !covers(child.versions, version)) continue;
      if (side === "request" && child.serverOnly && covers(child.serverOnly, version)) continue;
      const childPath = `${path}/${child.name}`;
      if (child.name === wanted.name && child.namespace === wanted.namespace) found.push(childPath);
      else open.push({ element: child, parent: element, path: childPath });
    }
  }
  return found;
}

function qualified(name: string, namespace: string): string {
  return name.includes(":") ? name : `${namespace}:${name}`;
}

function readContent([, , text, order]: ContentRow, namespace: string): ContainerRule {
  const children: ChildRule[] = [];
  let choice = 0;
  const expanded = text.replace(/%(\w+)/g, (_, name: string) => itemFields[name] ?? "");
  for (const word of expanded.split(" ").filter(Boolean)) {
    if (!word.startsWith("(")) {
      children.push(readChild(word, namespace));
      continue;
    }
    choice++;
    for (const member of word.slice(1, -1).split("|")) children.push({ ...readChild(`${member}?`, namespace), choice });
  }
  // Names are looked up once for each element of a document: without making a key of two strings.
  const byName = new Map<string, ChildRule[]>();
  for (const child of children) byName.set(child.name, [...(byName.get(child.name) ?? []), child]);
  return {
    children,
    find: ({ namespace, name }) => byName.get(name)?.find((child) => child.namespace === namespace),
    needed: children.filter(({ min }) => min === 1),
    choices: Array.from({ length: choice }, (_, index) => children.filter((child) => child.choice === index + 1)),
    isStrict: order === "strict",
  };
}

function readChild(word: string, namespace: string): ChildRule {
  const [rest = "", mine] = word.split("^");
  const [head = "", range] = rest.split("@");
  const [, mark, name = "", sign, limit] = /^(!)?([\w:]+)([?*+])?(\d+)?$/.exec(head) ?? [];
  const full = qualified(name, namespace);
  return {
    namespace: full.slice(0, full.indexOf(":")),
    name: full.slice(full.indexOf(":") + 1),
    min: sign === undefined || sign === "+" ? 1 : 0,
    max: limit ? Number(limit) : sign === "*" || sign === "+" ? Number.POSITIVE_INFINITY : 1,
    ...(mark === undefined ? {} : { serverOnly: {} }),
    ...(mine === undefined ? {} : { serverOnly: readVersions(mine) }),
    ...(range === undefined ? {} : { versions: readVersions(range) }),
  };
}
