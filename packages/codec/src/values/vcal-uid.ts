import { concatBytes, equalBytes, findUtf8Fault } from "../bytes/index.ts";
import type { FieldList } from "./field-list.ts";

/** DATA of a GlobalObjId begins so when it carries a UID that Exchange did not make (MS-ASEMAIL 2.2.2.37). */
const VCAL_STRING = new TextEncoder().encode("vCal-Uid");
const VERSION = Uint8Array.of(1, 0, 0, 0);
const UID_AT = VCAL_STRING.length + VERSION.length;
/** The UID inside DATA, undefined for an Outlook identifier. A missing zero at the end is forgiven. */
export function readVCalUid(data: Uint8Array): string | undefined {
  if (data.length < UID_AT || !equalBytes(data.subarray(0, VCAL_STRING.length), VCAL_STRING)) return undefined;
  const end = data.at(-1) === 0 && data.length > UID_AT ? data.length - 1 : data.length;
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(data.subarray(UID_AT, end));
}

export const writeVCalData = (uid: string): Uint8Array =>
  concatBytes([VCAL_STRING, VERSION, new TextEncoder().encode(uid), Uint8Array.of(0)]);

/** Adds the fields of DATA, which begins at byte `at`, and problems with a vCal identifier (`global-obj-id-vcal`). */
export function describeData(data: Uint8Array, at: number, list: FieldList): void {
  const uid = readVCalUid(data);
  if (uid === undefined) {
    list.add("OUTLOOKID", at, at + data.length, "an identifier made by Exchange or Outlook");
    return;
  }
  const uidAt = at + UID_AT;
  const end = at + data.length;
  const terminated = data.length > UID_AT && data.at(-1) === 0;
  list.add("VCALSTRING", at, at + VCAL_STRING.length, "a UID made elsewhere follows");
  list.add("VERSION", at + VCAL_STRING.length, uidAt, `version ${data[VCAL_STRING.length]}`);
  list.add("UID", uidAt, terminated ? end - 1 : end, uid);
  if (terminated) list.add("NULL", end - 1, end, "end of the UID");
  const warn = (message: string, start: number, stop: number) =>
    list.problem("warning", "global-obj-id-vcal", () => message, start, stop);
  if (!equalBytes(data.subarray(VCAL_STRING.length, UID_AT), VERSION)) {
    warn("After vCal-Uid stands the version 01 00 00 00; this one is different.", uidAt - VERSION.length, uidAt);
  }
  if (!terminated) warn("A zero byte ends the UID; here it is missing.", end, end);
  const bad = findUtf8Fault(data.subarray(UID_AT));
  if (bad !== undefined) warn("The UID is not UTF-8 from here on.", uidAt + bad, uidAt + bad + 1);
}
