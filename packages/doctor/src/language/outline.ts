import {
  childElement,
  childElements,
  type Document,
  type ElementNode,
  elementText,
  type Span,
} from "@easel/codec/document";

/** An element in the outline of a document. */
export interface OutlineNode {
  name: string;
  /** What tells it from its like: a key, an id, a subject, or the value itself. */
  detail: string;
  span?: Span;
  /** The start tag, to put the cursor on. */
  tagSpan?: Span;
  children: OutlineNode[];
}

/** Elements listed of one document, and characters of a detail. */
const MAX_NODES = 5000;
const MAX_DETAIL = 60;

/** Children whose text tells an element from its like, most telling first. */
const telling = [
  "DisplayName",
  "Subject",
  "FileAs",
  "CollectionId",
  "ServerId",
  "ClientId",
  "Id",
  "LongId",
  "RequestId",
  "SrcMsgId",
  "PolicyType",
  "Name",
  "Email",
  "EmailAddress",
  "To",
  "Type",
  "Status",
];

/** The elements of a document as a tree, in document order. */
export function outline(document: Document): OutlineNode[] {
  if (!document.root) return [];
  let left = MAX_NODES;
  const build = (element: ElementNode, depth: number): OutlineNode => {
    left--;
    const children = depth > 100 ? [] : childElements(element);
    const nodes: OutlineNode[] = [];
    for (const child of children) if (left > 0) nodes.push(build(child, depth + 1));
    return {
      name: element.name,
      detail: detailOf(element, children.length > 0),
      ...(element.textSpan ? { span: element.textSpan } : {}),
      ...(element.tagSpan ? { tagSpan: element.tagSpan } : {}),
      children: nodes,
    };
  };
  return [build(document.root, 0)];
}

function detailOf(element: ElementNode, isContainer: boolean): string {
  if (isContainer) return tellingText(element);
  const opaque = element.children.find((child) => child.kind === "opaque");
  return opaque?.kind === "opaque" ? `${opaque.bytes.length} bytes` : shorten(elementText(element));
}

/** What tells an element with children from its like: a name, an id, a subject; empty when it has none of these. */
export function tellingText(element: ElementNode): string {
  const data = childElement(element, "ApplicationData") ?? childElement(element, "Properties");
  for (const holder of data ? [data, element] : [element]) {
    for (const name of telling) {
      const child = childElement(holder, name);
      const text = child && childElements(child).length === 0 ? shorten(elementText(child)) : "";
      if (text !== "") return text;
    }
  }
  return "";
}

const shorten = (text: string): string => {
  const line = text.trim().replace(/\s+/g, " ");
  return line.length > MAX_DETAIL ? `${line.slice(0, MAX_DETAIL)}…` : line;
};
