import { encodeBase64 } from "@easel/codec/bytes";
import { type ElementNode, elementText, type Span, walkElements } from "@easel/codec/document";
import { decodeBase64Mime } from "@easel/codec/mime";
import { cdataText, parseXml } from "@easel/codec/xml";
import { bytesToByteText, byteTextToBytes } from "./byte-text.ts";
import { contentSpanOf, escapeXmlText, replaceContent, wrapCdata } from "./element-content.ts";

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
}

/** Lines of base64 a person broke stay broken, at the length RFC 2045 6.8 allows. */
const BASE64_LINE = 76;
const nothing: MimeWindow = {
  found: false,
  form: "empty",
  bytes: new Uint8Array(0),
  mime: "",
  span: { start: 0, end: 0 },
};

/** The message in the first `<Mime>` of the XML text, however it is written. Never throws. */
export function readMime(xml: string): MimeWindow {
  const element = findMime(xml);
  return element ? readElement(xml, element) : nothing;
}

/**
 * The XML text with `mime` (byte text) as the message. What the person wrote stays what it is: opaque stays
 * opaque (CDATA where it can show the bytes, else base64 marked `wire:opaque`), text stays text, base64 text
 * stays base64 text; an empty `<Mime>` becomes CDATA. Without a `<Mime>`, or with the same message, it is
 * the same XML text. Bytes inline text cannot hold make the element opaque: there is no other way to write them.
 */
export function writeMime(xml: string, mime: string, newline: "\r\n" | "\n" = "\r\n"): string {
  const element = findMime(xml);
  if (!element) return xml;
  const current = readElement(xml, element);
  if (current.mime === mime) return xml;
  const { bytes } = byteTextToBytes(mime);
  const written = xml.slice(current.span.start, current.span.end);
  // A lone surrogate has no bytes: it stays visible in the text, where the parser reports it.
  const text = bytes ? cdataText(bytes) : mime;
  if (current.form === "base64-text" && bytes) {
    const encoded = encodeBase64(bytes);
    return splice(xml, current.span, /\n/.test(written.trim()) ? foldLines(encoded, newline) : encoded);
  }
  if (text !== undefined && current.form === "text") return splice(xml, current.span, escapeXmlText(text));
  if (text !== undefined && (current.form === "cdata" || !bytes)) {
    // A section the person has not closed yet is not closed for them.
    const open = current.form === "cdata" && !written.endsWith("]]>");
    return splice(xml, current.span, open ? wrapCdata(text).slice(0, -3) : wrapCdata(text));
  }
  return bytes ? replaceContent(xml, element, { kind: "opaque", bytes }) : xml;
}

/** The XML text with an empty element just before `<Mime>`, in its namespace and layout. */
export function insertBeforeMime(xml: string, name: string): string {
  const at = findMime(xml)?.tagSpan?.start;
  if (at === undefined) return xml;
  const layout = /(?:\r?\n)?[ \t]*$/.exec(xml.slice(Math.max(0, at - 80), at))?.[0] ?? "";
  const prefix = /^<([\w.-]+:)?/.exec(xml.slice(at, at + 80))?.[1] ?? "";
  return `${xml.slice(0, at)}<${prefix}${name}/>${layout}${xml.slice(at)}`;
}

function findMime(xml: string): ElementNode | undefined {
  if (!xml.includes("Mime")) return undefined;
  const { root } = parseXml(xml).document;
  let found: ElementNode | undefined;
  if (root) {
    walkElements(root, (element) => {
      if (!found && element.name === "Mime") found = element;
    });
  }
  return found;
}

function readElement(xml: string, element: ElementNode): MimeWindow {
  const content = contentSpanOf(xml, element);
  const at = element.tagSpan?.end ?? 0;
  const opaque = element.children.find((child) => child.kind === "opaque");
  if (opaque) {
    const span = opaque.textSpan ?? content ?? { start: at, end: at };
    const form = xml.startsWith("<![CDATA[", span.start) ? "cdata" : "base64-opaque";
    return { found: true, form, bytes: opaque.bytes, mime: bytesToByteText(opaque.bytes), span };
  }
  const text = elementText(element);
  if (!content || text === "") {
    return { ...nothing, found: true, span: content ?? { start: at, end: at } };
  }
  const decoded = decodeBase64Mime(text);
  if (decoded)
    return { found: true, form: "base64-text", bytes: decoded, mime: bytesToByteText(decoded), span: content };
  const bytes = new TextEncoder().encode(text);
  return { found: true, form: "text", bytes, mime: bytesToByteText(bytes), span: content };
}

function foldLines(text: string, newline: string): string {
  const lines: string[] = [];
  for (let at = 0; at < text.length; at += BASE64_LINE) lines.push(text.slice(at, at + BASE64_LINE));
  return lines.join(newline);
}

const splice = (text: string, span: Span, replacement: string): string =>
  text.slice(0, span.start) + replacement + text.slice(span.end);
