import { describe, expect, test } from "vitest";
import { decodeBase64, encodeBase64 } from "../bytes/index.ts";
import { filetimeOf } from "./filetime.ts";
import { decodeGlobalObjId, encodeGlobalObjId, type GlobalObjId } from "./global-obj-id.ts";
import { decodeUid, encodeUid, vCalUidOf } from "./uid.ts";

// MS-ASEMAIL 4.3, examples 1 and 2.
const outlook = "BAAAAIIA4AB0xbcQGoLgCAfUCRDgQMnBJoXEAQAAAAAAAAAAEAAAAAvw7UtuTulOnjnjhns3jvM=";
const outlookUid =
  "040000008200E00074C5B7101A82E00800000000E040C9C12685C4010000000000000000100000000BF0ED4B6E4EE94E9E39E3867B378EF3";
const vCal =
  "BAAAAIIA4AB0xbcQGoLgCAAAAAAAAAAAAAAAAAAAAAAAAAAAMwAAAHZDYWwtVWlkAQAAAHs4MTQxMkQzQy0yQTI0LTRFOUQtQjIwRS0xMUY3QkJFOTI3OTl9AA==";
const vCalUid = "{81412D3C-2A24-4E9D-B20E-11F7BBE92799}";

function identifier(text: string): GlobalObjId {
  const { value } = decodeGlobalObjId(text);
  if (!value) throw new TypeError("no value");
  return value;
}

/** The published identifier with some bytes set. */
function changed(text: string, changes: Record<number, number>, cut = 0): Uint8Array {
  const bytes = decodeBase64(text) ?? new Uint8Array(0);
  for (const [at, byte] of Object.entries(changes)) bytes[Number(at)] = byte;
  return bytes.subarray(0, bytes.length - cut);
}

const codes = (input: string | Uint8Array) => decodeGlobalObjId(input).problems.map(({ code }) => code);

describe("GlobalObjId", () => {
  test("reads the published identifier of an exception", () => {
    const { value, fields, problems } = decodeGlobalObjId(outlook);
    expect(problems).toEqual([]);
    expect(value?.instanceDate).toEqual({ year: 2004, month: 9, day: 16 });
    expect(value?.created).toBe(0x01c4_8526_c1c9_40e0n);
    expect(value?.data).toHaveLength(16);
    expect(fields.map(({ name, text }) => `${name}: ${text}`)).toEqual([
      "CLASSID: this is a GlobalObjId",
      "INSTDATE: exception of 2004-9-16",
      "NOW: 2004-08-18T13:24:57.966Z",
      "RESERVED: zeros",
      "BYTECOUNT: 16 bytes of data",
      "OUTLOOKID: an identifier made by Exchange or Outlook",
    ]);
    expect(fields[1]?.textSpan).toEqual({ start: 21, end: 27 });
  });

  test("reads the published identifier that carries a UID from elsewhere", () => {
    const { value, fields, problems } = decodeGlobalObjId(vCal);
    expect(problems).toEqual([]);
    expect(value && vCalUidOf(value)).toBe(vCalUid);
    expect(fields.slice(5).map(({ name, span }) => [name, span.start, span.end])).toEqual([
      ["VCALSTRING", 40, 48],
      ["VERSION", 48, 52],
      ["UID", 52, 90],
      ["NULL", 90, 91],
    ]);
  });

  test("becomes the published UID", () => {
    expect(encodeUid(identifier(outlook)).text).toBe(outlookUid);
    expect(encodeUid(identifier(vCal)).text).toBe(vCalUid);
  });

  test("is written back byte for byte", () => {
    for (const text of [outlook, vCal]) expect(encodeGlobalObjId(identifier(text)).text).toBe(text);
  });

  test.each<[string, string | Uint8Array, string]>([
    ["another class", changed(outlook, { 4: 0x83 }), "global-obj-id-class"],
    ["a data length that is too large", changed(outlook, { 36: 0xff }), "global-obj-id-length"],
    ["a data length that is too small", changed(outlook, { 36: 4 }), "global-obj-id-length"],
    ["a cut end", changed(outlook, {}, 1), "global-obj-id-length"],
    ["a cut header", changed(outlook, {}, 30), "global-obj-id-length"],
    ["month 13", changed(outlook, { 18: 13 }), "global-obj-id-date"],
    ["reserved bytes in use", changed(outlook, { 30: 1 }), "global-obj-id-reserved"],
    ["another vCal version", changed(vCal, { 48: 2 }), "global-obj-id-vcal"],
    ["a UID without its zero", changed(vCal, { 90: 0x41 }), "global-obj-id-vcal"],
    ["a UID that is not UTF-8", changed(vCal, { 60: 0xff }), "global-obj-id-vcal"],
    ["text that is not base64", `${outlook.slice(0, 60)}!`, "not-base64"],
  ])("notes %s", (_, input, code) => {
    expect(codes(input)[0]).toBe(code);
  });

  test("a wrong data length keeps the data that is there", () => {
    expect(decodeGlobalObjId(changed(outlook, { 36: 0xff })).value?.data).toHaveLength(16);
    const short = decodeGlobalObjId(changed(outlook, { 36: 4 }));
    expect(short.value?.data).toHaveLength(4);
    expect(short.fields.at(-1)).toMatchObject({ name: "after the data", span: { start: 44, end: 56 } });
  });

  test.each<Partial<GlobalObjId>>([
    { instanceDate: { year: 70_000, month: 1, day: 1 } },
    { instanceDate: { year: 2026, month: 1.5, day: 1 } },
    { created: -1n },
    { created: 2n ** 64n },
    { reserved: new Uint8Array(7) },
  ])("writes nothing when a part does not fit", (change) => {
    const { bytes, problems } = encodeGlobalObjId({ ...identifier(outlook), ...change });
    expect(bytes).toBeUndefined();
    expect(problems.map(({ code }) => code)).toEqual(["global-obj-id-range"]);
  });
});

