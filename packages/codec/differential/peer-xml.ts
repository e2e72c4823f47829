import type { ElementNode } from "../src/document.ts";
import { cdataSection } from "../src/xml/index.ts";

/** One step of a document: `<ns|name>`, `</>`, or a run of content that begins with `"` (text) or `[` (opaque data). */
export type Step = string;

/** Adds content to the steps; runs of one kind that touch are one, since XML text cannot keep them apart. */
export function addContent(steps: Step[], kind: '"' | "[", content: string): void {
  if (content === "") return;
  const last = steps[steps.length - 1];
  if (last?.startsWith(kind)) steps[steps.length - 1] = last + content;
  else steps.push(kind + content);
}

const entities: Record<string, string> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

/**
 * The steps of XML as libwbxml writes it: tags, `xmlns` attributes, the five entities, no comments and no CDATA.
 * Not our parser, so that one fault cannot hide another. Bytes are UTF-16 units 0 to 255 each. Throws on anything else.
 */
export function readPeerXml(text: string): Step[] {
  const steps: Step[] = [];
  const namespaces: string[] = [];
  const pattern = /<(\/?)([^\s<>/]+)((?:\s+[^\s=<>]+="[^"]*")*)(\/?)>|([^<]+)/gy;
  pattern.lastIndex = text.indexOf(">", text.indexOf("<!DOCTYPE")) + 1;
  while (pattern.lastIndex < text.length) {
    const at = pattern.lastIndex;
    const match = pattern.exec(text);
    if (!match) throw new Error(`libwbxml wrote something unforeseen at ${at}: ${text.slice(at, at + 60)}`);
    const [, closing, name = "", attributes = "", selfClosed, content] = match;
    if (content !== undefined) {
      addContent(
        steps,
        '"',
        content.replace(/&(\w+);/g, (whole, entity: string) => entities[entity] ?? whole),
      );
    } else if (closing) {
      namespaces.pop();
      steps.push("</>");
    } else {
      const [, declared] = /\sxmlns="([^"]*)"/.exec(attributes) ?? [];
      const namespace = declared ?? namespaces[namespaces.length - 1] ?? "";
      steps.push(`<${namespace}|${name}>`);
      if (selfClosed) steps.push("</>");
      else namespaces.push(namespace);
    }
  }
  return steps;
}

/** A tree in the XML libwbxml reads: its DOCTYPE, `xmlns` with a colon at each change of page, its names of tags. */
export function peerXml(
  root: ElementNode,
  nameOf: (element: ElementNode) => string,
  namespaceOf: (namespace: string) => string,
): string {
  const parts = [
    '<?xml version="1.0"?><!DOCTYPE ActiveSync PUBLIC "-//MICROSOFT//DTD ActiveSync//EN" "http://www.microsoft.com/">',
  ];
  const write = (element: ElementNode, page: number): void => {
    const name = nameOf(element);
    parts.push(`<${name}${element.page === page ? "" : ` xmlns="${namespaceOf(element.namespace)}"`}`);
    if (element.selfClosed) {
      parts.push("/>");
      return;
    }
    parts.push(">");
    for (const child of element.children) {
      if (child.kind === "element") write(child, element.page);
      else if (child.kind === "text") parts.push(escapeText(child.text));
      else parts.push(cdataSection(new TextDecoder("utf-8", { ignoreBOM: true }).decode(child.bytes)));
    }
    parts.push(`</${name}>`);
  };
  write(root, -1);
  return parts.join("");
}

/** White space that stands alone is written by number, or we would take it for layout. */
const escapeText = (text: string): string =>
  /^[\t\n\r ]+$/.test(text)
    ? text.replace(/./gs, (char) => `&#${char.charCodeAt(0)};`)
    : text.replace(/[&<>\r]/g, (char) =>
        char === "&" ? "&amp;" : char === "<" ? "&lt;" : char === ">" ? "&gt;" : "&#13;",
      );
