import { decodeBase64, encodeBase64 } from "@easel/codec/bytes";
import type { Document } from "@easel/codec/document";
import type { Problem } from "@easel/codec/problem";
import { decodeWbxml } from "@easel/codec/wbxml";
import { printXml } from "@easel/codec/xml";
import { bodyKindOf } from "./body-kind.ts";
import type { Draft } from "./draft.ts";
import type { DraftFrame } from "./live-draft.ts";
import { recogniseBody } from "./recognise-body.ts";

/** The draft that sends exactly these bytes, with the XML that reads them best. */
export function withBytes(draft: Draft, bytes: Uint8Array): Draft {
  const { document } = decodeWbxml(bytes);
  const xml = document.root ? printXml(document) : "";
  return { ...draft, bodyForm: "bytes", bytes: encodeBase64(bytes), xml, mime: "" };
}

/**
 * The draft with its XML as the truth again, as soon as somebody edits it: of damaged bytes that is their best
 * reading. Any other draft is returned as it is.
 */
export function leaveBytes<Some extends DraftFrame>(draft: Some): Some {
  if (draft.bodyForm !== "bytes") return draft;
  const auto: Some = { ...draft, bodyForm: "auto", bytes: "" };
  return bodyKindOf(auto) === "wbxml" ? auto : { ...auto, bodyForm: "wbxml" };
}

/** The draft with this text in its XML pane; a body of exact bytes gives way to it. */
export function setXml(draft: Draft, xml: string): Draft {
  return draft.xml === xml ? draft : { ...leaveBytes(draft), xml };
}

/** The bytes of a draft in the form "bytes"; undefined when a link brought something that is no base64. */
export const bytesOf = (draft: Pick<Draft, "bytes">): Uint8Array | undefined => decodeBase64(draft.bytes);

export const beginsLikeWbxml = (bytes: Uint8Array): boolean => /wbxml$/.test(recogniseBody(bytes, undefined));

/** The tree of bytes, with text spans too while `xml` is what they print as. */
export function readBytes(bytes: Uint8Array, xml: string): { document: Document; problems: Problem[] } {
  const read = decodeWbxml(bytes);
  return printXml(read.document) === xml ? read : decodeWbxml(bytes);
}
