import { decodePlainHex } from "@easel/codec/bytes";
import type { Span } from "@easel/codec/document";
import type { ByteLabels } from "@easel/codec/incremental";
import type { PieceBytes } from "@easel/codec/pieces";

/** What a search looks for: characters, bytes written as hex, or elements by name or path. */
export type FindKind = "text" | "hex" | "element";

/** Found places listed; more are only told of. */
export const MAX_FOUND = 10_000;
/** Labels looked at between two looks at the clock. */
const LABELS_A_STEP = 2_000;

export interface Found {
  /** In the order of the bytes. They do not overlap. */
  spans: Span[];
  /** True while there is more to search. */
  searching: boolean;
  /** True when there are more than `MAX_FOUND`. */
  more: boolean;
  /** Why nothing can be searched for. */
  fault?: string;
}

export const nothingFound: Found = { spans: [], searching: false, more: false };

/**
 * Searches a body in steps of some milliseconds at most, so that whoever runs it can stop between any two of them.
 * Letters A to Z of a text match in either case. Each step adds to `spans`.
 */
export function* findInBytes(
  bytes: PieceBytes,
  labels: ByteLabels,
  kind: FindKind,
  wanted: string,
): Generator<void, Found> {
  if (wanted.trim() === "") return nothingFound;
  const spans: Span[] = [];
  if (kind === "element") {
    const more = yield* findElements(labels, wanted.trim(), spans);
    return { spans, searching: false, more };
  }
  const needle = kind === "text" ? new TextEncoder().encode(wanted) : decodePlainHex(wanted);
  if (!needle) return { ...nothingFound, fault: "Hex is pairs of digits, such as 03 01 6a." };
  const more = yield* findNeedle(bytes, needle, kind === "text", spans);
  return { spans, searching: false, more };
}

/** Piece by piece with what may begin in one and end in the next: the body is never put together. */
function* findNeedle(bytes: PieceBytes, needle: Uint8Array, anyCase: boolean, spans: Span[]): Generator<void, boolean> {
  const wanted = anyCase ? needle.map(lower) : needle;
  let free = 0;
  for (const [index, piece] of bytes.pieces.entries()) {
    const start = bytes.startOf(index);
    const end = start + piece.length;
    const window = bytes.slice(start, end + wanted.length - 1);
    let at = Math.max(0, free - start);
    while (true) {
      at = indexOf(window, wanted, at, anyCase);
      if (at < 0) break;
      if (spans.length === MAX_FOUND) return true;
      free = start + at + wanted.length;
      spans.push({ start: start + at, end: free });
      at += wanted.length;
    }
    yield;
  }
  return false;
}

function indexOf(bytes: Uint8Array, wanted: Uint8Array, from: number, anyCase: boolean): number {
  const first = wanted[0] ?? 0;
  const last = bytes.length - wanted.length;
  const fold = anyCase ? lower : same;
  for (let at = from; at <= last; at++) {
    if (fold(bytes[at] ?? 0) !== first) continue;
    let length = 1;
    while (length < wanted.length && fold(bytes[at + length] ?? 0) === wanted[length]) length++;
    if (length === wanted.length) return at;
  }
  return -1;
}

const lower = (byte: number): number => (byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte);
const same = (byte: number): number => byte;

/**
 * Start tags by name: the last step of what is wanted begins the name, the steps before it are the names around it,
 * and a path that begins with a slash begins at the root. Case does not matter.
 */
function* findElements(labels: ByteLabels, wanted: string, spans: Span[]): Generator<void, boolean> {
  const fromRoot = wanted.startsWith("/");
  const steps = wanted.toLowerCase().replace(/[<>]/g, "").split("/").filter(Boolean);
  const last = steps.pop();
  if (last === undefined) return false;
  const open: string[] = [];
  for (let index = 0; index < labels.length; index++) {
    const label = labels.at(index);
    if (label?.kind === "tag" && label.element) {
      open.length = label.level;
      const name = label.element.name.toLowerCase();
      const depthFits = !fromRoot || label.level === steps.length;
      const around = steps.every((step, at) => open[label.level - steps.length + at] === step);
      if (name.startsWith(last) && depthFits && around) {
        if (spans.length === MAX_FOUND) return true;
        spans.push(label.span);
      }
      open[label.level] = name;
    }
    if (index % LABELS_A_STEP === LABELS_A_STEP - 1) yield;
  }
  return false;
}

const HEX_OFFSET = /^(?:(?:0x|\$)([0-9a-f]+)|([0-9a-f]+)h)$/i;

/** Offset a person wrote: `0x1a`, `$1a` and `1ah` are hex, digits alone are decimal. */
export function readOffset(text: string): number | undefined {
  const written = text.trim();
  const [, before, behind] = HEX_OFFSET.exec(written) ?? [];
  const hex = before ?? behind;
  if (hex !== undefined) return Number.parseInt(hex, 16);
  return /^\d+$/.test(written) ? Number.parseInt(written, 10) : undefined;
}

/** The place to go to from an offset: the next one behind it or the last before it, around the ends. */
export function nextFound(spans: readonly Span[], from: number, step: 1 | -1): number {
  if (spans.length === 0) return -1;
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.start ?? 0) < from) low = middle + 1;
    else high = middle;
  }
  if (step === 1) return low % spans.length;
  return (low - 1 + spans.length) % spans.length;
}
