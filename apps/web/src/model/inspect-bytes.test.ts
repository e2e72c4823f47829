import { multiByteInteger } from "@easel/codec/bytes";
import { PieceBytes } from "@easel/codec/pieces";
import { annotateWbxml, encodeWbxml } from "@easel/codec/wbxml";
import { parseXml } from "@easel/codec/xml";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inspectBytes, MAX_READ_BYTES } from "./inspect-bytes.ts";

function read(bytes: Uint8Array | number[], start = 0, end = bytes.length): Record<string, string> {
  const readings = inspectBytes(PieceBytes.of(Uint8Array.from(bytes)), { start, end });
  return Object.fromEntries(readings.map(({ name, value }) => [name, value]));
}
const ascii = (text: string) => new TextEncoder().encode(text);

describe("inspectBytes", () => {
  it("reads numbers from the first selected byte on, as far as there are bytes", () => {
    expect(read([0, 0xfe, 0xff, 1, 2], 1, 2)).toMatchObject({
      "u8, i8": "254, -2",
      "u16 LE": "65534",
      "u16 BE": "65279",
    });
    expect(read([0xfe])).not.toHaveProperty("u16 LE");
    expect(read([1, 2, 3, 4, 5, 6, 7, 8])).toMatchObject({
      "u32 LE": "67305985",
      "u32 BE": "16909060",
      "u64 LE": "578437695752307201",
      "u64 BE": "72623859790382856",
    });
  });

  it("reads every mb_u_int32 with its length", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffff_ffff }), (value) => {
        const bytes = multiByteInteger(value);
        const length = bytes.length === 1 ? "1 byte" : `${bytes.length} bytes`;
        expect(read([...bytes, 0xff]).mb_u_int32).toBe(`${value} in ${length}`);
      }),
    );
    expect(read([0x80, 0x80])).not.toHaveProperty("mb_u_int32");
  });

  it("reads text, and says when it is none", () => {
    expect(read(ascii("grüße\r\n"))["UTF-8"]).toBe('"grüße\\r\\n"');
    expect(read([0xff, 0x41])["UTF-8"]).toBe("is not UTF-8");
  });

  it("reads the beginning of what is long, cut inside a character, too", () => {
    const long = ascii(`x${"ö".repeat(MAX_READ_BYTES)}`);
    expect(read(long)["UTF-8"]).toMatch(/^"xö+…"$/);
  });

  it("reads times where they are plausible only", () => {
    const time = new DataView(new ArrayBuffer(8));
    time.setUint32(0, Date.UTC(2020, 5, 1) / 1000, true);
    expect(read(new Uint8Array(time.buffer, 0, 4))).toMatchObject({ "Unix time LE": "2020-06-01T00:00:00.000Z" });
    time.setBigUint64(0, 129_809_817_428_950_000n, true);
    expect(read(new Uint8Array(time.buffer))["FILETIME LE"]).toBe("2012-05-08T20:15:42.895Z");
    expect(read([1, 0, 0, 0])).not.toHaveProperty("Unix time LE");
    expect(read(ascii("20260321T090000Z")).Date).toBe("Sat, 21 Mar 2026 09:00:00 GMT");
  });

  it("reads sixteen bytes as Windows and as everybody else writes them", () => {
    const guid = Array.from({ length: 16 }, (_, index) => index);
    expect(read(guid)).toMatchObject({
      GUID: "03020100-0504-0706-0809-0a0b0c0d0e0f",
      UUID: "00010203-0405-0607-0809-0a0b0c0d0e0f",
    });
    expect(read(guid.slice(1))).not.toHaveProperty("GUID");
  });

  it("reads what base64 text holds, and takes no word for base64", () => {
    expect(read(ascii("RnJvbTogbWU="))["From base64, 8 bytes"]).toBe('"From: me"');
    expect(read(ascii("/+8A\r\n/+8A"))["From base64, 6 bytes"]).toBe("ff ef 00 ff ef 00");
    expect(read(ascii("Calendar"))["In base64"]).toBe("Q2FsZW5kYXI=");
  });
});

describe("inspectBytes of a whole token", () => {
  const { document } = parseXml(
    '<SmartReply xmlns="ComposeMail"><ClientId>ab</ClientId><Mime><![CDATA[To: x]]></Mime></SmartReply>',
  );
  const bytes = PieceBytes.of(encodeWbxml(document).bytes ?? new Uint8Array());
  const readLabel = (kind: string) => {
    const label = annotateWbxml(document).find((candidate) => candidate.kind === kind);
    const readings = label ? inspectBytes(bytes, label.span, label) : [];
    return Object.fromEntries(readings.map(({ name, value }) => [name, value]));
  };
  it("reads what stands in it", () => {
    expect(readLabel("text")["UTF-8"]).toBe('"ab"');
    expect(readLabel("opaque")["UTF-8"]).toBe('"To: x"');
    expect(readLabel("tag")["u8, i8"]).toBe("71, 71");
  });

  it("takes a ConversationIndex apart", () => {
    const { document } = parseXml(
      '<Sync xmlns="AirSync" xmlns:e="Email2"><e:ConversationIndex><![CDATA[CNQU2]]></e:ConversationIndex></Sync>',
    );
    const body = PieceBytes.of(encodeWbxml(document).bytes ?? new Uint8Array());
    const label = annotateWbxml(document).find(({ kind }) => kind === "opaque");
    const names = label ? inspectBytes(body, label.span, label).map(({ name }) => name) : [];
    expect(names.join()).toMatch(/Time|Header|Date/i);
  });
});
