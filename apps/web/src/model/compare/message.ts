import { childElement, type Document } from "@easel/codec/document";
import { type MimeMessage, scanMime } from "@easel/codec/mime";
import { decodeWbxml } from "@easel/codec/wbxml";
import { parseXml } from "@easel/codec/xml";
import { bytesToByteText } from "../byte-text.ts";
import { type HeaderList, headerOf } from "../header-list.ts";
import { recogniseBody } from "../recognise-body.ts";

/** One HTTP message as it is compared: what its bytes say, whatever editor or server made them. */
export interface ComparedMessage {
  headers: HeaderList;
  body: Uint8Array;
  /** What the body is, in a few words: "WBXML", "XML as text", "a bare message" … */
  bodyName: string;
  document?: Document;
  /** A body that is itself a mail, or the mail in it. */
  mime?: MimeMessage;
}

const NAMES = {
  empty: "no body",
  wbxml: "WBXML",
  "other-wbxml": "WBXML of another kind",
  multipart: "multipart",
  xml: "XML as text",
  html: "an HTML page",
  json: "JSON",
  mime: "a bare message",
  text: "text",
  binary: "bytes of no known kind",
} as const;

/** Reads a body as far as it can be read. `body` with its content-encoding undone. Never throws. */
export function readMessage(headers: HeaderList, body: Uint8Array): ComparedMessage {
  const kind = recogniseBody(body, headerOf(headers, "content-type"));
  const read = { headers, body, bodyName: NAMES[kind] };
  if (kind === "wbxml" || kind === "other-wbxml") return { ...read, ...withMail(decodeWbxml(body).document) };
  if (kind === "xml") return { ...read, ...withMail(parseXml(bytesToByteText(body)).document) };
  if (kind === "mime") return { ...read, mime: scanMime(body).message };
  return read;
}

/** A document and the mail in it (`Mime` of SendMail, SmartReply and SmartForward). */
function withMail(document: Document): Pick<ComparedMessage, "document" | "mime"> {
  const mime = document.root && childElement(document.root, "Mime");
  const opaque = mime?.children.find((child) => child.kind === "opaque");
  return { document, ...(opaque?.kind === "opaque" && { mime: scanMime(opaque.bytes).message }) };
}
