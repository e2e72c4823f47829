import { bodyKindOf } from "./body-kind.ts";
import type { Draft } from "./draft.ts";
import { type MimeForm, readMime, writeMime } from "./mime-in-xml.ts";

/** The message as the MIME pane shows it. */
export interface ShownMessage {
  mime: string;
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
export function readMessage(draft: Draft): ShownMessage {
  if (bodyKindOf(draft) === "mime") return { mime: draft.mime, writable: true };
  const window = readMime(draft.xml);
  if (draft.bodyForm === "bytes") return { mime: window.mime, writable: false, note: EXACT };
  if (!window.found) return { mime: "", writable: false, note: "The XML has no <Mime> element to hold a message." };
  if (!window.writable) return { mime: window.mime, writable: false, note: BESIDES };
  const note = notes[window.form];
  return { mime: window.mime, writable: true, ...(note ? { note } : {}) };
}

/**
 * Writes the message back where it came from. A draft without a place for it is returned unchanged, and so is one
 * whose `<Mime>` is base64 when the text holds half of a surrogate pair: no bytes stand for that.
 */
export function writeMessage(draft: Draft, mime: string): Draft {
  if (bodyKindOf(draft) === "mime") return draft.mime === mime ? draft : { ...draft, mime };
  if (draft.bodyForm === "bytes") return draft;
  const xml = writeMime(draft.xml, mime);
  return xml === draft.xml ? draft : { ...draft, xml };
}
