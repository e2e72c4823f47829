import type { Span } from "@easel/codec/document";
import type { Wire } from "./build-wire.ts";
import { byteOffsetOf, textOffsetOf } from "./byte-pieces.ts";
import { labelAt } from "./hex-rows.ts";
import type { LiveDraft } from "./live-draft.ts";
import { messageInXml } from "./message.ts";
import { bodySpanOf, lineSpanAt, messageSpanOf } from "./message-place.ts";

/** Where bytes of the body stand in the XML text: a line of a message in CDATA, else the innermost node. */
export function xmlOfBytes(wire: Wire, draft: LiveDraft, span: Span): Span | undefined {
  const { mime, tree, body } = wire;
  if (!tree) return wire.bodyKind === "xml" ? textSpanOf(draft.xml, span) : undefined;
  const message = messageInXml(draft);
  const offset = mime?.bodyOffset;
  if (message && mime && offset !== undefined && span.start >= offset && span.end <= offset + mime.bytes.length) {
    const inMessage = messageSpanOf(body, mime, span);
    if (inMessage) return shifted(textSpanOf(mime.text, inMessage), message.start);
  }
  return tree.textOfBytes(span);
}

/** The bytes at a place of the XML text: those of a message's line, else of the innermost node. */
export function bytesOfXml(wire: Wire, draft: LiveDraft, offset: number): Span | undefined {
  const { mime, tree } = wire;
  if (!tree) {
    return wire.bodyKind === "xml" ? labelAt(wire.labels, byteOffsetOf(draft.xml, offset))?.span : undefined;
  }
  const message = messageInXml(draft);
  const inMessage = message && mime && offset >= message.start && offset < message.end;
  return (inMessage && bytesOfMimeLine(wire, offset - message.start)) || tree.bytesOfText(offset);
}

/** Where bytes of the body stand in the message's text. */
export function mimeOfBytes({ mime, body }: Wire, span: Span): Span | undefined {
  const inMessage = mime && messageSpanOf(body, mime, span);
  return inMessage && textSpanOf(mime.text, inMessage);
}

/** The bytes of the message's line at a place of its text, as they stand in the body. */
export function bytesOfMimeLine({ mime, body }: Wire, offset: number): Span | undefined {
  const line = mime && lineSpanAt(mime, byteOffsetOf(mime.text, offset));
  return line && bodySpanOf(body, mime, line);
}

const textSpanOf = (text: Parameters<typeof textOffsetOf>[0], { start, end }: Span): Span => ({
  start: textOffsetOf(text, start),
  end: textOffsetOf(text, end),
});

const shifted = ({ start, end }: Span, by: number): Span => ({ start: start + by, end: end + by });
