import { concatBytes } from "@easel/codec/bytes";
import { childElement, type Document, type ElementNode, elementText } from "@easel/codec/document";
import { decodeBase64Mime, type MimeMessage, scanMime, scanMimePieces } from "@easel/codec/mime";
import type { Problem } from "@easel/codec/problem";
import type { BodyKind } from "./body-kind.ts";
import type { BodyReading } from "./body-reading.ts";

/** The mail message of a request, wherever it is and in whatever form. */
export interface MimeFacts {
  /** The body itself, or `<Mime>` of a WBXML or XML body. */
  container: "body" | "wbxml" | "xml";
  /** `plain`: the bytes of a bare body; else how `<Mime>` holds it. Base64 has been decoded. */
  form: "plain" | "base64" | "opaque" | "base64-opaque" | "text" | "base64-text";
  /** Path of `<Mime>`, when there is one. */
  path?: string;
  bytes: Uint8Array;
  message: MimeMessage;
  problems: Problem[];
}

export const mailCommands = ["SendMail", "SmartReply", "SmartForward"] as const;

/** The `Mime` element of a mail command's document, if it has one. */
export function findMimeElement(document: Document | undefined): ElementNode | undefined {
  const root = document?.root;
  return root && (mailCommands as readonly string[]).includes(root.name) ? childElement(root, "Mime") : undefined;
}

export function readMimeFacts(
  kind: BodyKind,
  body: Uint8Array,
  document: Document | undefined,
  isMailCommand: boolean,
): MimeFacts | undefined {
  const element = findMimeElement(document);
  if (element && document?.root && (kind === "wbxml" || kind === "xml")) {
    const { form, bytes } = readMimeElement(element);
    return { container: kind, form, path: `/${document.root.name}/${element.name}`, bytes, ...scanMime(bytes) };
  }
  if (!isMailCommand) return undefined;
  const decoded = kind === "base64-mime" ? decodeBase64Mime(body) : undefined;
  if (decoded) return { container: "body", form: "base64", bytes: decoded, ...scanMime(decoded) };
  return kind === "mime" || kind === "text"
    ? { container: "body", form: "plain", bytes: body, ...scanMime(body) }
    : undefined;
}

/** `readMimeFacts` of a body that was read in pieces. */
export function mimeOfPieces({ document, message }: BodyReading, isMailCommand: boolean): MimeFacts | undefined {
  const element = findMimeElement(document);
  if (document ? !element : !isMailCommand) return undefined;
  const scanned = scanMimePieces(message);
  return {
    container: document ? "wbxml" : "body",
    form: document ? "opaque" : "plain",
    ...(element && document?.root ? { path: `/${document.root.name}/${element.name}` } : {}),
    get bytes() {
      return message.toBytes();
    },
    message: scanned.message,
    problems: scanned.problems,
  };
}

function readMimeElement(element: ElementNode): { form: MimeFacts["form"]; bytes: Uint8Array } {
  const opaque = element.children.flatMap((child) => (child.kind === "opaque" ? [child.bytes] : []));
  if (opaque.length > 0) {
    const bytes = concatBytes(opaque);
    const decoded = decodeBase64Mime(bytes);
    return decoded ? { form: "base64-opaque", bytes: decoded } : { form: "opaque", bytes };
  }
  const text = elementText(element);
  const decoded = decodeBase64Mime(text);
  return decoded ? { form: "base64-text", bytes: decoded } : { form: "text", bytes: new TextEncoder().encode(text) };
}
