import { isForbidden, isSpace } from "./characters.ts";

const named = new Map([
  [0x26, "&amp;"],
  [0x3c, "&lt;"],
  [0x3e, "&gt;"],
]);

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

/** A value for double quotes. */
export const escapeAttribute = (value: string): string => escapeText(value).replaceAll('"', "&quot;");

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
