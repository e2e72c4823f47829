import type { ProblemList } from "../problem-list.ts";
import { isForbidden, unicodeName } from "./characters.ts";
import { reportForbidden } from "./references.ts";

/**
 * Reports control characters, lone surrogates and, outside CDATA, a stray `]]>` in a range of the text.
 * True when the range holds an `&`.
 */
export function checkText(text: string, start: number, end: number, inCdata: boolean, problems: ProblemList): boolean {
  let hasReference = false;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code >= 0x20 && code < 0xd800) {
      if (code === 0x26) hasReference = true;
      else if (code === 0x5d && !inCdata && text.startsWith("]]>", at)) reportCdataEnd(at, problems);
    } else if (code >= 0xd800 && code <= 0xdfff) {
      if (code < 0xdc00 && at + 1 < end && (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00) at++;
      else reportSurrogate(code, at, problems);
    } else if (isForbidden(code)) {
      if (inCdata && code === 0) reportNul(at, problems);
      else reportForbidden(code, at, at + 1, problems);
    }
  }
  return hasReference;
}

function reportCdataEnd(at: number, problems: ProblemList): void {
  const message = () =>
    "]]> closes a CDATA section, and none is open here. Write ]]&gt; for the characters themselves.";
  problems.add("error", "stray-cdata-end", message, at, at + 3);
}

function reportSurrogate(code: number, at: number, problems: ProblemList): void {
  const message = () => `${unicodeName(code)} is half of a surrogate pair and stands alone: it has no UTF-8 form.`;
  problems.add("error", "lone-surrogate", message, at, at + 1);
}

/** Opaque data may hold any byte, so a NUL in CDATA can be sent. */
function reportNul(at: number, problems: ProblemList): void {
  const message = () => "The control character U+0000 is not allowed in XML. It is kept as a byte of the opaque data.";
  problems.add("warning", "control-character", message, at, at + 1);
}
