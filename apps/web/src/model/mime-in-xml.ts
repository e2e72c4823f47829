import { encodeBase64 } from "@easel/codec/bytes";
import { type ElementNode, elementText, type Span } from "@easel/codec/document";
import { decodeBase64Mime } from "@easel/codec/mime";
import { cdataSection, cdataText, parseXml } from "@easel/codec/xml";
import { bytesToByteText, byteTextToBytes } from "./byte-text.ts";
import { contentSpanOf, escapeXmlText, hasContentAttributes, replaceContent } from "./element-content.ts";

/**
 * How the message stands in `<Mime>`: "cdata" and "base64-opaque" are opaque on the wire, as they must be;
 * "text" and "base64-text" are an inline string, the usual mistake; they are shown, not repaired.
 */
export type MimeForm = "cdata" | "text" | "base64-text" | "base64-opaque" | "empty";

export interface MimeWindow {
  found: boolean;
  form: MimeForm;
  /** The message: for base64 forms what it decodes to. */
  bytes: Uint8Array;
  /** The message as byte text. */
  mime: string;
  /** What stands for the message in the XML text, CDATA marks included; an empty span for `<Mime/>`. */
  span: Span;
  /** False when there is no place for a message, or writing one would delete what stands beside it in `<Mime>`. */
  writable: boolean;
}

/** Lines of base64 a person broke stay broken, at the length RFC 2045 6.8 allows. */
const BASE64_LINE = 76;
const nothing: MimeWindow = {
  found: false,
  form: "empty",
  bytes: new Uint8Array(0),
  mime: "",
  span: { start: 0, end: 0 },
  writable: false,
};

/** The message in the first `<Mime>` of the XML text, however it is written. Never throws. */
export function readMime(xml: string): MimeWindow {
  return examine(xml).window;
}

let last: { xml: string; element?: ElementNode; window: MimeWindow } = { xml: "", window: nothing };

/** One keystroke asks several times about the same text: it is parsed once. */
function examine(xml: string): typeof last {
  if (last.xml !== xml) {
    const element = findElement(xml, "Mime");
    last = { xml, window: element ? readElement(xml, element) : nothing, ...(element && { element }) };
  }
  return last;
}

/**
 * The XML text with `mime` (byte text) as the message. What the person wrote stays what it is: opaque stays
 * opaque (CDATA where it can show the bytes, else base64 marked `wire:opaque`), text stays text, base64 text
 * stays base64 text; an empty `<Mime>` becomes CDATA. Bytes inline text cannot hold make the element opaque:
 * there is no other way to write them. It is the same XML text without a `<Mime>`, with the same message, when
 * the window is not writable, and where base64 would have to show half of a surrogate pair.
 */
export function writeMime(xml: string, mime: string, newline: "\r\n" | "\n" = "\r\n"): string {
  const { element, window: current } = examine(xml);
  if (!element) return xml;
  if (current.mime === mime || !current.writable) return xml;
  const { bytes } = byteTextToBytes(mime);
  const written = xml.slice(current.span.start, current.span.end);
  // Half of a surrogate pair has no bytes: it stays visible in text and CDATA, where the parser reports it.
  if (!bytes && (isBase64(current.form) || !contentSpanOf(xml, element))) return xml;
  const text = bytes ? cdataText(bytes) : mime;
  if (current.form === "base64-text" && bytes) {
    const encoded = encodeBase64(bytes);
    return splice(xml, current.span, /\n/.test(written.trim()) ? foldLines(encoded, newline) : encoded);
  }
  if (text !== undefined && current.form === "text") return splice(xml, current.span, escapeXmlText(text));
  if (text !== undefined && (current.form === "cdata" || !bytes)) {
    // A section the person has not closed yet is not closed for them.
    const open = current.form === "cdata" && !written.endsWith("]]>");
    return splice(xml, current.span, open ? cdataSection(text).slice(0, -3) : cdataSection(text));
  }
  // Base64 is the element's whole text: a comment beside the CDATA section would be gone.
  if (!bytes || (current.form === "cdata" && hasOthers(xml, element, current.span))) return xml;
  return replaceContent(xml, element, { kind: "opaque", bytes });
}

