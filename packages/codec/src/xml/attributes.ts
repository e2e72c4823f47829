import type { Span } from "../document.ts";
import type { ProblemList } from "../problem-list.ts";
import { isBlank } from "./characters.ts";
import { checkText } from "./check-text.ts";
import { type NamespaceScope, WIRE_NAMESPACE } from "./namespaces.ts";
import { replaceReferences } from "./references.ts";
import type { XmlAttribute } from "./scan-tag.ts";

export interface ReadAttributes {
  /** Prefixes declared here, with the span of the namespace; the empty one is the default namespace. */
  declared: Map<string, Span>;
  /** `wire:opaque="base64"`: the element's text is base64 of opaque data. */
  isBase64: boolean;
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
  const read: ReadAttributes = { declared: new Map(), isBase64: false };
  const seen = new Set<string>();
  const others: XmlAttribute[] = [];
  for (const attribute of attributes) {
    if (seen.has(attribute.name)) {
      const message = () => `The attribute ${attribute.name} is written twice in one tag; the first one counts.`;
      problems.add("error", "duplicate-attribute", message, attribute.nameSpan.start, attribute.nameSpan.end);
      continue;
    }
    seen.add(attribute.name);
    if (attribute.name === "xmlns") declare(text, "", attribute, scope, read, problems);
    else if (attribute.name.startsWith("xmlns:"))
      declare(text, attribute.name.slice(6), attribute, scope, read, problems);
    else others.push(attribute);
  }
  for (const attribute of others) judge(attribute, scope, read, problems);
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

function judge(
  { name, value, nameSpan, valueSpan }: XmlAttribute,
  scope: NamespaceScope,
  read: ReadAttributes,
  problems: ProblemList,
): void {
  const colon = name.indexOf(":");
  const prefix = colon < 0 ? "" : name.slice(0, colon);
  const local = name.slice(colon + 1);
  const isWire = colon > 0 && scope.lookup(prefix) === WIRE_NAMESPACE;
  if (local === "opaque" && (isWire || prefix === "")) {
    if (value === "base64") read.isBase64 = true;
    else {
      const message = () => `The only value of ${name} is "base64".`;
      problems.add("error", "bad-wire-attribute", message, valueSpan.start, valueSpan.end);
    }
  } else if (XML_TOOL_PREFIXES.has(prefix)) {
    const message = () => `The attribute ${name} is left out: it speaks to XML tools, and WBXML does not carry it.`;
    problems.add("info", "attribute-dropped", message, nameSpan.start, valueSpan.end);
  } else {
    const message = () => `ActiveSync elements have no attributes, so ${name} cannot be sent. Take it out.`;
    problems.add("error", "unknown-attribute", message, nameSpan.start, valueSpan.end);
  }
}
