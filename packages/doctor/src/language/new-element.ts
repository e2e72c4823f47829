import {
  type ChildRule,
  containerRule,
  covers,
  elementFacts,
  type ModelSide,
} from "../knowledge/content-model/index.ts";
import { sensibleValue } from "./sensible-value.ts";

/** An element to be written, in plain data: text, bytes for opaque content, or elements. */
export interface NewElement {
  namespace: string;
  name: string;
  content?: string | Uint8Array | readonly NewElement[];
}

export interface Making {
  side: ModelSide;
  version: string | undefined;
  /** What new ids are made from: the same request gets the same ids, another one others. */
  seed: string;
}

interface Named {
  namespace: string;
  name: string;
}

/** How deep required children are made. */
const MAX_DEPTH = 6;

/**
 * An element with the children it cannot do without and a sensible value in each. `isWhole` is false when there was
 * none for one of them: only a person knows which folder, item or address is meant.
 */
export function neededElement(
  element: Named,
  parent: Named | undefined,
  making: Making,
  depth = 0,
): { element: NewElement; isWhole: boolean } {
  const { namespace, name } = element;
  const rule = containerRule(making.side, element, parent, making.version);
  if (rule && rule.children.length > 0) {
    const children = depth < MAX_DEPTH ? neededChildren(element, rule.children, making) : [];
    const made = children.map((child) => neededElement(child, element, making, depth + 1));
    const content = made.map((each) => each.element);
    const isWhole = made.every((each) => each.isWhole);
    return content.length > 0
      ? { element: { namespace, name, content }, isWhole }
      : { element: { namespace, name }, isWhole: mayBeBare.has(`${namespace}:${name}`) };
  }
  const value = elementFacts(namespace, name, parent?.name)?.value;
  if (!value || value.kind === "empty") return { element: { namespace, name }, isWhole: true };
  const sensible = sensibleValue(element, parent, making);
  if (sensible !== undefined) return { element: { namespace, name, content: sensible }, isWhole: true };
  const first = value.choices?.[0]?.[0] ?? (value.kind === "bool" ? "1" : "");
  return { element: { namespace, name, content: first }, isWhole: value.optional === true };
}

/** Containers that say what they mean by standing there. */
const mayBeBare: ReadonlySet<string> = new Set(["Settings:Get"]);

/** What servers want though the schema lets it be left out. */
const wanted: Readonly<Record<string, readonly string[]>> = {
  "Settings:Set": ["Model"],
  "Provision:Policy": ["PolicyType"],
};

/** The required children, and of each choice the first member. */
function neededChildren(element: Named, children: readonly ChildRule[], { version }: Making): ChildRule[] {
  const chosen = new Set<number>();
  const also = wanted[`${element.namespace}:${element.name}`] ?? [];
  return children.filter((child) => {
    if (child.versions && !covers(child.versions, version)) return false;
    if (child.choice === undefined) return child.min === 1 || also.includes(child.name);
    if (chosen.has(child.choice)) return false;
    chosen.add(child.choice);
    return true;
  });
}
