import { isForbidden, isSpace } from "./characters.ts";

const named = new Map([
  ["&", "&amp;"],
  ["<", "&lt;"],
  [">", "&gt;"],
]);

/** What XML 1.0 section 2.2 has no place for: control characters, non-characters, halves of surrogate pairs. */
const UNWRITABLE = /(?![\t\n\r\x7F-\x9F])[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu;
const UNWRITABLE_OR_BACKSLASH = /(?![\t\n\r\x7F-\x9F])[\p{Cc}\p{Cs}\uFFFE\uFFFF\\]/gu;

/** What text must not hold as it stands. */
const SPECIAL = /[&<>]|(?![\t\n\x7F-\x9F])[\p{Cc}\uFFFE\uFFFF]/u;
const ALL_SPECIAL = new RegExp(SPECIAL, "gu");

const BACKSLASH = 0x5c;
/** UTF-16 units looked at in one go. */
const SLICE = 8192;

/** Among them are all unwritable ones; a plain class is looked for several times faster. */
const UNUSUAL = /[^\t\n\r -\uD7FF]/;

/** Whether XML can hold every character of a text. */
export const isWritable = (text: string): boolean => !UNUSUAL.test(text) || text.search(UNWRITABLE) < 0;

/** The text with a backslash escape for every character XML cannot hold, and for the backslash. */
export const escapeUnwritable = (text: string): string =>
  replaceInSlices(text, UNWRITABLE_OR_BACKSLASH, (char) =>
    char === "\\" ? "\\\\" : `\\u${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`,
  );

/** What `escapeUnwritable` wrote; undefined when a backslash begins no escape. */
export function unescapeUnwritable(text: string): string | undefined {
  if (!text.includes("\\")) return text;
  const pieces: string[] = [];
  let units: number[] = [];
  for (let at = 0; at < text.length; at++) {
    let code = text.charCodeAt(at);
    if (code === BACKSLASH && text.charCodeAt(at + 1) === BACKSLASH) at++;
    else if (code === BACKSLASH) {
      const digits = text.slice(at + 2, at + 6);
      if (text[at + 1] !== "u" || !/^[0-9A-Fa-f]{4}$/.test(digits)) return undefined;
      code = Number.parseInt(digits, 16);
      at += 5;
    }
    units.push(code);
    if (units.length < SLICE) continue;
    pieces.push(String.fromCharCode(...units));
    units = [];
  }
  return pieces.join("") + String.fromCharCode(...units);
}

/**
 * Text that parses back exactly: `&`, `<` and `>` by name, CR and control characters by number, so that no XML
 * reader normalises them away. With `keepBlank` the first character is a reference if it is white space, which
 * tells text from layout.
 */
export function escapeText(text: string, keepBlank = false): string {
  const reference = (char: string) => named.get(char) ?? `&#${char.charCodeAt(0)};`;
  if (keepBlank && isSpace(text.charCodeAt(0))) return reference(text.charAt(0)) + escapeText(text.slice(1));
  return SPECIAL.test(text) ? replaceInSlices(text, ALL_SPECIAL, reference) : text;
}

/** Replaces slice by slice, so that millions of matches take no more memory at a time than those of one slice. */
function replaceInSlices(text: string, pattern: RegExp, replace: (char: string) => string): string {
  if (text.length <= SLICE) return text.replace(pattern, replace);
  const pieces: string[] = [];
  for (let at = 0; at < text.length; ) {
    let end = Math.min(at + SLICE, text.length);
    if ((text.charCodeAt(end - 1) & 0xfc00) === 0xd800 && end < text.length) end--;
    pieces.push(text.slice(at, end).replace(pattern, replace));
    at = end;
  }
  return pieces.join("");
}

/** A value for double quotes; U+FFFD stands for what XML has no place for, which no namespace holds. */
export const escapeAttribute = (value: string): string =>
  escapeText(value.replaceAll(UNWRITABLE, "\uFFFD")).replaceAll('"', "&quot;");

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
