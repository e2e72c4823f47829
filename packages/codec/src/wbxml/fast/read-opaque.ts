import { findUtf8Fault } from "../../bytes/index.ts";
import { MAX_INTEGER_BYTES } from "../integers.ts";
import { hasNonCharacter } from "./non-characters.ts";
import { findSpecial, passed } from "./scan-bytes.ts";

/** Opaque data and how its text is written. */
export interface ReadOpaque {
  start: number;
  end: number;
  /** CDATA of ASCII or of wider characters, or the base64 of what CDATA cannot hold. */
  kind: "ascii" | "wide" | "base64";
  /** Somewhere in it stands `]]>`. */
  hasEnd: boolean;
}

/** Reads length and data at `at`; undefined when they are cut off or the length is longer than it need be. */
export function readOpaque(bytes: Uint8Array, view: DataView, at: number): ReadOpaque | undefined {
  let start = at;
  let count = 0;
  let byte = bytes[start++] ?? 0;
  if (byte === 0x80) return undefined;
  for (let groups = 1; byte >= 0x80; groups++) {
    if (groups >= MAX_INTEGER_BYTES) return undefined;
    count = count * 128 + (byte & 0x7f);
    byte = bytes[start++] ?? 0;
  }
  const end = start + count * 128 + byte;
  if (end > bytes.length) return undefined;
  return classify(bytes, view, start, end);
}

function classify(bytes: Uint8Array, view: DataView, start: number, end: number): ReadOpaque {
  let wide = false;
  let hasEnd = false;
  for (let at = start; at < end; at++) {
    at = findSpecial(bytes, view, at, end);
    wide ||= passed.wide;
    if (at === end) break;
    const byte = bytes[at] ?? 0;
    if (byte < 0x20 && byte !== 0x0d) return { start, end, kind: "base64", hasEnd };
    if (byte === 0x3e && at >= start + 2 && bytes[at - 1] === 0x5d && bytes[at - 2] === 0x5d) hasEnd = true;
  }
  if (wide && !isXmlText(bytes.subarray(start, end))) return { start, end, kind: "base64", hasEnd };
  return { start, end, kind: wide ? "wide" : "ascii", hasEnd };
}

const isXmlText = (bytes: Uint8Array): boolean => findUtf8Fault(bytes) === undefined && !hasNonCharacter(bytes);
