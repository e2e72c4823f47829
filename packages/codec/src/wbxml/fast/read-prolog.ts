import type { Problem } from "../../problem.ts";
import { doctypeDropped } from "../../xml/index.ts";
import { skipBlank } from "./blank.ts";
import type { SourceText } from "./source-text.ts";
import { matches } from "./tag-names.ts";

export interface Prolog {
  /** Offset of the root's start tag, or of what else stands there. */
  end: number;
  /** A DOCTYPE is passed over, and said so. */
  problems: Problem[];
}

/** The declaration the printer writes, and most others. */
const usual = new DataView(new TextEncoder().encode('<?xml version="1.0" encoding="utf-8"?>').buffer);

const noProblems: Problem[] = [];

/** Passes over white space, an XML declaration and a DOCTYPE without internal subset; undefined when one is odd. */
export function readProlog({ bytes, view, length }: SourceText): Prolog | undefined {
  let at = skipBlank(bytes, view, 0);
  let problems = noProblems;
  if (matches(view, at, usual, 0, usual.byteLength)) at = skipBlank(bytes, view, at + usual.byteLength);
  else if (bytes[at + 1] === 0x3f) {
    if (!startsWith(bytes, at, "<?xml") || bytes[at + 5] !== 0x20) return undefined;
    at = findAscii(bytes, at + 5, length, 0x3f);
    if (at < 0 || bytes[at + 1] !== 0x3e) return undefined;
    at = skipBlank(bytes, view, at + 2);
  }
  if (bytes[at + 1] === 0x21) {
    // `<!DOCTYPE html` is another matter: that is a web page.
    if (!startsWith(bytes, at, "<!DOCTYPE") || ((bytes[at + 10] ?? 0) | 0x20) === 0x68) return undefined;
    const start = at;
    at = findDoctypeEnd(bytes, at + 9, length);
    if (at < 0) return undefined;
    problems = [doctypeDropped(start, at)];
    at = skipBlank(bytes, view, at);
  }
  return { end: at, problems };
}

function findDoctypeEnd(bytes: Uint8Array, from: number, length: number): number {
  for (let at = from; at >= 0 && at < length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte === 0x3e) return at + 1;
    if (byte >= 0x80 || byte === 0x5b || byte === 0x5d || byte === 0x3c) return -1;
    if (byte === 0x22 || byte === 0x27) {
      at = findAscii(bytes, at + 1, length, byte);
      if (at < 0) return -1;
    }
  }
  return -1;
}

/** Offset of a byte with nothing but ASCII before it, so that offsets are those of the text; -1 otherwise. */
function findAscii(bytes: Uint8Array, from: number, length: number, wanted: number): number {
  for (let at = from; at < length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte === wanted) return at;
    if (byte >= 0x80) return -1;
  }
  return -1;
}

function startsWith(bytes: Uint8Array, at: number, text: string): boolean {
  for (let index = 0; index < text.length; index++) if (bytes[at + index] !== text.charCodeAt(index)) return false;
  return true;
}
