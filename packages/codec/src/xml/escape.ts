import { isForbidden, isSpace } from "./characters.ts";

const named = new Map([
  [0x26, "&amp;"],
  [0x3c, "&lt;"],
  [0x3e, "&gt;"],
]);

/** What XML 1.0 section 2.2 has no place for: control characters, non-characters, halves of surrogate pairs. */
const UNWRITABLE = /(?![\t\n\r\x7F-\x9F])[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu;
const UNWRITABLE_OR_BACKSLASH = /(?![\t\n\r\x7F-\x9F])[\p{Cc}\p{Cs}\uFFFE\uFFFF\\]/gu;

/** Among them are all unwritable ones; a plain class is looked for several times faster. */
const UNUSUAL = /[^\t\n\r -\uD7FF]/;

/** Whether XML can hold every character of a text. */
export const isWritable = (text: string): boolean => !UNUSUAL.test(text) || text.search(UNWRITABLE) < 0;

/** The text with a backslash escape for every character XML cannot hold, and for the backslash. */
export const escapeUnwritable = (text: string): string =>
  text.replaceAll(UNWRITABLE_OR_BACKSLASH, (char) =>
    char === "\\" ? "\\\\" : `\\u${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`,
  );

/** What `escapeUnwritable` wrote; undefined when a backslash begins no escape. */
export function unescapeUnwritable(text: string): string | undefined {
  let isSound = true;
  const plain = text.replaceAll(/\\(?:\\|u([0-9A-Fa-f]{4})|)/g, (met, digits?: string) => {
    if (digits) return String.fromCharCode(Number.parseInt(digits, 16));
    if (met.length === 1) isSound = false;
    return "\\";
  });
  return isSound ? plain : undefined;
}

/**
 * Text that parses back exactly: `&`, `<` and `>` by name, CR and control characters by number, so that no XML
 * reader normalises them away. With `keepBlank` the first character is a reference if it is white space, which
 * tells text from layout.
 */
export function escapeText(text: string, keepBlank = false): string {
  const parts: string[] = [];
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const needed = isSpecial(code) || (keepBlank && at === 0 && isSpace(code));
    if (!needed) continue;
    parts.push(text.slice(from, at), named.get(code) ?? `&#${code};`);
    from = at + 1;
  }
  if (from === 0) return text;
  parts.push(text.slice(from));
  return parts.join("");
}

/** A value for double quotes; U+FFFD stands for what XML has no place for, which no namespace holds. */
export const escapeAttribute = (value: string): string =>
  escapeText(value.replaceAll(UNWRITABLE, "\uFFFD")).replaceAll('"', "&quot;");

const isSpecial = (code: number): boolean =>
  code === 0x26 || code === 0x3c || code === 0x3e || code === 0x0d || isForbidden(code);

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Opaque bytes as text, when CDATA can hold it and give back the same bytes; else undefined. */
export function cdataText(bytes: Uint8Array): string | undefined {
  let text: string;
  try {
    text = decoder.decode(bytes);
  } catch {
    return undefined;
  }
  for (let at = 0; at < text.length; at++) if (isForbidden(text.charCodeAt(at))) return undefined;
  return text;
}

/** `<![CDATA[…]]>`, split where the text itself holds `]]>`. */
export const cdataSection = (text: string): string =>
  `<![CDATA[${text.includes("]]>") ? text.replaceAll("]]>", "]]]]><![CDATA[>") : text}]]>`;
