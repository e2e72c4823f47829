import { tagByName } from "@easel/codec/protocol";
import { namespaceTables } from "./tables.ts";
import { readValue, type ValueRule } from "./value.ts";

/** What is known of an element, wherever it stands. */
export interface ElementFacts {
  namespace: string;
  name: string;
  /** One sentence: what it is for. */
  meaning: string;
  value: ValueRule;
  /** Versions that have the tag, oldest first (MS-ASWBXML); empty for Autodiscover, which has no versions. */
  versions: readonly string[];
  /** The element that took its place in later versions, `AirSyncBase:Location`. */
  replacedBy?: string;
  document: string;
  section: string;
}

type Key = `${string}:${string}`;

const rows = new Map<string, () => ElementFacts>();
const known = new Map<string, ElementFacts>();

for (const { namespace, document, prefix, elements } of namespaceTables) {
  for (const [path, section, value, meaning] of elements) {
    const name = path.slice(path.indexOf("/") + 1);
    rows.set(`${namespace}:${path}`, () => {
      const tag = tagByName(namespace, name);
      return {
        namespace,
        name,
        meaning,
        value: readValue(value),
        versions: tag?.versions ?? [],
        ...(tag?.replacedBy === undefined ? {} : { replacedBy: tag.replacedBy }),
        document,
        section: prefix + section,
      };
    });
  }
}

/**
 * The facts of an element; `parentName` matters where a name means something else under another parent
 * (BodyPreference/Preview). Undefined for what no specification lists.
 */
export function elementFacts(namespace: string, name: string, parentName?: string): ElementFacts | undefined {
  const special: Key | undefined = parentName === undefined ? undefined : `${namespace}:${parentName}/${name}`;
  return (special && read(special)) ?? read(`${namespace}:${name}`);
}

/** The names of a namespace's elements, as Microsoft spells them. */
export const elementNames = (namespace: string): string[] =>
  (namespaceTables.find((table) => table.namespace === namespace)?.elements ?? []).flatMap(([path]) =>
    path.includes("/") ? [] : [path],
  );

/** Rows are read when they are first asked for: a page starts with none of them. */
function read(key: string): ElementFacts | undefined {
  const before = known.get(key);
  if (before) return before;
  const facts = rows.get(key)?.();
  if (facts) known.set(key, facts);
  return facts;
}
