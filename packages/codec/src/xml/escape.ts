import { isForbidden, isSpace } from "./characters.ts";
import { TextPieces } from "./text-pieces.ts";

const named = new Map([
  [0x26, "&amp;"],
  [0x3c, "&lt;"],
  [0x3e, "&gt;"],
]);

/** What XML 1.0 section 2.2 has no place for: control characters, non-characters, halves of surrogate pairs. */
const UNWRITABLE = /(?![\t\n\r\x7F-\x9F])[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu;

const BACKSLASH = 0x5c;
const ESCAPE = /^\\(\\|u([0-9A-Fa-f]{4}))/;

/** Among them are all unwritable ones; a plain class is looked for several times faster. */
const UNUSUAL = /[^\t\n\r -\uD7FF]/;

/** Whether XML can hold every character of a text. */
export const isWritable = (text: string): boolean => !UNUSUAL.test(text) || text.search(UNWRITABLE) < 0;

/** The text with a backslash escape for every character XML cannot hold, and for the backslash. */
export function escapeUnwritable(text: string): string {
  const pieces = new TextPieces();
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if ((code & 0xfc00) === 0xd800 && (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00) {
      at++;
      continue;
    }
    if (code !== BACKSLASH && !isForbidden(code) && (code & 0xf800) !== 0xd800) continue;
    if (at > from) pieces.add(text.slice(from, at));
    pieces.add(code === BACKSLASH ? "\\\\" : `\\u${code.toString(16).toUpperCase().padStart(4, "0")}`);
    from = at + 1;
  }
  if (from === 0) return text;
  pieces.add(text.slice(from));
  return pieces.finish();
}

/** What `escapeUnwritable` wrote; undefined when a backslash begins no escape. */
export function unescapeUnwritable(text: string): string | undefined {
  const pieces = new TextPieces();
  let from = 0;
  for (let at = text.indexOf("\\"); at >= 0; at = text.indexOf("\\", from)) {
    const [, spelled = "", digits] = ESCAPE.exec(text.slice(at, at + 6)) ?? [];
    if (spelled === "") return undefined;
    if (at > from) pieces.add(text.slice(from, at));
    pieces.add(digits === undefined ? "\\" : String.fromCharCode(Number.parseInt(digits, 16)));
    from = at + 1 + spelled.length;
  }
  if (from === 0) return text;
  pieces.add(text.slice(from));
  return pieces.finish();
}

/**
 * Text that parses back exactly: `&`, `<` and `>` by name, CR and control characters by number, so that no XML
 * reader normalises them away. With `keepBlank` the first character is a reference if it is white space, which
 * tells text from layout.
 */
export function escapeText(text: string, keepBlank = false): string {
  const pieces = new TextPieces();
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const needed = isSpecial(code) || (keepBlank && at === 0 && isSpace(code));
    if (!needed) continue;
    if (at > from) pieces.add(text.slice(from, at));
    pieces.add(named.get(code) ?? `&#${code};`);
    from = at + 1;
  }
  if (from === 0) return text;
  pieces.add(text.slice(from));
  return pieces.finish();
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
