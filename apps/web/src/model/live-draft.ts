import { PieceText, textDifference } from "@easel/codec/pieces";
import type { Draft } from "./draft.ts";

/** All of a draft but its two texts. */
export type DraftFrame = Omit<Draft, "xml" | "mime">;

/**
 * The draft on the bench: a `Draft` whose texts are in pieces, so that a keystroke costs what it changes and two
 * drafts in a row share all else. `plainDraft` is the same draft with whole strings.
 */
export interface LiveDraft extends DraftFrame {
  xml: PieceText;
  mime: PieceText;
}

const plain = new WeakMap<LiveDraft, Draft>();
const live = new WeakMap<Draft, LiveDraft>();

/** The draft with whole strings, put together once: the way of links, fixes and commands, not of keystrokes. */
export function plainDraft(draft: LiveDraft): Draft {
  const known = plain.get(draft);
  if (known) return known;
  const made: Draft = { ...draft, xml: draft.xml.toString(), mime: draft.mime.toString() };
  plain.set(draft, made);
  live.set(made, draft);
  return made;
}

/** The draft in pieces; where its texts resemble those of `before` it shares their pieces. */
export function liveDraft(draft: Draft, before?: LiveDraft): LiveDraft {
  const known = live.get(draft);
  if (known) return known;
  const made: LiveDraft = {
    ...draft,
    xml: before ? reviseText(before.xml, draft.xml) : PieceText.of(draft.xml),
    mime: before ? reviseText(before.mime, draft.mime) : PieceText.of(draft.mime),
  };
  live.set(draft, made);
  plain.set(made, draft);
  return made;
}

/** `text` in pieces, those of `before` wherever the two are the same. */
export function reviseText(before: PieceText, text: string): PieceText {
  const edit = textDifference(before, PieceText.of(text));
  return edit ? before.edit(edit.start, edit.end, edit.inserted) : before;
}
