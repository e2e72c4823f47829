import type { ElementNode } from "@easel/codec/document";
import { type CheckOptions, contentSpan } from "./check-context.ts";
import type { ElementProblem } from "./element-problem.ts";
import { neededElement } from "./new-element.ts";
import { rename, writtenName } from "./rename.ts";
import { insertions, withItsSpace } from "./structure.ts";
import type { TextEdit } from "./text-edit.ts";
import { type Bindings, type OpenElement, openElementsAt } from "./xml-tokens.ts";

/** A press that mends a problem in the text. */
export interface QuickFix {
  /** What pressing it does, in two to five words. */
  title: string;
  edits: TextEdit[];
}

/** What would mend a problem of `checkXml` in the text it was parsed from; none where only a person can know. */
export function quickFixes(text: string, problem: ElementProblem, options: CheckOptions): QuickFix[] {
  const { repair, element } = problem;
  const { textSpan, tagSpan } = element;
  if (!repair || !textSpan || !tagSpan) return [];
  switch (repair.kind) {
    case "remove":
      return [{ title: `Remove ${element.name}`, edits: [{ span: withItsSpace(text, textSpan), text: "" }] }];
    case "set-value":
      return [
        {
          title: repair.value === "" ? `Empty ${element.name}` : `Write ${repair.value}`,
          edits: setValue(text, element, repair.value),
        },
      ];
    case "rename":
      return [
        {
          title: `Make it ${repair.namespace}:${repair.name}`,
          edits: rename(text, element, repair, bindingsBefore(text, textSpan.start)),
        },
      ];
    case "insert":
      return [repair, ...(repair.or ?? [])].flatMap((child) => insert(text, element, child, options));
  }
}

function setValue(text: string, element: ElementNode, value: string): TextEdit[] {
  const content = contentSpan(element);
  if (content) return [{ span: content, text: value }];
  const { tagSpan } = element;
  if (!tagSpan || !text.slice(tagSpan.start, tagSpan.end).endsWith("/>")) return [];
  const name = writtenName(text.slice(tagSpan.start, tagSpan.end));
  return [{ span: tagSpan, text: `${text.slice(tagSpan.start, tagSpan.end - 2)}>${value}</${name}>` }];
}

const bindingsBefore = (text: string, at: number): Bindings =>
  openElementsAt(text, at).at(-1)?.bindings ?? new Map<string, string>();

/** Puts what is missing in its place: after the last child that comes before it in the specification's order. */
function insert(
  text: string,
  element: ElementNode,
  child: { namespace: string; name: string },
  { side, version }: CheckOptions,
): QuickFix[] {
  const { tagSpan } = element;
  if (!tagSpan) return [];
  const made = neededElement(child, element, { side, version, seed: text });
  const chain = [...openElementsAt(text, tagSpan.start).map(asNode), element];
  return [{ title: `Add ${child.name}`, edits: insertions(text, chain, [made.element], version) }];
}

/** An ancestor as far as its name and its tag say it. */
const asNode = ({ namespace, name, start, tagEnd }: OpenElement): ElementNode => ({
  kind: "element",
  page: 0,
  token: 0,
  namespace,
  name,
  children: [],
  selfClosed: false,
  tagSpan: { start, end: tagEnd },
});
