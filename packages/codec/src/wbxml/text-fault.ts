import type { Severity } from "../problem.ts";
import { type Charset, UTF_8_MIB } from "./charsets.ts";

export interface TextFault {
  severity: Severity;
  code: string;
  message: string;
}

/**
 * What keeps a text from being an inline string: NUL ends the string early, a lone surrogate has no UTF-8, and
 * strings are written in UTF-8 whatever the header says.
 */
export function findTextFault(text: string, charset: Charset): TextFault | undefined {
  const isUtf8 = charset.mib === UTF_8_MIB || charset.isUnknown;
  let isAscii = charset.unit === 1;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0) {
      const message = "A text with a NUL character (U+0000) cannot be an inline string: NUL ends it.";
      return { severity: "error", code: "nul-in-text", message };
    }
    if (code >= 0x80) isAscii = false;
    if ((code & 0xf800) === 0xd800) {
      if (code < 0xdc00 && (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00) at++;
      else {
        const message = "The text holds half of a surrogate pair, which has no UTF-8 form.";
        return { severity: "error", code: "lone-surrogate", message };
      }
    }
  }
  if (isUtf8 || isAscii) return undefined;
  return {
    // A zero of one byte does not end a string of wider characters, so what follows could not be read.
    severity: charset.unit === 1 ? "warning" : "error",
    code: "text-charset",
    message: `The header says ${charset.name}, but texts are written in UTF-8. Change the header, or give the bytes of the string (wire:token).`,
  };
}
