import { MAX_INTEGER_BYTES } from "../integers.ts";
import { POINT_SHIFT, readCharacter } from "./utf8-character.ts";
import { bytesBefore, HIGH_BITS, specialInData } from "./words.ts";

/** Opaque data and how its text is written. */
export interface ReadOpaque {
  start: number;
  end: number;
  /** CDATA of ASCII or of wider characters, or the base64 of what CDATA cannot hold. */
  kind: "ascii" | "wide" | "base64";
  /** Somewhere in it stands `]]>`. */
  hasEnd: boolean;
}

/** What was read last; one for all calls, so that many short ones make no objects. */
const read: ReadOpaque = { start: 0, end: 0, kind: "ascii", hasEnd: false };

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
  read.start = start;
  read.end = end;
  read.hasEnd = false;
  read.kind = classify(bytes, view, start, end);
  return read;
}

function classify(bytes: Uint8Array, view: DataView, start: number, end: number): ReadOpaque["kind"] {
  let kind: ReadOpaque["kind"] = "ascii";
  let at = start;
  while (at < end) {
    if (at + 16 <= end) {
      const a = view.getInt32(at, true);
      const b = view.getInt32(at + 4, true);
      const c = view.getInt32(at + 8, true);
      const d = view.getInt32(at + 12, true);
      if (((specialInData(a) | specialInData(b) | specialInData(c) | specialInData(d)) & HIGH_BITS) === 0) {
        at += 16;
        continue;
      }
    }
    // Up to four words, until a byte that matters.
    for (let words = 0; words < 4 && at + 4 <= end; words++) {
      const marks = specialInData(view.getInt32(at, true)) & HIGH_BITS;
      if (marks !== 0) {
        at += bytesBefore(marks);
        break;
      }
      at += 4;
    }
    if (at >= end) break;
    const byte = bytes[at] ?? 0;
    if (byte >= 0x80) {
      do {
        const character = readCharacter(bytes, at);
        at += character >> POINT_SHIFT;
        if (character < 0 || at > end) return "base64";
      } while (at < end && (bytes[at] ?? 0) >= 0x80);
      kind = "wide";
      continue;
    }
    if (byte < 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) return "base64";
    if (byte === 0x3e && at >= start + 2 && bytes[at - 1] === 0x5d && bytes[at - 2] === 0x5d) read.hasEnd = true;
    at++;
  }
  return kind;
}
