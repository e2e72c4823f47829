import type { Document } from "@easel/codec/document";
import type { EncodedText } from "@easel/codec/incremental";
import type { PieceText } from "@easel/codec/pieces";
import type { Problem } from "@easel/codec/problem";
import { annotateWbxml, type ByteLabel } from "@easel/codec/wbxml";
import { parseXml } from "@easel/codec/xml";
import { bodyKindOf } from "./body-kind.ts";
import { beginsLikeWbxml, bytesOf, readBytes } from "./bytes-body.ts";
import type { DraftFrame, LiveDraft } from "./live-draft.ts";
import { messageBytes } from "./wire-message.ts";
import { adoptSession, INLINE_LIMIT, quickSession, readXmlText } from "./xml-session.ts";

/** What there is to know of a body that takes reading it from end to end. Plain data: a worker may do the reading. */
export type BodyReading = EncodedReading | TextReading | BytesReading;

export interface EncodedReading {
  kind: "wbxml";
  encoded: EncodedText;
}

/** XML that is sent as text. */
export interface TextReading {
  kind: "xml";
  problems: Problem[];
  message?: Uint8Array;
}

/** Bytes that are sent as they were pasted. */
export interface BytesReading {
  kind: "bytes";
  /** Absent when they cannot be read at all. */
  body?: Uint8Array;
  wbxml?: { document: Document; labels: ByteLabel[]; problems: Problem[] };
}

/** Reads a body from end to end; undefined for a kind that is never read so. */
export function readBody(frame: DraftFrame, xml: string): BodyReading | undefined {
  switch (bodyKindOf(frame)) {
    case "wbxml":
      return { kind: "wbxml", encoded: readXmlText(xml) };
    case "xml":
      return readText(xml);
    case "bytes":
      return readExact(frame.bytes, xml);
    default:
      return undefined;
  }
}

function readText(xml: string): TextReading {
  const { document, problems } = parseXml(xml);
  const message = messageBytes(document);
  return { kind: "xml", problems, ...(message && { message }) };
}

function readExact(base64: string, xml: string): BytesReading {
  const body = bytesOf({ bytes: base64 });
  if (!body) return { kind: "bytes" };
  if (!beginsLikeWbxml(body)) return { kind: "bytes", body };
  const { document, problems } = readBytes(body, xml);
  return { kind: "bytes", body, wbxml: { document, labels: annotateWbxml(document), problems } };
}

/** The two readings done last: changing the query does not read the body again. */
let lastText: { xml: PieceText; reading: TextReading } | undefined;
let lastBytes: { bytes: string; xml: PieceText; reading: BytesReading } | undefined;

export function textReading({ xml }: Pick<LiveDraft, "xml">): TextReading {
  if (lastText?.xml !== xml) lastText = { xml, reading: readText(xml.toString()) };
  return lastText.reading;
}

export function bytesReading({ xml, bytes }: Pick<LiveDraft, "xml" | "bytes">): BytesReading {
  if (lastBytes?.bytes !== bytes || lastBytes.xml !== xml) {
    lastBytes = { bytes, xml, reading: readExact(bytes, xml.toString()) };
  }
  return lastBytes.reading;
}

/** Takes over what another thread has read of a draft. */
export function adoptReading({ xml, bytes }: LiveDraft, reading: BodyReading): void {
  if (reading.kind === "wbxml") adoptSession(xml, reading.encoded);
  else if (reading.kind === "xml") lastText = { xml, reading };
  else lastBytes = { bytes, xml, reading };
}

/** False when building the wire would read a long body from end to end: that is another thread's work. */
export function isQuick(draft: LiveDraft): boolean {
  const { xml, bytes } = draft;
  if (xml.length + bytes.length <= INLINE_LIMIT) return true;
  const kind = bodyKindOf(draft);
  if (kind === "wbxml") return isBlank(xml) || quickSession(xml) !== undefined;
  if (kind === "xml") return isBlank(xml) || lastText?.xml === xml;
  return kind !== "bytes" || (lastBytes?.bytes === bytes && lastBytes.xml === xml);
}

export const isBlank = (text: PieceText): boolean => text.pieces.every((piece) => piece.text.trim() === "");
