import type { Document, ElementNode, Span } from "@easel/codec/document";
import { isClean, type WireSession } from "@easel/codec/incremental";
import { decodeBase64Mime, type Lines, type MimeMessage, scanMimePieces } from "@easel/codec/mime";
import { PieceBytes, PieceText } from "@easel/codec/pieces";
import type { Problem } from "@easel/codec/problem";
import { hasReserved } from "./byte-pieces.ts";
import { bytesToByteText } from "./byte-text.ts";
import { firstElement } from "./mime-in-xml.ts";

/** The message inside a body. */
export interface WireMime {
  bytes: PieceBytes;
  /** The same as byte text. */
  readonly text: PieceText;
  /** Where the message begins in the body; absent when the body holds it base64-encoded. */
  bodyOffset?: number;
  /** The base64 text that holds it in the body, in that case. */
  base64Span?: Span;
  message: MimeMessage;
  lines: Lines;
}

export interface FoundMime {
  mime: WireMime;
  problems: Problem[];
}

/** A message that stands in `<Mime>` as one CDATA section, the same characters in the XML as in byte text. */
export interface CdataMessage {
  /** What stands between the section's marks, in the XML text. */
  span: Span;
  text: PieceText;
  /** False when something stands beside it in `<Mime>`. */
  writable: boolean;
}

const OPENING = "<![CDATA[";
const CLOSING = "]]>";
const cdataMessages = new WeakMap<WireSession, CdataMessage | false>();
const messages = new WeakMap<WireSession, FoundMime | false>();

/** The message of a session, where it is one CDATA section; undefined in any other form. */
export function cdataMessage(session: WireSession): CdataMessage | undefined {
  let found = cdataMessages.get(session);
  if (found === undefined) {
    found = findCdataMessage(session) ?? false;
    cdataMessages.set(session, found);
  }
  return found || undefined;
}

function findCdataMessage(session: WireSession): CdataMessage | undefined {
  const element = mimeElement(session);
  const opaque = element?.children.find(({ kind }) => kind === "opaque");
  const { textSpan } = opaque ?? {};
  if (!element || !textSpan) return undefined;
  const xml = session.text;
  const span = { start: textSpan.start + OPENING.length, end: textSpan.end - CLOSING.length };
  const isSection =
    span.end >= span.start &&
    xml.slice(textSpan.start, span.start) === OPENING &&
    xml.slice(span.end, textSpan.end) === CLOSING;
  if (!isSection) return undefined;
  const text = xml.cut(span.start, span.end);
  const isLong = session.long.some(({ node }) => node === opaque);
  // Sections that touch are one node; a long one is known to be alone.
  if (!isLong && text.toString().includes(CLOSING)) return undefined;
  if (!isClean(text) || hasReserved(text)) return undefined;
  return { span, text, writable: element.children.length === 1 };
}

/** The message in the first `<Mime>`, with its place in the body. */
export function messageIn(session: WireSession): FoundMime | undefined {
  let found = messages.get(session);
  if (found === undefined) {
    found = findMessage(session) ?? false;
    messages.set(session, found);
  }
  return found || undefined;
}

function findMessage(session: WireSession): FoundMime | undefined {
  const element = mimeElement(session);
  const opaque = element?.children.find((child) => child.kind === "opaque");
  const long = session.long.find(({ node }) => node === opaque);
  if (!opaque || !long) return element && messageOf(element);
  return scanned(long.bytes, opaque.contentSpan?.start, cdataMessage(session)?.text);
}

/** The message in the first `<Mime>` of a document that was read from bytes. */
export function messageInDocument(document: Document): FoundMime | undefined {
  const element = document.root && firstElement(document.root, "Mime");
  return element && messageOf(element);
}

/** Its bytes alone. */
export function messageBytes(document: Document): Uint8Array | undefined {
  const element = document.root && firstElement(document.root, "Mime");
  return element && contentOf(element)?.bytes;
}

function messageOf(element: ElementNode): FoundMime | undefined {
  const content = contentOf(element);
  if (!content) return undefined;
  const found = scanned(PieceBytes.of(content.bytes), content.offset);
  if (content.base64Span) found.mime.base64Span = content.base64Span;
  return found;
}

/** A `<Mime>`'s message, base64 decoded, and where it begins in the body if it stands there as it is. */
function contentOf(
  element: ElementNode,
): { bytes: Uint8Array; offset?: number | undefined; base64Span?: Span | undefined } | undefined {
  const opaque = element.children.find((child) => child.kind === "opaque");
  if (opaque) return { bytes: opaque.bytes, offset: opaque.contentSpan?.start };
  const text = element.children.find((child) => child.kind === "text");
  if (!text) return undefined;
  const decoded = decodeBase64Mime(text.text);
  const { byteSpan, wire } = text;
  // An inline string is its token, the characters and a NUL (WBXML 5.8.4.1).
  const inside = byteSpan && { start: byteSpan.start + 1, end: byteSpan.end - 1 };
  if (decoded) return { bytes: decoded, base64Span: wire ? undefined : inside };
  return { bytes: new TextEncoder().encode(text.text), offset: inside?.start };
}

/** What the scan says of a message, `text` being its byte text where that is at hand. */
export function scanned(bytes: PieceBytes, bodyOffset: number | undefined, text?: PieceText): FoundMime {
  const { message, lines, problems } = scanMimePieces(bytes);
  let known = text;
  const mime: WireMime = {
    bytes,
    get text() {
      known ??= PieceText.of(bytesToByteText(bytes.toBytes()));
      return known;
    },
    ...(bodyOffset !== undefined && { bodyOffset }),
    message,
    lines,
  };
  return { mime, problems };
}

const withoutMime = new WeakSet<Document>();

/** Most large documents have no message at all, and are not copied to find that out. */
function mimeElement({ patch, tree }: WireSession): ElementNode | undefined {
  const base = patch?.base.document;
  if (base && withoutMime.has(base)) return undefined;
  const shape = base ?? tree.document;
  if (!shape.root || !firstElement(shape.root, "Mime")) {
    if (base) withoutMime.add(base);
    return undefined;
  }
  const { root } = tree.document;
  return root && firstElement(root, "Mime");
}
