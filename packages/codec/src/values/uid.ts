import { decodeHex, encodeHex } from "../bytes/index.ts";
import { ProblemList } from "../problem-list.ts";
import type { DecodedValue, EncodedValue } from "./decoded.ts";
import {
  decodeGlobalObjId,
  encodeGlobalObjId,
  GLOBAL_OBJ_ID_CLASS,
  GLOBAL_OBJ_ID_HEADER,
  type GlobalObjId,
} from "./global-obj-id.ts";
import { MAX_VALUE_LENGTH } from "./value-input.ts";
import { readVCalUid, writeVCalData } from "./vcal-uid.ts";

const CLASS_HEX = encodeHex(GLOBAL_OBJ_ID_CLASS);

/** The UID that a vCal identifier carries, undefined when Exchange or Outlook made the identifier. */
export const vCalUidOf = (value: GlobalObjId): string | undefined => readVCalUid(value.data);

/**
 * The Calendar:UID of a GlobalObjId (MS-ASEMAIL 3.1.4.7): the carried UID of a vCal identifier, else all bytes as
 * upper-case hex with INSTDATE zero, so that an exception has the UID of its series.
 */
export function encodeUid(value: GlobalObjId): EncodedValue {
  const uid = vCalUidOf(value);
  if (uid !== undefined) return { text: uid, problems: [] };
  const { bytes, problems } = encodeGlobalObjId({ ...value, instanceDate: { year: 0, month: 0, day: 0 } });
  return bytes ? { text: encodeHex(bytes).toUpperCase(), problems } : { problems };
}

/**
 * The GlobalObjId behind a Calendar:UID (MS-OXCICAL 2.1.3.1.1.20.26): hex that begins with CLASSID is the
 * identifier itself; anything else becomes a vCal identifier. `fields` span the text's characters.
 * Problems: `uid-empty`, `uid-hex`, `uid-character` and those of `decodeGlobalObjId`.
 */
export function decodeUid(text: string): DecodedValue<GlobalObjId> {
  const problems = new ProblemList("value");
  const span = { start: 0, end: text.length };
  if (text.length === 0) problems.add("error", "uid-empty", () => "The UID is empty.", 0, 0);
  if (text.length > MAX_VALUE_LENGTH) {
    problems.add("error", "value-too-long", () => `A UID of ${text.length} characters is not read.`, 0, text.length);
  }
  if (problems.hasError) return { fields: [], problems: problems.finish() };
  if (text.slice(0, CLASS_HEX.length).toLowerCase() === CLASS_HEX) {
    const bytes = /^[0-9a-f]+$/i.test(text) && text.length % 2 === 0 ? decodeHex(text) : undefined;
    if (bytes && bytes.length > GLOBAL_OBJ_ID_HEADER) return spreadOverHex(decodeGlobalObjId(bytes));
    const message = () =>
      `The UID begins like a GlobalObjId but is not ${GLOBAL_OBJ_ID_HEADER + 1} or more bytes of hex, so it is read as somebody else's UID.`;
    problems.add("warning", "uid-hex", message, 0, text.length);
  }
  // A lone surrogate has no UTF-8, so the UID would come back with U+FFFD in its place.
  if (/\p{Surrogate}/u.test(text)) {
    const at = text.search(/\p{Surrogate}/u);
    problems.add("warning", "uid-character", () => "Half a character cannot be kept; it becomes U+FFFD.", at, at + 1);
  }
  const value: GlobalObjId = {
    instanceDate: { year: 0, month: 0, day: 0 },
    created: 0n,
    reserved: new Uint8Array(8),
    data: writeVCalData(text),
  };
  return { value, fields: [{ name: "UID", span, text }], problems: problems.finish() };
}

/** Each byte is two characters of the UID. */
function spreadOverHex({ fields, problems, ...rest }: DecodedValue<GlobalObjId>): DecodedValue<GlobalObjId> {
  const twice = <T extends { span?: { start: number; end: number } }>(item: T): T =>
    item.span ? { ...item, span: { start: item.span.start * 2, end: item.span.end * 2 } } : item;
  return { ...rest, fields: fields.map(twice), problems: problems.map(twice) };
}
