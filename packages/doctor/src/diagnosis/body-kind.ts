import { findUtf8Fault } from "@easel/codec/bytes";
import { decodeBase64Mime, isKnownHeaderName } from "@easel/codec/mime";

/** What a body is by its bytes, whatever its Content-Type says. */
export type BodyKind =
  | "empty"
  | "wbxml"
  | "xml"
  | "html"
  | "mime"
  | "base64-mime"
  | "json"
  | "gzip"
  | "text"
  | "binary";

/** How much of a body is looked at. */
const SNIFF_LENGTH = 1024;

export function bodyKind(body: Uint8Array): BodyKind {
  if (body.length === 0) return "empty";
  const [first = 0, second = 0] = body;
  if (first === 0x1f && second === 0x8b) return "gzip";
  // WBXML 1.1 to 1.3; no text begins with these.
  if (first >= 1 && first <= 3) return "wbxml";
  const head = body.subarray(0, SNIFF_LENGTH);
  const text = new TextDecoder().decode(head).trimStart();
  // XHTML pages begin with an XML declaration.
  if (/^<(?:!doctype\s+html|html)\b/i.test(text) || /^<\?xml[^>]*>\s*<(?:!doctype\s+html|html)\b/i.test(text))
    return "html";
  if (/^<[?!A-Za-z_]/.test(text)) return "xml";
  if (/^[[{]/.test(text)) return "json";
  const name = /^([A-Za-z][A-Za-z0-9-]*)[ \t]*:/.exec(text)?.[1];
  if (name && isKnownHeaderName(name)) return "mime";
  if (decodeBase64Mime(body)) return "base64-mime";
  const fault = findUtf8Fault(head);
  const isText = (fault === undefined || fault > SNIFF_LENGTH - 4) && !head.includes(0);
  return isText ? "text" : "binary";
}
