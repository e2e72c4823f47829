import type { WbxmlHeader } from "../document.ts";
import type { ProblemList } from "../problem-list.ts";
import { charsetOf, UTF_8_MIB } from "./charsets.ts";
import { hexByte, readInteger } from "./integers.ts";
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
    const message = `This is not WBXML: it begins with ${hexByte(header.version)}, an ActiveSync document with 03 01 6A 00.`;
    return refuse("not-wbxml", message, 1);
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
    const message = `This is WBXML of another language: its public identifier says ${language}. The tags of ActiveSync, whose identifier is 01, mean nothing in it.`;
    return refuse("other-wbxml-language", message, at);
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
  if (!beginsUsual(bytes)) header.wire = bytes.slice(0, end);
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
    `Byte ${at} of the header is ${hexByte(bytes[at] ?? 0)}, where ActiveSync's has ${hexByte(USUAL[at] ?? 0)} (03 01 6A 00). The document is read as if it had that.`;
  problems.add("error", "damaged-header", message, at, at + 1);
  return {
    header: { ...header, version: 0x03, wire: bytes.slice(0, 4), byteSpan: { start: 0, end: 4 } },
    next: 4,
  };
}

/** `03 01 6A 00` at an offset, read in the plain way: most documents are short, and this is much of what they cost. */
export const beginsUsual = (bytes: Uint8Array, at = 0): boolean =>
  bytes[at] === 0x03 && bytes[at + 1] === 0x01 && bytes[at + 2] === 0x6a && bytes[at + 3] === 0x00;

function warnAboutFields(header: WbxmlHeader, problems: ProblemList, end: number): void {
  const { version, publicId, charset, stringTable } = header;
  const warn = (code: string, start: number, stop: number, met: string, usual: string) =>
    problems.add("warning", code, () => `The header has ${met}; ActiveSync sends ${usual}. Read on.`, start, stop);
  if (version !== 0x03) warn("wbxml-version", 0, 1, `version 1.${version}`, "1.3 (03)");
  if (publicId !== 1) warn("public-id", 1, end, `the public identifier ${hexByte(publicId)}`, "01 (unknown)");
  if (charset !== UTF_8_MIB) {
    const { name, isUnknown } = charsetOf(charset);
    const how = isUnknown ? "unknown here, so that texts were read as UTF-8" : `${name}, as which texts were read`;
    warn("charset", 1, end, `character set ${charset}, ${how}`, "106 (6A, UTF-8)");
  }
  if (stringTable.length > 0) warn("string-table", 1, end, `a string table of ${stringTable.length} bytes`, "none");
}
