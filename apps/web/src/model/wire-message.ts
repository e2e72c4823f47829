import type { Document } from "@easel/codec/document";
import { decodeBase64Mime, type MimeMessage, scanMime } from "@easel/codec/mime";
import type { Problem } from "@easel/codec/problem";
import { firstElement } from "./mime-in-xml.ts";

/** The message inside a body. */
export interface WireMime {
  bytes: Uint8Array;
  /** Where the message begins in the body; absent when the body holds it base64-encoded. */
  bodyOffset?: number;
  message: MimeMessage;
}

export interface FoundMime {
  mime: WireMime;
  problems: Problem[];
}

/** The message in the first `<Mime>`; its place in the body is known when the document has byte spans of it. */
export function messageIn(document: Document, encoded: boolean): FoundMime | undefined {
  const element = document.root && firstElement(document.root, "Mime");
  const opaque = element?.children.find((child) => child.kind === "opaque");
  if (opaque) return scanned(opaque.bytes, encoded ? opaque.contentSpan?.start : undefined);
  const text = element?.children.find((child) => child.kind === "text");
  if (!text) return undefined;
  const decoded = decodeBase64Mime(text.text);
  if (decoded) return scanned(decoded, undefined);
  // An inline string is its token, the characters and a NUL (WBXML 5.8.4.1).
  const start = encoded && text.byteSpan ? text.byteSpan.start + 1 : undefined;
  return scanned(new TextEncoder().encode(text.text), start);
}

function scanned(bytes: Uint8Array, bodyOffset: number | undefined): FoundMime {
  const { message, problems } = scanMime(bytes);
  return { mime: { bytes, ...(bodyOffset !== undefined && { bodyOffset }), message }, problems };
}
