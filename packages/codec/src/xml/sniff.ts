import { decodeBase64, decodeHex } from "../bytes/index.ts";

export type PasteKind = "empty" | "xml" | "html" | "json" | "mime" | "hex" | "base64" | "text";

/** What a pasted text looks like. */
export interface Paste {
  kind: PasteKind;
  /** The decoded bytes, for base64 and for hex without a half byte. */
  bytes?: Uint8Array;
}

/** Whether text begins like an HTML page: behind declarations and comments only, since a mail may hold HTML too. */
export const isHtml = (beginning: string): boolean =>
  /^(?:\s|<\?[^<>]*>|<!--[^<>]*-->|<!doctype(?! html\b)[^<>]*>)*<(?:!doctype )?html\b/i.test(beginning);

/** Fewest bytes taken for hex or base64 when they do not begin like WBXML. */
const MIN_BYTES = 12;

/** Says what a text looks like, and decodes it when it is hex (dumps included) or base64. Never throws. */
export function sniffPaste(text: string): Paste {
  const trimmed = text.replace(/^\uFEFF/, "").trim();
  if (trimmed === "") return { kind: "empty" };
  const beginning = trimmed.slice(0, 500);
  if (isHtml(beginning) || /^<(?:head|body|HEAD|BODY)\b/.test(beginning)) return { kind: "html" };
  if (trimmed.startsWith("<")) return { kind: "xml" };
  if (/^[{[]\s*["{[\]}\d]/.test(beginning) && /[}\]]$/.test(trimmed)) return { kind: "json" };
  const hex = /^[\s\\x0-9a-f]/i.test(beginning) ? decodeHex(trimmed) : undefined;
  if (hex && isLikely(hex)) return { kind: "hex", bytes: hex };
  if (/^0[123][\s,:-]?0/.test(beginning) && /^[0-9a-f\s,:-]+$/i.test(trimmed)) return { kind: "hex" };
  const base64 = readBase64(trimmed);
  if (base64 && isLikely(base64)) return { kind: "base64", bytes: base64 };
  if (/^[!-9;-~]{1,76}:(?:[ \t]|\r?\n)/.test(beginning)) return { kind: "mime" };
  return { kind: "text" };
}

const isLikely = (bytes: Uint8Array): boolean => looksLikeWbxml(bytes) || bytes.length >= MIN_BYTES;

/** Version 1.1 to 1.3, then UTF-8 as the third byte: `03 01 6A`. */
const looksLikeWbxml = ([version = 0, , charset]: Uint8Array): boolean =>
  version >= 0x01 && version <= 0x03 && charset === 0x6a;

function readBase64(text: string): Uint8Array | undefined {
  // A single word, however long, is a name more often than data; padding, a digit or WBXML's first bytes tell.
  if (!/^[A-Za-z0-9+/_\-=\s]+$/.test(text) || !/[0-9+/=]|^AwFq/.test(text)) return undefined;
  const alphabet = /[-_]/.test(text) ? "url" : "standard";
  return decodeBase64(text, { alphabet, allowWhitespace: true });
}
