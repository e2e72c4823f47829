/** White space of XML 1.0 section 2.3: space, tab, CR, LF. */
export const isSpace = (code: number): boolean => code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;

/** Beginning of a name, without the colon, which only separates prefix and name here. */
export const isNameStart = (code: number): boolean => {
  const lower = code | 0x20;
  return (lower >= 0x61 && lower <= 0x7a) || code === 0x5f || code >= 0x80;
};

/** A character of a qualified name, colon included. */
export const isNameChar = (code: number): boolean =>
  isNameStart(code) || (code >= 0x30 && code <= 0x3a) || code === 0x2d || code === 0x2e;

/** Control characters and non-characters that XML 1.0 section 2.2 leaves out; surrogates are not judged. */
export const isForbidden = (code: number): boolean =>
  (code < 0x20 && code !== 0x09 && code !== 0x0a && code !== 0x0d) || code === 0xfffe || code === 0xffff;

/** A UTF-16 unit as `U+0007`. */
export const unicodeName = (code: number): string => `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;

/** True when all of a text is white space; true for the empty text. */
export function isBlank(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (!isSpace(text.charCodeAt(at))) return false;
  return true;
}
