import type { PieceText } from "@easel/codec/pieces";
import { parseXml } from "@easel/codec/xml";
import {
  type CompletionOptions,
  complete,
  format,
  hoverDocument,
  type OutlineNode,
  outline,
} from "@easel/doctor/language";
import type { TextHelp } from "./text-help.ts";
import { quickSession } from "./xml-session.ts";

/** Help for an XML pane; `options` is asked at each question, so that it is about the draft as it is then. */
export function xmlHelp(options: () => CompletionOptions): Required<Omit<TextHelp, "fixes" | "notes">> {
  return {
    complete: (text, offset) => complete(text.toString(), offset, options()),
    hasValues: (element) => (options().known?.[element] ?? []).length > 0,
    hover: (text, offset) => (isLayout(text, offset) ? undefined : hoverDocument(documentOf(text), offset, options())),
    format: (text, newline) => format(text.toString(), { newline }),
  };
}

/** The elements of an XML text as a tree. */
export const xmlOutline = (text: PieceText): OutlineNode[] => outline(documentOf(text));

/** White space between two tags says nothing, though it stands inside an element. */
export function isLayout(text: PieceText, offset: number): boolean {
  const around = { before: text.slice(Math.max(0, offset - NEAR), offset), after: text.slice(offset, offset + NEAR) };
  return /^\s/.test(around.after) && /(?:^|>)\s*$/.test(around.before) && /^\s*(?:<|$)/.test(around.after);
}

const NEAR = 400;

/** What the page has parsed already, if it is this text. */
const documentOf = (text: PieceText) => quickSession(text)?.tree.document ?? parseXml(text.toString()).document;
