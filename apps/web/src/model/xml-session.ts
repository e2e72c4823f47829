import {
  type EncodedText,
  openSession,
  patchLeaf,
  type ReadText,
  readLongCdata,
  sessionOf,
  type WireSession,
} from "@easel/codec/incremental";
import { type PieceText, textDifference } from "@easel/codec/pieces";
import { hasError } from "@easel/codec/problem";
import { annotateWbxml, encodeWbxml, joinProblems } from "@easel/codec/wbxml";
import { parseXml } from "@easel/codec/xml";
import { pruneForPreview } from "./preview-bytes.ts";

/** Texts up to this many characters are read from end to end between a keystroke and its frame. */
export const INLINE_LIMIT = 48 * 1024;

/** An XML text from end to end; bytes that cannot be sent are a preview of what could be read. */
export const readXmlText: ReadText = (text) => {
  const { document, problems: parsed } = parseXml(text);
  const encoded = encodeWbxml(document);
  const problems = joinProblems(parsed, encoded.problems);
  const bytes = encoded.bytes ?? pruneForPreview(document);
  const complete = encoded.bytes !== undefined && !hasError(problems);
  return { document, bytes, labels: annotateWbxml(document), problems, complete };
};

/** The session asked for last. A keystroke asks for one that follows from it. */
let last: WireSession | undefined;

/** The session of an XML text, if it is to be had without reading a long text from end to end. */
export function quickSession(text: PieceText): WireSession | undefined {
  if (last?.text === text) return last;
  const session =
    text.length <= INLINE_LIMIT
      ? openSession(text, readXmlText)
      : (readLongCdata(text, readXmlText) ?? (last && followingFrom(last, text)));
  if (session) last = session;
  return session;
}

/** The session of an XML text, however long that takes. */
export function xmlSession(text: PieceText): WireSession {
  const session = quickSession(text) ?? openSession(text, readXmlText);
  last = session;
  return session;
}

/** Takes over what another thread has read. */
export function adoptSession(text: PieceText, encoded: EncodedText): void {
  last = sessionOf(text, encoded);
}

function followingFrom(before: WireSession, text: PieceText): WireSession | undefined {
  const edit = textDifference(before.text, text);
  return edit ? patchLeaf(before, edit) : { ...before, text };
}