export const isBase64 = (form: MimeForm): boolean => form === "base64-text" || form === "base64-opaque";

/** The XML text with an empty element just before `<Mime>`, in its namespace and layout. */
export function insertBeforeMime(xml: string, name: string): string {
  const at = findElement(xml, "Mime")?.tagSpan?.start;
  if (at === undefined) return xml;
  const layout = /(?:\r?\n)?[ \t]*$/.exec(xml.slice(Math.max(0, at - 80), at))?.[0] ?? "";
  const prefix = /^<([\w.-]+:)?/.exec(xml.slice(at, at + 80))?.[1] ?? "";
  return `${xml.slice(0, at)}<${prefix}${name}/>${layout}${xml.slice(at)}`;
}

/** The XML text without the first element of this name, its line included when nothing else stands there. */
export function removeElement(xml: string, name: string): string {
  const span = findElement(xml, name)?.textSpan;
  if (!span) return xml;
  const layout = /(?:\r?\n)?[ \t]*$/.exec(xml.slice(0, span.start))?.[0] ?? "";
  return xml.slice(0, span.start - layout.length) + xml.slice(span.end);
}

export function findElement(xml: string, name: string): ElementNode | undefined {
  if (!xml.includes(name)) return undefined;
  const { root } = parseXml(xml).document;
  return root && firstElement(root, name);
}

/** The first element of this name in document order, the root included. */
export function firstElement(root: ElementNode, name: string): ElementNode | undefined {
  const stack: ElementNode[] = [root];
  for (let element = stack.pop(); element; element = stack.pop()) {
    if (element.name === name) return element;
    for (let index = element.children.length - 1; index >= 0; index--) {
      const child = element.children[index];
      if (child?.kind === "element") stack.push(child);
    }
  }
  return undefined;
}

function readElement(xml: string, element: ElementNode): MimeWindow {
  const content = contentSpanOf(xml, element);
  const at = element.tagSpan?.end ?? 0;
  const [only, another] = element.children;
  const opaque = element.children.find((child) => child.kind === "opaque");
  if (opaque) {
    const span = opaque.textSpan ?? content ?? { start: at, end: at };
    const form = xml.startsWith("<![CDATA[", span.start) ? "cdata" : "base64-opaque";
    const plain = !another && !hasContentAttributes(xml, element);
    const writable = plain && (form === "cdata" || !hasMarkup(xml, content ?? span));
    return { found: true, form, bytes: opaque.bytes, mime: bytesToByteText(opaque.bytes), span, writable };
  }
  const span = content ?? { start: at, end: at };
  const plain = (!only || (only.kind === "text" && !only.wire)) && !hasContentAttributes(xml, element);
  const writable = plain && !another && !hasMarkup(xml, span);
  const text = elementText(element);
  if (!content || text === "") return { ...nothing, found: true, span, writable };
  const decoded = decodeBase64Mime(text);
  if (decoded) {
    return { found: true, form: "base64-text", bytes: decoded, mime: bytesToByteText(decoded), span, writable };
  }
  const bytes = new TextEncoder().encode(text);
  return { found: true, form: "text", bytes, mime: bytesToByteText(bytes), span, writable };
}

/** A comment, an instruction, an element: whatever `<` begins, for text writes that character as `&lt;`. */
const hasMarkup = (xml: string, { start, end }: Span): boolean => xml.slice(start, end).includes("<");

/** True when more than white space stands in the element beside the part at `span`. */
function hasOthers(xml: string, element: ElementNode, span: Span): boolean {
  const content = contentSpanOf(xml, element) ?? span;
  return `${xml.slice(content.start, span.start)}${xml.slice(span.end, content.end)}`.trim() !== "";
}

function foldLines(text: string, newline: string): string {
  const lines: string[] = [];
  for (let at = 0; at < text.length; at += BASE64_LINE) lines.push(text.slice(at, at + BASE64_LINE));
  return lines.join(newline);
}

const splice = (text: string, span: Span, replacement: string): string =>
  text.slice(0, span.start) + replacement + text.slice(span.end);
