import type { WbxmlHeader } from "../document.ts";
import type { ProblemList } from "../problem-list.ts";
import { charsetOf, UTF_8_MIB } from "./charsets.ts";
import { readInteger } from "./integers.ts";
import { otherLanguage } from "./languages.ts";
import { findNul, showUtf8 } from "./text.ts";

/** What every ActiveSync document begins with (MS-ASWBXML 2.1.2): version 1.3, identifier unknown, UTF-8, no table. */
const USUAL = [0x03, 0x01, 0x6a, 0x00];

export interface ReadHeader {
  header: WbxmlHeader;
  /** Where the body begins; undefined when the bytes are not an ActiveSync document. */
  next?: number;
}

/** Reads version, public identifier, charset and string table (WBXML 1.3 section 5.4). */
export function readHeader(bytes: Uint8Array, problems: ProblemList): ReadHeader {
  const header: WbxmlHeader = {
    version: bytes[0] ?? 0x03,
    publicId: 1,
    charset: UTF_8_MIB,
    stringTable: new Uint8Array(0),
  };
  const refuse = (code: string, message: string, end = Math.min(bytes.length, 4)): ReadHeader => {
    problems.add("error", code, () => message, 0, end);
    return { header };
  };
  if (bytes.length === 0) return refuse("empty", "There is nothing to decode: the body has no bytes.");
  if (isNearlyUsual(bytes)) return readDamaged(header, bytes, problems);
  if (header.version === 0 || header.version > 0x03) {
    return refuse(
      "not-wbxml",
      `This is not WBXML: it begins with byte ${hex(header.version)}, and an ActiveSync document begins with 03 01 6A 00.`,
      1,
    );
  }
  const fields: number[] = [];
  let at = 1;
  // A public identifier of zero is followed by its index in the string table.
  const wanted = () => (fields[0] === 0 ? 4 : 3);
  while (fields.length < wanted()) {
    const { value, next } = readInteger(bytes, at);
    if (next === -1) return refuse("truncated-header", `The WBXML header is cut off after ${bytes.length} bytes.`);
    if (next === -2) return refuse("bad-header", `The integer at byte ${at} of the WBXML header is too long.`);
    fields.push(value);
    at = next;
  }
  header.publicId = fields[0] ?? 1;
  const tableLength = fields[fields.length - 1] ?? 0;
  header.charset = fields[fields.length - 2] ?? UTF_8_MIB;
  const language = otherLanguage(header.publicId) ?? otherLanguageNamed(bytes, at, tableLength, fields);
  if (language) {
    return refuse(
      "other-wbxml-language",
      `This is WBXML of another language: its public identifier says ${language}. The tags of ActiveSync, whose documents carry 01, mean nothing in it.`,
      at,
    );
  }
  const fits = tableLength <= bytes.length - at;
  if (!fits) {
    const message = () =>
      `The header announces a string table of ${tableLength} bytes, but only ${bytes.length - at} are left. They are read as if there were no table.`;
    problems.add("error", "string-table-too-long", message, 0, at);
  }
  const end = fits ? at + tableLength : at;
  header.stringTable = bytes.slice(at, end);
  header.byteSpan = { start: 0, end };
  if (!isUsual(bytes, end)) header.wire = bytes.slice(0, end);
  warnAboutFields(header, problems, end);
  return { header, next: end };
}

/** A public identifier of zero points to a formal one in the string table, `-//SYNCML//DTD SyncML 1.1//EN`. */
function otherLanguageNamed(
  bytes: Uint8Array,
  at: number,
  length: number,
  [id, index = 0]: number[],
): string | undefined {
  if (id !== 0 || index >= length || length > bytes.length - at) return undefined;
  const end = findNul(bytes, at + index);
  const name = showUtf8(bytes, at + index, Math.min(end < 0 ? bytes.length : end, at + index + 100));
  return /^-\/\/(?!(?:microsoft|airsync)\b)[^/]+\/\//i.test(name) ? name : undefined;
}

/** Whether one byte of the usual header is wrong in a way that keeps it from being read as any header. */
export function isNearlyUsual([version = 0, publicId = 0, charset = 0, table]: Uint8Array): boolean {
  const wrong = [version, publicId, charset, table].filter((byte, index) => byte !== USUAL[index]);
  if (wrong.length !== 1) return false;
  return version === 0 || version > 0x03 || publicId === 0 || publicId >= 0x80 || charset >= 0x80;
}

function readDamaged(header: WbxmlHeader, bytes: Uint8Array, problems: ProblemList): ReadHeader {
  const at = USUAL.findIndex((byte, index) => byte !== bytes[index]);
  const message = () =>
    `Byte ${at} of the header is ${hex(bytes[at] ?? 0)}, where ActiveSync's has ${hex(USUAL[at] ?? 0)} (03 01 6A 00). The document is read as if it had that.`;
  problems.add("error", "damaged-header", message, at, at + 1);
  return {
    header: { ...header, version: 0x03, wire: bytes.slice(0, 4), byteSpan: { start: 0, end: 4 } },
    next: 4,
  };
}

const isUsual = (bytes: Uint8Array, length: number): boolean =>
  length === USUAL.length && USUAL.every((byte, index) => byte === bytes[index]);

function warnAboutFields(header: WbxmlHeader, problems: ProblemList, end: number): void {
  if (header.version !== 0x03) {
    problems.add(
      "warning",
      "wbxml-version",
      () => `The header says WBXML 1.${header.version}; ActiveSync sends 1.3 (first byte 03). Read all the same.`,
      0,
      1,
    );
  }
  if (header.publicId !== 1) {
    const message = () => `The public identifier is ${hex(header.publicId)}; ActiveSync sends 01 (unknown).`;
    problems.add("warning", "public-id", message, 1, end);
  }
  if (header.charset !== UTF_8_MIB) {
    const { name, isUnknown } = charsetOf(header.charset);
    const read = isUnknown
      ? "which is not known here: texts were read as UTF-8"
      : `${name}, and texts were read as that`;
    const message = () =>
      `The header names character set ${header.charset}, ${read}. ActiveSync sends 106 (6A, UTF-8).`;
    problems.add("warning", "charset", message, 1, end);
  }
  if (header.stringTable.length > 0) {
    const message = () => `There is a string table of ${header.stringTable.length} bytes; ActiveSync does not use one.`;
    problems.add("warning", "string-table", message, 1, end);
  }
}

const hex = (value: number): string => value.toString(16).toUpperCase().padStart(2, "0");
