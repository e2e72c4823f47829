import type { Span } from "@easel/codec/document";
import { linkTree } from "@easel/codec/incremental";
import type { PieceText } from "@easel/codec/pieces";
import { byteOffsetOf, textOffsetOf } from "./byte-pieces.ts";
import type { ReadReply } from "./read-reply.ts";

/** Links the bytes of an answer with the text it is shown as. */
export interface ReplyLinks {
  textOf(span: Span): Span | undefined;
  /** The bytes of the innermost node at a place of the text, of the character where there are no nodes. */
  bytesOf(offset: number): Span | undefined;
}

const none: ReplyLinks = { textOf: () => undefined, bytesOf: () => undefined };
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];

/** `text` is what the answer is shown as. A text in another charset than UTF-8 is not linked. */
export function replyLinks(read: ReadReply, text: PieceText): ReplyLinks {
  if (read.document) {
    const tree = linkTree(read.document);
    return { textOf: (span) => tree.textOfBytes(span), bytesOf: (offset) => tree.bytesOfText(offset) };
  }
  if (read.text === undefined || read.charset !== "utf-8") return none;
  const skipped = BYTE_ORDER_MARK.every((byte, at) => read.bytes[at] === byte) ? BYTE_ORDER_MARK.length : 0;
  const at = (byte: number) => textOffsetOf(text, Math.max(0, byte - skipped));
  return {
    textOf: ({ start, end }) => ({ start: at(start), end: at(end) }),
    bytesOf: (offset) => {
      const start = byteOffsetOf(text, offset) + skipped;
      const end = byteOffsetOf(text, offset + 1) + skipped;
      return end > start ? { start, end } : undefined;
    },
  };
}
