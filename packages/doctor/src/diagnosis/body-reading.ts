import type { Document, Span } from "@easel/codec/document";
import { decodeAroundOpaque } from "@easel/codec/incremental";
import { beginsLikeBase64Mime } from "@easel/codec/mime";
import type { PieceBytes } from "@easel/codec/pieces";
import { type BodyKind, bodyKind } from "./body-kind.ts";
import { findMimeElement } from "./mime-facts.ts";

/**
 * A request's body as it is read while it is being edited: around its message, which is scanned in pieces. Reading it
 * whole says the same.
 */
export interface BodyReading {
  kind: Extract<BodyKind, "wbxml" | "mime">;
  /** Of a WBXML body; there was nothing to report. */
  document?: Document;
  message: PieceBytes;
}

/** Bytes that tell what a body is. */
const HEAD = 4096;

/**
 * Reads a body whose message stands at `message`, as opaque data or as all of it. Undefined when it has another form:
 * then it must be read from end to end.
 */
export function readBodyPieces(body: PieceBytes, message: Span): BodyReading | undefined {
  const kind = bodyKind(body.slice(0, HEAD));
  if (kind === "mime" && message.start === 0 && message.end === body.length) return { kind, message: body };
  if (kind !== "wbxml") return undefined;
  const document = decodeAroundOpaque(body, message);
  // Base64 is what a message is sometimes kept in; it is decoded whole.
  if (!document || beginsLikeBase64Mime(body.slice(message.start, Math.min(message.end, message.start + HEAD))))
    return undefined;
  const opaque = findMimeElement(document)?.children.filter((child) => child.kind === "opaque");
  const isAlone = !opaque || (opaque.length === 1 && opaque[0]?.contentSpan?.start === message.start);
  return isAlone ? { kind, document, message: body.cut(message.start, message.end) } : undefined;
}
