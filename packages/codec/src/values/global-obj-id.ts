import { concatBytes, encodeBase64, equalBytes } from "../bytes/index.ts";
import { ProblemList } from "../problem-list.ts";
import type { DecodedValue, EncodedValue } from "./decoded.ts";
import { FieldList } from "./field-list.ts";
import { describeFiletime } from "./filetime.ts";
import { readValueInput } from "./value-input.ts";
import { describeData } from "./vcal-uid.ts";

/** The identifier of a meeting: Email:GlobalObjId (MS-ASEMAIL 2.2.2.37, MS-OXOCAL 2.2.1.27). */
export interface GlobalObjId {
  /** The day an exception replaces; all zeros for a series or a single meeting. */
  instanceDate: { year: number; month: number; day: number };
  /** When the identifier was made: FILETIME, 100 ns since 1601-01-01 UTC; 0 when it is not known. */
  created: bigint;
  /** Eight bytes, zeros from all known makers. */
  reserved: Uint8Array;
  /** An Outlook identifier, or `vCal-Uid`, a version and somebody else's UID (see `vCalUidOf`). */
  data: Uint8Array;
}

/** CLASSID: the first sixteen bytes of every GlobalObjId. */
export const GLOBAL_OBJ_ID_CLASS = Uint8Array.of(
  4,
  0,
  0,
  0,
  0x82,
  0,
  0xe0,
  0,
  0x74,
  0xc5,
  0xb7,
  0x10,
  0x1a,
  0x82,
  0xe0,
  8,
);

/** Bytes before DATA. */
export const GLOBAL_OBJ_ID_HEADER = 40;

/**
 * Decodes the element's base64 text, or its bytes. No value without CLASSID and the 40 bytes before DATA; with a
 * wrong BYTECOUNT the value holds the data there is. Problems: `global-obj-id-class`, `global-obj-id-length`,
 * `global-obj-id-date`, `global-obj-id-reserved`, `global-obj-id-vcal`, and those of base64 text.
 */
export function decodeGlobalObjId(input: string | Uint8Array): DecodedValue<GlobalObjId> {
  const problems = new ProblemList("value");
  const blob = readValueInput(input, problems);
  const list = new FieldList(blob, problems);
  const { bytes } = blob;
  const fitting = equalBytes(bytes.subarray(0, 16), GLOBAL_OBJ_ID_CLASS);
  if (!fitting && bytes.length >= 16) {
    const message = () =>
      "A GlobalObjId begins with 04 00 00 00 82 00 E0 00 74 C5 B7 10 1A 82 E0 08; this one does not.";
    list.problem("error", "global-obj-id-class", message, 0, 16);
  }
  if (bytes.length < GLOBAL_OBJ_ID_HEADER) {
    const message = () => `A GlobalObjId has at least ${GLOBAL_OBJ_ID_HEADER} bytes; here are ${bytes.length}.`;
    list.problem("error", "global-obj-id-length", message, bytes.length, bytes.length);
    list.add("cut off", 0, bytes.length, "too short to be read");
  }
  if (!fitting || bytes.length < GLOBAL_OBJ_ID_HEADER) return { fields: list.fields, problems: problems.finish() };
  return { value: readParts(bytes, list), fields: list.fields, problems: problems.finish() };
}

function readParts(bytes: Uint8Array, list: FieldList): GlobalObjId {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const count = view.getUint32(36, true);
  const end = Math.min(GLOBAL_OBJ_ID_HEADER + count, bytes.length);
  const value: GlobalObjId = {
    instanceDate: { year: view.getUint16(16), month: bytes[18] ?? 0, day: bytes[19] ?? 0 },
    created: view.getBigUint64(20, true),
    reserved: bytes.slice(28, 36),
    data: bytes.slice(GLOBAL_OBJ_ID_HEADER, end),
  };
  const { year, month, day } = value.instanceDate;
  const series = year === 0 && month === 0 && day === 0;
  list.add("CLASSID", 0, 16, "this is a GlobalObjId");
  list.add("INSTDATE", 16, 20, series ? "no exception" : `exception of ${year}-${month}-${day}`);
  list.add("NOW", 20, 28, describeFiletime(value.created));
  const zeros = value.reserved.every((byte) => byte === 0);
  list.add("RESERVED", 28, 36, zeros ? "zeros" : "not zeros");
  list.add("BYTECOUNT", 36, 40, `${count} bytes of data`);
  describeData(value.data, GLOBAL_OBJ_ID_HEADER, list);
  list.add("after the data", end, bytes.length, "more than BYTECOUNT says");
  if (!series && (month < 1 || month > 12 || day < 1 || day > 31)) {
    const message = () => `INSTDATE is ${year}-${month}-${day}, which is no date. It is all zeros for a series.`;
    list.problem("warning", "global-obj-id-date", message, 16, 20);
  }
  if (!zeros) list.problem("info", "global-obj-id-reserved", () => "The eight reserved bytes are not zeros.", 28, 36);
  if (count !== bytes.length - GLOBAL_OBJ_ID_HEADER) {
    const rest = bytes.length - GLOBAL_OBJ_ID_HEADER;
    const message = () => `BYTECOUNT says ${count} bytes of data, but ${rest} follow.`;
    list.problem("error", "global-obj-id-length", message, 36, 40);
  }
  return value;
}

/** Bytes and base64 text; BYTECOUNT follows from `data`. A part out of range is an error (`global-obj-id-range`). */
export function encodeGlobalObjId(value: GlobalObjId): EncodedValue {
  const problems = new ProblemList("value");
  const { year, month, day } = value.instanceDate;
  const fits = (number: number, highest: number) => Number.isInteger(number) && number >= 0 && number <= highest;
  if (!fits(year, 0xffff) || !fits(month, 0xff) || !fits(day, 0xff)) {
    problems.add("error", "global-obj-id-range", () => `${year}-${month}-${day} does not fit into INSTDATE.`);
  }
  if (value.created < 0n || value.created > 0xffff_ffff_ffff_ffffn) {
    problems.add("error", "global-obj-id-range", () => `${value.created} does not fit into 64 bits.`);
  }
  if (value.reserved.length !== 8) {
    problems.add("error", "global-obj-id-range", () => `RESERVED has eight bytes, not ${value.reserved.length}.`);
  }
  if (problems.hasError) return { problems: problems.finish() };
  const header = new Uint8Array(GLOBAL_OBJ_ID_HEADER);
  header.set(GLOBAL_OBJ_ID_CLASS);
  header.set(value.reserved, 28);
  const view = new DataView(header.buffer);
  view.setUint16(16, year);
  view.setUint8(18, month);
  view.setUint8(19, day);
  view.setBigUint64(20, value.created, true);
  view.setUint32(36, value.data.length, true);
  const bytes = concatBytes([header, value.data]);
  return { text: encodeBase64(bytes), bytes, problems: problems.finish() };
}
