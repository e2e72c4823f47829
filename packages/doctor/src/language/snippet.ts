import {
  type ChildRule,
  containerRule,
  covers,
  elementFacts,
  type ModelSide,
} from "../knowledge/content-model/index.ts";

/** How deep required children are written out. */
const MAX_DEPTH = 6;

interface Named {
  namespace: string;
  name: string;
}

export interface SnippetOptions {
  side: ModelSide;
  version: string | undefined;
  /** The name to write, with a prefix or a namespace declaration where one is needed. */
  tagOf: (element: Named, defaultNamespace: string) => { open: string; close: string; defaultNamespace: string };
}

/**
 * An element with the children it cannot do without, as a snippet in the common form (`$1`, `${2|0,1|}`, `$0`), lines
 * indented by tabs.
 */
export function elementSnippet(
  element: Named,
  parent: Named | undefined,
  scope: string,
  options: SnippetOptions,
): string {
  const stops = { next: 1 };
  const text = write(element, parent, scope, 0, stops, options);
  return text.includes("$0") ? text : `${text}$0`;
}

function write(
  element: Named,
  parent: Named | undefined,
  scope: string,
  depth: number,
  stops: { next: number },
  options: SnippetOptions,
): string {
  const { open, close, defaultNamespace } = options.tagOf(element, scope);
  const rule = containerRule(options.side, element, parent, options.version);
  const required = rule ? neededChildren(rule.children, options) : [];
  const tabs = "\t".repeat(depth + 1);
  if (rule && depth < MAX_DEPTH && required.length > 0) {
    const inner = required.map(
      (child) => `${tabs}${write(child, element, defaultNamespace, depth + 1, stops, options)}\n`,
    );
    return `<${open}>\n${inner.join("")}${"\t".repeat(depth)}</${close}>`;
  }
  if (rule && rule.children.length > 0) return `<${open}>\n${tabs}$${stops.next++}\n${"\t".repeat(depth)}</${close}>`;
  return writeValue(element, parent, open, close, stops);
}

function writeValue(
  element: Named,
  parent: Named | undefined,
  open: string,
  close: string,
  stops: { next: number },
): string {
  const value = elementFacts(element.namespace, element.name, parent?.name)?.value;
  if (!value || value.kind === "empty" || isNameList(parent)) return `<${open}/>`;
  const choices = value.choices?.map(([choice]) => choice) ?? (value.kind === "bool" ? ["1", "0"] : undefined);
  const stop = stops.next++;
  const inside = choices ? `\${${stop}|${choices.join(",")}|}` : `$${stop}`;
  return value.kind === "opaque" ? `<${open}><![CDATA[${inside}]]></${close}>` : `<${open}>${inside}</${close}>`;
}

const isNameList = (parent: Named | undefined): boolean =>
  (parent?.name === "Supported" && parent.namespace === "AirSync") ||
  (parent?.name === "Schema" && parent.namespace === "ItemOperations");

/** The required children, and of each choice the first member. */
function neededChildren(children: readonly ChildRule[], { version }: SnippetOptions): ChildRule[] {
  const chosen = new Set<number>();
  return children.filter((child) => {
    if (child.versions && !covers(child.versions, version)) return false;
    if (child.choice === undefined) return child.min === 1;
    if (chosen.has(child.choice)) return false;
    chosen.add(child.choice);
    return true;
  });
}
