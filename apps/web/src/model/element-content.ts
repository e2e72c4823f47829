import { encodeBase64 } from "@easel/codec/bytes";
import type { ElementNode, Span } from "@easel/codec/document";
import { cdataSection, cdataText, WIRE_NAMESPACE } from "@easel/codec/xml";

/** What to put inside an element: text (an inline string on the wire) or bytes (opaque data). */
export type Content = { kind: "text"; text: string } | { kind: "opaque"; bytes: Uint8Array };

const WIRE_OPAQUE = ` xmlns:wire="${WIRE_NAMESPACE}" wire:opaque="base64"`;
/** The parser takes `opaque` without a prefix too. */
const WIRE_ATTRIBUTES = /\s+(?:(?:[\w.-]+:)?opaque|wire:(?:text|token|length)|xmlns:wire)\s*=\s*(?:"[^"]*"|'[^']*')/g;
/** The text of an element is not what is sent, or not as it stands. */
const SPEAKS_OF_TEXT = /\swire:(?:text|token|length)\s*=/;

/** Where an element's content stands in the XML text; undefined for `<X/>` and for a tree without spans. */
export function contentSpanOf(xml: string, element: ElementNode): Span | undefined {
  const { tagSpan, textSpan } = element;
  if (!tagSpan || !textSpan || xml.slice(tagSpan.start, tagSpan.end).endsWith("/>")) return undefined;
  const childrenEnd = element.children.at(-1)?.textSpan?.end ?? tagSpan.end;
  const endTag = xml.lastIndexOf("</", textSpan.end - 1);
  // Inside CDATA that was never closed, `</Mime>` is content.
  const closed = endTag >= Math.max(tagSpan.end, childrenEnd);
  return { start: tagSpan.end, end: closed ? endTag : textSpan.end };
}

/** Whether wire attributes say how the element's content is meant, so that other content needs another tag. */
export const hasContentAttributes = (xml: string, { tagSpan }: ElementNode): boolean =>
  tagSpan !== undefined && SPEAKS_OF_TEXT.test(xml.slice(tagSpan.start, tagSpan.end));

/** The XML text with another content in one element; everything outside that element stays as it is. */
export function replaceContent(xml: string, element: ElementNode, content: Content): string {
  const { tagSpan, textSpan } = element;
  if (!tagSpan || !textSpan) return xml;
  const markup = markupOf(content);
  const tag = xml.slice(tagSpan.start, tagSpan.end);
  const plain = tag.replace(WIRE_ATTRIBUTES, "");
  const open = markup.base64 ? plain.replace(/\s*\/?>$/, `${WIRE_OPAQUE}>`) : plain;
  const before = xml.slice(0, tagSpan.start);
  const span = contentSpanOf(xml, element);
  if (span) return before + open + markup.text + xml.slice(span.end);
  const name = /^<([^\s/>]+)/.exec(tag)?.[1] ?? element.name;
  return `${before}${open.replace(/\s*\/>$/, ">")}${markup.text}</${name}>${xml.slice(tagSpan.end)}`;
}

/** Text as element content. Line ends stay as written: our parser normalises none. */
export function escapeXmlText(text: string): string {
  return text.replace(/[&<>]/g, (met) => (met === "&" ? "&amp;" : met === "<" ? "&lt;" : "&gt;"));
}

function markupOf(content: Content): { text: string; base64: boolean } {
  if (content.kind === "text") return { text: escapeXmlText(content.text), base64: false };
  const text = cdataText(content.bytes);
  return text === undefined
    ? { text: encodeBase64(content.bytes), base64: true }
    : { text: cdataSection(text), base64: false };
}
