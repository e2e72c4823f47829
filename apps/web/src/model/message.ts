import type { Span } from "@easel/codec/document";
import { isClean } from "@easel/codec/incremental";
import { PieceText, textDifference } from "@easel/codec/pieces";
import { bodyKindOf } from "./body-kind.ts";
import { hasReserved } from "./byte-pieces.ts";
import { type LiveDraft, reviseText } from "./live-draft.ts";
import { type MimeForm, readMime, writeMime } from "./mime-in-xml.ts";
import { type CdataMessage, cdataMessage } from "./wire-message.ts";
import { quickSession } from "./xml-session.ts";

/** The message as the MIME pane shows it. */
export interface ShownMessage {
  /** As byte text. */
  mime: PieceText;
  /** False when there is no place in the draft a message could be written to. */
  writable: boolean;
  /** What a person should know about the form it is kept in; absent when there is nothing to say. */
  note?: string;
}

const notes: Partial<Record<MimeForm, string>> = {
  text: "In the XML this stands as text, not as CDATA, and as text it is sent.",
  "base64-text":
    "Decoded for reading. In the XML this is base64 text, and the wire carries that text as an inline string.",
  "base64-opaque":
    "The message holds bytes XML cannot show, so the XML keeps it as base64 marked as opaque. The wire carries the bytes.",
};
const EXACT =
  "The body goes out as the bytes that were pasted, so the message is only for reading here. Choose another form of body to edit it.";
const BESIDES =
  "More than the message stands in <Mime>: an element, a comment, a wire note or a second piece. Writing here would delete it, so change the message in the XML.";

/** Reads the one message of a draft from where its truth is: the bare body, or `<Mime>` in the XML. */
export function readMessage(draft: LiveDraft): ShownMessage {
  if (bodyKindOf(draft) === "mime") return { mime: draft.mime, writable: true };
  const section = draft.bodyForm === "bytes" ? undefined : cdataOf(draft);
  if (section) return section.writable ? shown(section.text) : shown(section.text, BESIDES);
  const window = readMime(draft.xml.toString());
  const mime = sharing(window.mime);
  if (draft.bodyForm === "bytes") return shown(mime, EXACT);
  if (!window.found) return shown(PieceText.empty, "The XML has no <Mime> element to hold a message.");
  if (!window.writable) return shown(mime, BESIDES);
  const note = notes[window.form];
  return { mime, writable: true, ...(note ? { note } : {}) };
}

/** A message to look at: with a note that says why it cannot be written, if so. */
const shown = (mime: PieceText, note?: string): ShownMessage =>
  note === undefined ? { mime, writable: true } : { mime, writable: false, note };

/**
 * Writes the message back where it came from. A draft without a place for it is returned unchanged, and so is one
 * whose `<Mime>` is base64 when the text holds half of a surrogate pair: no bytes stand for that.
 */
export function writeMessage(draft: LiveDraft, mime: PieceText): LiveDraft {
  if (bodyKindOf(draft) === "mime") return textDifference(draft.mime, mime) ? { ...draft, mime } : draft;
  if (draft.bodyForm === "bytes") return draft;
  const section = cdataOf(draft);
  const xml =
    (section?.writable && writeSection(draft.xml, section, mime)) ||
    reviseText(draft.xml, writeMime(draft.xml.toString(), mime.toString()));
  return xml === draft.xml ? draft : { ...draft, xml };
}

/** Where the message stands in the XML text, the same characters there as in the MIME pane; else undefined. */
export const messageInXml = (draft: LiveDraft): Span | undefined =>
  bodyKindOf(draft) === "wbxml" ? cdataOf(draft)?.span : undefined;

function cdataOf({ xml }: LiveDraft): CdataMessage | undefined {
  const session = quickSession(xml);
  return session && cdataMessage(session);
}

/** The edit of the message as the same edit of the XML; undefined when CDATA cannot show what it makes. */
function writeSection(xml: PieceText, { span, text }: CdataMessage, mime: PieceText): PieceText | undefined {
  const edit = textDifference(text, mime);
  if (!edit) return xml;
  const { start, end, inserted } = edit;
  if (!isClean(inserted) || hasReserved(inserted)) return undefined;
  if (mime.slice(Math.max(0, start - 2), start + inserted.length + 2).includes("]]>")) return undefined;
  return xml.edit(span.start + start, span.start + end, inserted);
}

let last = PieceText.empty;

/** The message in pieces, those shown last wherever it is the same. */
function sharing(mime: string): PieceText {
  if (last.toString() !== mime) last = reviseText(last, mime);
  return last;
}
