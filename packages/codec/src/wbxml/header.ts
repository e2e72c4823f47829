import type { WbxmlHeader } from "../document.ts";
import type { ProblemList } from "../problem-list.ts";
import { readInteger } from "./integers.ts";
import { otherLanguage, recognise } from "./recognise.ts";

const UTF_8 = 0x6a;

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
    charset: UTF_8,
    stringTable: new Uint8Array(0),
  };
  const refuse = (code: string, message: string, end = Math.min(bytes.length, 4)): ReadHeader => {
    problems.add("error", code, () => message, 0, end);
    return { header };
  };
  if (bytes.length === 0) return refuse("empty", "There is nothing to decode: the body has no bytes.");
  const other = recognise(bytes);
  if (other) return refuse(other.code, other.message);
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
  header.charset = fields[fields.length - 2] ?? UTF_8;
  const language = otherLanguage(header.publicId);
  if (language) {
    return refuse(
      "other-wbxml-language",
      `This is WBXML of another language: public identifier ${hex(header.publicId)} is ${language}. ActiveSync documents carry 01.`,
      at,
    );
  }
  if (tableLength > bytes.length - at) {
    return refuse(
      "string-table-too-long",
      `The header announces a string table of ${tableLength} bytes, but only ${bytes.length - at} are left.`,
      at,
    );
  }
  header.stringTable = bytes.slice(at, at + tableLength);
  const end = at + tableLength;
  header.byteSpan = { start: 0, end };
  if (!isUsual(header, end)) header.wire = bytes.slice(0, end);
  warnAboutFields(header, problems, end);
  return { header, next: end };
}

/** `03 01 6A 00`, what every ActiveSync document begins with. */
const isUsual = ({ version, publicId, charset }: WbxmlHeader, length: number): boolean =>
  length === 4 && version === 0x03 && publicId === 1 && charset === UTF_8;

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
  if (header.charset !== UTF_8) {
    const message = () =>
      `The header names character set ${header.charset}; ActiveSync sends 106 (6A, UTF-8), and texts were read as that.`;
    problems.add("warning", "charset", message, 1, end);
  }
  if (header.stringTable.length > 0) {
    const message = () => `There is a string table of ${header.stringTable.length} bytes; ActiveSync does not use one.`;
    problems.add("warning", "string-table", message, 1, end);
  }
}

const hex = (value: number): string => value.toString(16).toUpperCase().padStart(2, "0");
