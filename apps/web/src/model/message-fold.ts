import type { Span } from "@easel/codec/document";
import type { LiveDraft } from "./live-draft.ts";
import { readMime } from "./mime-in-xml.ts";
import { keepsMessageInXml } from "./move-message.ts";
import { cdataMessage } from "./wire-message.ts";
import { quickSession } from "./xml-session.ts";

/** A message of more characters is not shown twice: the XML pane folds it away, the MIME pane shows it. */
export const FOLD_FROM = 2_000_000;

/** The part of the XML text that is the message, when it is long; undefined when the MIME pane does not show it. */
export function messageFold(draft: LiveDraft): Span | undefined {
  const { xml } = draft;
  if (xml.length <= FOLD_FROM || !keepsMessageInXml(draft)) return undefined;
  const session = quickSession(xml);
  const span = (session && cdataMessage(session)?.span) ?? readMime(xml.toString()).span;
  return span.end - span.start > FOLD_FROM ? span : undefined;
}