describe("UID", () => {
  test("hex that begins with CLASSID is the identifier itself, of the whole series", () => {
    const { value, fields, problems } = decodeUid(outlookUid.toLowerCase());
    expect(problems).toEqual([]);
    expect(value).toEqual({ ...identifier(outlook), instanceDate: { year: 0, month: 0, day: 0 } });
    expect(fields.at(-1)).toMatchObject({ name: "OUTLOOKID", span: { start: 80, end: 112 } });
  });

  test("any other UID is carried as a vCal identifier, the published one", () => {
    const { value, problems } = decodeUid(vCalUid);
    expect(problems).toEqual([]);
    expect(value && encodeGlobalObjId(value).text).toBe(vCal);
  });

  test.each(["040000008200E00074C5B7101A82E008", `${outlookUid}0`, `${outlookUid.slice(0, -1)}g`])(
    "%s only begins like an identifier",
    (uid) => {
      const { value, problems } = decodeUid(uid);
      expect(problems).toMatchObject([{ code: "uid-hex", severity: "warning", span: { start: 0, end: uid.length } }]);
      expect(value && encodeUid(value).text).toBe(uid);
    },
  );

  test("problems of the identifier inside point at the characters of the UID", () => {
    const { problems } = decodeUid(outlookUid.replace("E008000000", "E008000700"));
    expect(problems).toMatchObject([{ code: "global-obj-id-date", span: { start: 32, end: 40 } }]);
  });

  test("an empty UID is an error", () => {
    expect(decodeUid("")).toMatchObject({ problems: [{ code: "uid-empty", severity: "error" }] });
  });

  test("half a character is said, as it cannot come back", () => {
    expect(decodeUid("a\ud800b").problems).toMatchObject([{ code: "uid-character", span: { start: 1, end: 2 } }]);
  });

  test("a UID in any script survives", () => {
    const { value } = decodeUid("会議-42@example.test");
    expect(value && encodeUid(value).text).toBe("会議-42@example.test");
  });

  test("a new identifier says when it was made", () => {
    const made = { ...identifier(outlook), created: filetimeOf(Date.UTC(2026, 2, 21, 9)) };
    const text = encodeBase64(encodeGlobalObjId(made).bytes ?? new Uint8Array(0));
    expect(decodeGlobalObjId(text).fields[2]?.text).toBe("2026-03-21T09:00:00.000Z");
  });
});
