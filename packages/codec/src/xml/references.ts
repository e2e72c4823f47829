import type { ProblemList } from "../problem-list.ts";
import { isForbidden, unicodeName } from "./characters.ts";

const named = new Map([
  ["amp", "&"],
  ["lt", "<"],
  ["gt", ">"],
  ["quot", '"'],
  ["apos", "'"],
]);

/** Longest reference worth reading: `&#x10FFFF;` and some leading zeros. */
const MAX_REFERENCE = 20;

/** The text of a range with its references replaced; one that cannot be read stays as written, with a problem. */
export function replaceReferences(text: string, start: number, end: number, problems: ProblemList): string {
  const parts: string[] = [];
  let from = start;
  let at = indexBefore(text, "&", start, end);
  while (at >= 0) {
    const reference = readReference(text, at, end);
    if (typeof reference === "string")
      problems.add("error", "bad-entity", () => reference, at, referenceEnd(text, at, end));
    else {
      if (isForbidden(reference.code)) reportForbidden(reference.code, at, reference.end, problems);
      parts.push(text.slice(from, at), reference.text);
      from = reference.end;
    }
    at = indexBefore(text, "&", Math.max(from, at + 1), end);
  }
  if (parts.length === 0) return text.slice(start, end);
  parts.push(text.slice(from, end));
  return parts.join("");
}

/** A control character is kept: it can travel in WBXML, though not every XML reader takes it. */
export function reportForbidden(code: number, start: number, end: number, problems: ProblemList): void {
  const name = unicodeName(code);
  if (code === 0) {
    const message = () => `${name} (NUL) cannot stand in text: in WBXML it ends the string.`;
    problems.add("error", "control-character", message, start, end);
  } else {
    const message = () => `The control character ${name} is not allowed in XML. It is kept and will be sent.`;
    problems.add("warning", "control-character", message, start, end);
  }
}

type Reference = { text: string; code: number; end: number };

/** The character at an `&`, or the sentence that says why there is none. */
function readReference(text: string, at: number, end: number): Reference | string {
  const stop = referenceEnd(text, at, end);
  const body = text.slice(at + 1, stop - 1);
  if (text[stop - 1] !== ";" || stop - at < 3)
    return "This & begins no reference. Write &amp; for the character itself.";
  const plain = named.get(body);
  if (plain) return { text: plain, code: plain.charCodeAt(0), end: stop };
  const [, hex, decimal] = /^#(?:x([0-9a-f]+)|([0-9]+))$/i.exec(body) ?? [];
  if (hex === undefined && decimal === undefined) {
    return `The entity &${body}; is not defined. XML knows &amp; &lt; &gt; &quot; &apos; and numbers such as &#13;.`;
  }
  const code = hex === undefined ? Number.parseInt(decimal ?? "", 10) : Number.parseInt(hex, 16);
  if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return `&${body}; is not a Unicode character.`;
  return { text: String.fromCodePoint(code), code, end: stop };
}

/** Offset behind the `;` of a reference, or behind its `&` when none is near. */
function referenceEnd(text: string, at: number, end: number): number {
  const last = Math.min(end, at + MAX_REFERENCE);
  for (let index = at + 1; index < last; index++) {
    const code = text.charCodeAt(index);
    if (code === 0x3b) return index + 1;
    const lower = code | 0x20;
    if (!((lower >= 0x61 && lower <= 0x7a) || (code >= 0x30 && code <= 0x39) || code === 0x23)) break;
  }
  return at + 1;
}

/** `indexOf` that looks no further than `end`, so that many small texts cost no more than one large one. */
function indexBefore(text: string, char: string, from: number, end: number): number {
  const code = char.charCodeAt(0);
  for (let at = from; at < end; at++) if (text.charCodeAt(at) === code) return at;
  return -1;
}
