import { decodeBase64 } from "../bytes/index.ts";
import type { Problem } from "../problem.ts";
import { isKnownHeaderName } from "./known-headers.ts";
import type { Units } from "./source.ts";

/** How much of the text is looked at to tell what it is. */
export const SNIFF_LENGTH = 400;

/**
 * The problem that tells what an input is when it is no mail at all; undefined when it may be one. `isBlank` says
 * whether it is nothing but white space, `isBase64` whether it is base64 of a message.
 */
export function sniffForeign(
  text: Units,
  { isBlank, isBase64 }: { isBlank: boolean; isBase64: () => boolean },
): Problem | undefined {
  const span = { start: 0, end: text.length };
  const problem = (code: string, message: string): Problem => ({
    code,
    severity: "error",
    message,
    source: "mime",
    span,
  });
  if (isBlank) return problem("empty-input", "There is no message: no header, no body.");
  const head = text
    .slice(0, SNIFF_LENGTH)
    .replace(/^(?:\ufeff|\u00ef\u00bb\u00bf)/, "")
    .trimStart();
  if (/^<(?:[?!]|[A-Za-z_][\w:.-]*[\s/>])/.test(head)) {
    return problem(
      "looks-like-xml",
      "This is an XML document, not a mail message. A message begins with a header such as “From: …”.",
    );
  }
  if (isBase64()) {
    return problem(
      "looks-like-base64",
      "This is base64 text; decoded, it is a mail message. The message itself begins with a header such as “From: …”.",
    );
  }
  return undefined;
}

/** The message inside base64 text (white space allowed), undefined when the text is not that. */
export function decodeBase64Mime(input: string | Uint8Array): Uint8Array<ArrayBuffer> | undefined {
  if (!beginsLikeBase64Mime(input)) return undefined;
  return decodeBase64(typeof input === "string" ? input : asciiOf(input), { allowWhitespace: true });
}

/** Whether an input, or its beginning, may be base64 of a message: cheap, and no promise. */
export function beginsLikeBase64Mime(input: string | Uint8Array): boolean {
  const head = typeof input === "string" ? input.slice(0, SNIFF_LENGTH) : asciiOf(input.subarray(0, SNIFF_LENGTH));
  const start = head.replace(/\s+/g, "");
  if (start.length < 8 || /[^A-Za-z0-9+/=]/.test(start)) return false;
  const sample = decodeBase64(start.slice(0, start.length - (start.length % 4)));
  const name = sample && /^\s*([A-Za-z][A-Za-z0-9-]*)[ \t]*:/.exec(asciiOf(sample))?.[1];
  return name !== undefined && isKnownHeaderName(name);
}

/** Bytes above 127 become a character no alphabet holds. */
function asciiOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
