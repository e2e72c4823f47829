import { type Document, type ElementNode, elementText, type Span } from "@easel/codec/document";
import { parseXml } from "@easel/codec/xml";
import { elementFacts } from "../knowledge/content-model/index.ts";
import { statusMeaning } from "../knowledge/index.ts";
import { type CheckOptions, since } from "./check-context.ts";
import { expectedOf } from "./check-value.ts";
import { explainValue } from "./explain-value.ts";

/** A line of facts: what, and what is said of it. */
export interface HoverFact {
  label: string;
  text: string;
}

/** What is known of a thing in the text, for a tooltip. */
export interface Hover {
  /** What it is about, in the text. */
  span?: Span;
  title: string;
  /** One or two sentences. */
  meaning: string;
  facts: HoverFact[];
  spec?: { document: string; section: string };
}

/**
 * What is known of the element or the value at an offset of a document's text: what it is for, its versions, its
 * values, what this value says, the section. Undefined between elements and for what nobody lists.
 */
export function hover(text: string, offset: number, options: CheckOptions): Hover | undefined {
  return hoverDocument(parseXml(text).document, offset, options);
}

/** The same for a document that is parsed already. */
export function hoverDocument(document: Document, offset: number, { command }: CheckOptions): Hover | undefined {
  const found = document.root && elementAtOffset(document.root, offset);
  if (!found) return undefined;
  const { element, parent } = found;
  const facts = elementFacts(element.namespace, element.name, parent?.name);
  if (!facts) return undefined;
  const lines: HoverFact[] = [];
  const text = elementText(element).trim();
  const isLeaf = !element.children.some(({ kind }) => kind === "element");
  if (isStatus(element) && isLeaf) lines.push(...statusFacts(command, text, parent));
  else if (isLeaf && (text !== "" || element.children.length > 0)) lines.push(...explainValue(facts.value, element));
  if (facts.value.kind !== "none" && !isStatus(element))
    lines.push({ label: "Takes", text: `${expectedOf(facts.value)}${facts.value.optional ? ", or nothing" : ""}` });
  if (facts.versions.length > 0) {
    const last = facts.versions.at(-1) === "16.1" || !facts.replacedBy ? "" : `; then ${facts.replacedBy}`;
    lines.push({ label: "Versions", text: `${since(facts.versions)}${last}` });
  }
  const span = element.textSpan;
  return {
    ...(span ? { span } : {}),
    title: `${element.namespace}:${element.name}`,
    meaning: facts.meaning,
    facts: lines,
    spec: { document: facts.document, section: facts.section },
  };
}

/** How something went; a mail's flag has a Status that says how the flag stands. */
export const isStatus = ({ name, namespace }: ElementNode): boolean => name === "Status" && namespace !== "Email";

function statusFacts(command: string, text: string, parent: ElementNode | undefined): HoverFact[] {
  const code = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  const meaning = statusMeaning(command, code, parent ? { parentName: parent.name } : {});
  if (!meaning) return text === "" ? [] : [{ label: text, text: "A value the documents do not list." }];
  return [
    { label: `${code}${meaning.name ? ` ${meaning.name}` : ""}`, text: meaning.meaning },
    ...(meaning.remedy ? [{ label: "Do", text: meaning.remedy }] : []),
  ];
}

/** The innermost element whose text holds the offset, with its parent. */
function elementAtOffset(
  root: ElementNode,
  offset: number,
): { element: ElementNode; parent?: ElementNode } | undefined {
  const holds = ({ textSpan }: ElementNode) =>
    textSpan !== undefined && textSpan.start <= offset && offset < textSpan.end;
  if (!holds(root)) return undefined;
  let found: { element: ElementNode; parent?: ElementNode } = { element: root };
  for (;;) {
    const { element } = found;
    const inner = element.children.find((child): child is ElementNode => child.kind === "element" && holds(child));
    if (!inner) return found;
    found = { element: inner, parent: element };
  }
}
