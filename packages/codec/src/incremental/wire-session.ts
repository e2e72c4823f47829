import { PieceBytes, type PieceText, type TextEdit } from "../pieces/index.ts";
import type { Problem } from "../problem.ts";
import type { ByteLabel } from "../wbxml/index.ts";
import { type EncodedText, type ReadText, readText } from "./encoded-text.ts";
import { type LinkedTree, linkTree } from "./linked-tree.ts";
import { type LongCdata, readLongCdata } from "./long-cdata.ts";
import { type PatchState, patchLeaf } from "./patch-leaf.ts";

/** Labels in byte order, as an array has them; each is made when it is asked for. */
export interface ByteLabels {
  readonly length: number;
  at(index: number): ByteLabel | undefined;
}

/** An XML text with all it is on the wire. Immutable: an edit gives another that shares what it did not touch. */
export interface WireSession {
  readonly text: PieceText;
  readonly bytes: PieceBytes;
  readonly labels: ByteLabels;
  readonly problems: readonly Problem[];
  readonly complete: boolean;
  readonly tree: LinkedTree;
  /** Long CDATA sections, in the order of the text. */
  readonly long: readonly LongCdata[];
  /** What an edit inside one text goes on from; absent where the text is read another way. */
  readonly patch?: PatchState;
}

/** The session of a text, read from its first to its last character. */
export function openSession(text: PieceText, read: ReadText = readText): WireSession {
  return sessionOf(text, read(text.toString()));
}

/** The session of a text that has been read already, on another thread for instance. */
export function sessionOf(text: PieceText, encoded: EncodedText): WireSession {
  const { document, bytes, labels, problems, complete } = encoded;
  const pieces = PieceBytes.of(bytes);
  const patch: PatchState = { base: { text, document, labels, problems }, edits: [] };
  return { text, bytes: pieces, labels, problems, complete, tree: linkTree(document), long: [], patch };
}

/**
 * The session after an edit, the same as `openSession` gives for the edited text. Cheap where the edit stays inside
 * one text or CDATA section, or where all that is long is CDATA; else the whole text is read again.
 */
export function applyTextEdit(session: WireSession, edit: TextEdit, read: ReadText = readText): WireSession {
  const text = session.text.edit(edit.start, edit.end, edit.inserted);
  return readLongCdata(text, read) ?? patchLeaf(session, edit) ?? openSession(text, read);
}
