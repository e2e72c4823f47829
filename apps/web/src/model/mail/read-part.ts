import { decodeTransferEncoding } from "@easel/codec/mime";
import type { Problem } from "@easel/codec/problem";
import { bytesToByteText } from "../byte-text.ts";
import type { MailPart } from "./read-mail.ts";

/** A part's content with its transfer encoding undone; what is wrong in that has its place in the part's body. */
export function partBytes(
  message: Uint8Array,
  { bodySpan, transferEncoding }: MailPart,
): { bytes: Uint8Array; problems: Problem[] } {
  return decodeTransferEncoding(message.subarray(bodySpan.start, bodySpan.end), transferEncoding);
}

/** postal-mime takes a text line by line and would hold the page up for seconds with more bytes than this. */
const MAX_POSTAL = 1 << 20;

/**
 * A part as text. Plain text and HTML are read by postal-mime: charsets of all kinds, flowed text joined again.
 * A long text, and everything else, is its bytes in the charset it names; what that cannot read stays marked bytes.
 */
export async function partText(message: Uint8Array, part: MailPart): Promise<string> {
  const isShort = part.bodySpan.end - part.headerSpan.start <= MAX_POSTAL;
  if (isShort && (part.kind === "text" || part.kind === "html") && /^text\/(?:plain|html)$/.test(part.contentType)) {
    const { default: PostalMime } = await import("postal-mime");
    const whole = message.subarray(part.headerSpan.start, part.bodySpan.end);
    const read = await PostalMime.parse(whole).catch(() => undefined);
    const text = part.kind === "html" ? read?.html : read?.text;
    // A byte its charset cannot read is shown as that byte, which postal-mime does not do.
    if (text !== undefined && !text.includes("\ufffd")) return text;
  }
  return textOfBytes(partBytes(message, part).bytes, part.parameters.charset);
}

/** Text in a charset; UTF-8 and a charset nobody knows keep what cannot be read as marked bytes. */
export function textOfBytes(bytes: Uint8Array, charset = "utf-8"): string {
  if (/^utf-?8$/i.test(charset)) return bytesToByteText(bytes);
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return bytesToByteText(bytes);
  }
}

/** The part to show first: text, else HTML, else whatever there is. */
export function firstToRead(all: readonly MailPart[]): MailPart | undefined {
  const leaves = all.filter(({ parts }) => parts.length === 0);
  const inline = leaves.filter(({ isAttachment }) => !isAttachment);
  for (const kind of ["text", "html", "calendar", "contact"] as const) {
    const found = inline.find((part) => part.kind === kind);
    if (found) return found;
  }
  return leaves[0];
}
