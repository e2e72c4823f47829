import type { Span } from "../document.ts";
import type { ProblemList } from "../problem-list.ts";
import { isBlank } from "./characters.ts";
import { checkText } from "./check-text.ts";
import { type NamespaceScope, WIRE_NAMESPACE } from "./namespaces.ts";
import { replaceReferences } from "./references.ts";
import type { XmlAttribute } from "./scan-tag.ts";
import { readWireAttribute, type WireAttributes } from "./wire-attributes.ts";

export interface ReadAttributes {
  /** Prefixes declared here, with the span of the namespace; the empty one is the default namespace. */
  declared: Map<string, Span>;
  /** What wire attributes say; absent when there are none. */
  wire?: WireAttributes;
}

/** Attributes of these prefixes concern XML tools, not the document: `xml:lang`, `xsi:schemaLocation`. */
const XML_TOOL_PREFIXES = new Set(["xml", "xsi", "xsd"]);

/** Declares the namespaces of a start tag, and judges its other attributes. */
export function readAttributes(
  text: string,
  attributes: readonly XmlAttribute[],
  scope: NamespaceScope,
  problems: ProblemList,
): ReadAttributes {
  const read: ReadAttributes = { declared: new Map() };
  const seen = new Set<string>();
  const others: XmlAttribute[] = [];
  for (const attribute of attributes) {
    if (seen.has(attribute.name)) {
      duplicate(attribute.name, attribute.nameSpan, problems);
      continue;
    }
    seen.add(attribute.name);
    if (attribute.name === "xmlns") declare(text, "", attribute, scope, read, problems);
    else if (attribute.name.startsWith("xmlns:"))
      declare(text, attribute.name.slice(6), attribute, scope, read, problems);
    else others.push(attribute);
  }
  for (const attribute of others) {
    const { name, nameSpan } = attribute;
    const wire = wireName(name, scope);
    if (wire === undefined) judge(attribute, problems);
    else if (seen.has(`wire ${wire}`)) duplicate(name, nameSpan, problems);
    else {
      seen.add(`wire ${wire}`);
      readWire(wire, attribute, read, problems);
    }
  }
  return read;
}

function declare(
  text: string,
  prefix: string,
  { valueSpan }: XmlAttribute,
  scope: NamespaceScope,
  read: ReadAttributes,
  problems: ProblemList,
): void {
  const { start, end } = valueSpan;
  const hasReference = checkText(text, start, end, true, problems);
  const namespace = hasReference ? replaceReferences(text, start, end, problems) : text.slice(start, end);
  if (prefix !== "" && isBlank(namespace)) {
    const message = () => `The prefix ${prefix} is declared as nothing; write the namespace it stands for.`;
    problems.add("error", "empty-namespace", message, start, end);
    return;
  }
  scope.declare(prefix, namespace.trim());
  read.declared.set(prefix, valueSpan);
}

function duplicate(name: string, { start, end }: Span, problems: ProblemList): void {
  const message = () => `The attribute ${name} is written twice in one tag; the first one counts.`;
  problems.add("error", "duplicate-attribute", message, start, end);
}

/** The name of a wire attribute without its prefix; undefined for other attributes. `opaque` alone is one too. */
function wireName(name: string, scope: NamespaceScope): string | undefined {
  const colon = name.indexOf(":");
  if (colon < 0) return name === "opaque" ? name : undefined;
  return scope.lookup(name.slice(0, colon)) === WIRE_NAMESPACE ? name.slice(colon + 1) : undefined;
}

function readWire(name: string, { value, valueSpan }: XmlAttribute, read: ReadAttributes, problems: ProblemList): void {
  read.wire ??= {};
  const fault = readWireAttribute(name, value, read.wire);
  if (fault) problems.add("error", "bad-wire-attribute", () => fault, valueSpan.start, valueSpan.end);
}

function judge({ name, nameSpan, valueSpan }: XmlAttribute, problems: ProblemList): void {
  const { start } = nameSpan;
  const { end } = valueSpan;
  if (XML_TOOL_PREFIXES.has(name.slice(0, Math.max(name.indexOf(":"), 0)))) {
    const message = () => `The attribute ${name} is left out: it speaks to XML tools, and WBXML does not carry it.`;
    problems.add("info", "attribute-dropped", message, start, end);
  } else {
    const message = () => `ActiveSync elements have no attributes, so ${name} cannot be sent. Take it out.`;
    problems.add("error", "unknown-attribute", message, start, end);
  }
}
