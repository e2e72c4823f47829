import { concatBytes } from "../bytes/index.ts";
import type { Span } from "../document.ts";
import type { Problem } from "../problem.ts";

/** One part of `application/vnd.ms-sync.multipart`; part 0 is the WBXML answer. */
export interface MultipartPart {
  /** Where the part stands in the body. */
  span: Span;
  /** A view on the body; shorter than announced when the body ends early. */
  bytes: Uint8Array;
}

/** An answer with more parts than this is taken for something else. */
export const MAX_MULTIPART_PARTS = 10_000;

/**
 * Takes a multipart answer apart (MS-ASCMD 2.2.1.10.1.1): a count, then offset and length of each part, all
 * 32 bits little-endian, offsets from the first byte of the body. Never throws: a part that does not lie in
 * the body is cut to what is there and named in `problems`.
 */
export function parseMultipart(bytes: Uint8Array): { parts: MultipartPart[]; problems: Problem[] } {
  const parts: MultipartPart[] = [];
  const problems: Problem[] = [];
  const note = (severity: Problem["severity"], code: string, message: string, span: Span) =>
    problems.push({ code, severity, message, source: "multipart", span });
  if (bytes.length < 4) {
    note("error", "too-short", `A multipart body begins with a 4-byte count; this one has ${bytes.length} bytes.`, {
      start: 0,
      end: bytes.length,
    });
    return { parts, problems };
  }
  const count = readUint32(bytes, 0);
  const announcedEnd = 4 + count * 8;
  if (count > MAX_MULTIPART_PARTS || announcedEnd > bytes.length) {
    note(
      "error",
      "bad-count",
      `The body announces ${count} parts, but ${bytes.length} bytes cannot hold their table.`,
      { start: 0, end: 4 },
    );
  }
  if (count === 0)
    note("warning", "no-parts", "The body announces no part; part 0 should be the WBXML answer.", { start: 0, end: 4 });
  const readable = Math.min(count, MAX_MULTIPART_PARTS, Math.floor((bytes.length - 4) / 8));
  const tableEnd = 4 + readable * 8;
  for (let index = 0; index < readable; index++) {
    const entry = { start: 4 + index * 8, end: 12 + index * 8 };
    const offset = readUint32(bytes, entry.start);
    const end = offset + readUint32(bytes, entry.start + 4);
    const span = { start: Math.min(offset, bytes.length), end: Math.min(end, bytes.length) };
    if (end > bytes.length) {
      note(
        "error",
        "part-outside",
        `Part ${index} should be bytes ${offset} to ${end}, but the body has ${bytes.length}.`,
        entry,
      );
    } else if (offset < tableEnd) {
      note(
        "error",
        "part-in-table",
        `Part ${index} begins at byte ${offset}, inside the table of parts, which ends at ${tableEnd}.`,
        entry,
      );
    }
    parts.push({ span, bytes: bytes.subarray(span.start, span.end) });
  }
  checkCoverage(parts, tableEnd, bytes.length, note);
  return { parts, problems };
}

function checkCoverage(
  parts: readonly MultipartPart[],
  tableEnd: number,
  length: number,
  note: (severity: Problem["severity"], code: string, message: string, span: Span) => void,
): void {
  let covered = tableEnd;
  for (const { span } of parts.toSorted((left, right) => left.span.start - right.span.start)) {
    if (span.start < covered && span.start >= tableEnd && span.end > span.start) {
      note(
        "warning",
        "parts-overlap",
        `Bytes ${span.start} to ${Math.min(covered, span.end)} belong to two parts.`,
        span,
      );
    }
    if (span.start > covered)
      note("info", "gap", `Bytes ${covered} to ${span.start} belong to no part.`, { start: covered, end: span.start });
    covered = Math.max(covered, span.end);
  }
  if (covered < length && parts.length > 0) {
    note("info", "gap", `Bytes ${covered} to ${length} belong to no part.`, { start: covered, end: length });
  }
}

/** A body of these parts, one after the other behind the table. */
export function formatMultipart(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const table = new Uint8Array(4 + parts.length * 8);
  writeUint32(table, 0, parts.length);
  let offset = table.length;
  for (const [index, part] of parts.entries()) {
    writeUint32(table, 4 + index * 8, offset);
    writeUint32(table, 8 + index * 8, part.length);
    offset += part.length;
  }
  return concatBytes([table, ...parts]);
}

function readUint32(bytes: Uint8Array, at: number): number {
  return (
    ((bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24)) >>> 0
  );
}

function writeUint32(bytes: Uint8Array, at: number, value: number): void {
  for (let shift = 0; shift < 4; shift++) bytes[at + shift] = (value >>> (shift * 8)) & 0xff;
}
