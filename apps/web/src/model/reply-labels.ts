import type { ByteLabels } from "@easel/codec/incremental";
import { pieceLines } from "@easel/codec/mime";
import type { PieceBytes } from "@easel/codec/pieces";
import type { ReadReply } from "./read-reply.ts";
import { labelMime, labelText } from "./text-labels.ts";
import { scanned, type WireMime } from "./wire-message.ts";

/** What each run of an answer's bytes is: a token of WBXML, a line of a message or of text; nothing for other bytes. */
export function replyLabels(read: ReadReply, bytes: PieceBytes): { labels: ByteLabels; mime?: WireMime } {
  if (read.document || read.text === undefined) return { labels: read.labels };
  if (read.kind !== "mime") return { labels: labelText(bytes, pieceLines(bytes)) };
  const { mime } = scanned(bytes, 0);
  return { labels: labelMime(bytes, mime), mime };
}
