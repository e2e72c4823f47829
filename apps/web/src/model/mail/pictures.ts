import { encodeBase64 } from "@easel/codec/bytes";
import type { MailPart } from "./read-mail.ts";
import { partBytes } from "./read-part.ts";

/** Formats a browser draws and that hold no markup. */
const DRAWN = /^image\/(?:png|jpeg|gif|webp|bmp|avif)$/;
/** Bytes of one picture that are drawn; a data URL of more is slow to make and to read. */
export const MAX_PICTURE = 8 << 20;

/** The data URL of the picture with this Content-ID; undefined when there is none, or none a browser should draw. */
export function pictureOf(message: Uint8Array, parts: readonly MailPart[], contentId: string): string | undefined {
  const part = parts.find((each) => (each.contentId ?? "") === contentId && DRAWN.test(each.contentType));
  if (!part || part.size > MAX_PICTURE || part.size === 0) return undefined;
  return `data:${part.contentType};base64,${encodeBase64(partBytes(message, part).bytes)}`;
}
