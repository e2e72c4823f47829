import type { Document } from "@easel/codec/document";
import { hoverDocument } from "@easel/doctor/language";
import { type Annotator, notesIn } from "./reply-notes.ts";
import type { TextHelp } from "./text-help.ts";
import { isLayout } from "./xml-help.ts";

/** Help for reading a decoded answer: what an element is for, what its value says. */
export function replyHelp(document: Document | undefined, annotator: Annotator): TextHelp | undefined {
  const root = document?.root;
  if (!document || !root) return undefined;
  // The root of an answer is named for its command.
  const options = { command: root.name, side: "reply" } as const;
  return {
    hover: (text, offset) => (isLayout(text, offset) ? undefined : hoverDocument(document, offset, options)),
    notes: (span) => notesIn(document, span, annotator),
  };
}
