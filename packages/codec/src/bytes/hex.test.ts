import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeHex, encodeHex } from "./hex.ts";

const wbxml = Uint8Array.of(0x03, 0x01, 0x6a, 0x00);

test.each([
  "03016A00",
  "03 01 6a 00",
  "0x03, 0x01, 0x6a, 0x00",
  "\\x03\\x01\\x6a\\x00",
  "03:01:6a:00\r\n",
  "03-01\n6a-00",
  "0x03016a00",
])("reads %j", (text) => {
  expect(decodeHex(text)).toEqual(wbxml);
});

test.each(["", "0", "030", "0 3", "03 0g", "<xml/>", "hello", "zz"])("refuses %j", (text) => {
  expect(decodeHex(text)).toBeUndefined();
});

test("reads a dump of hexdump -C, whose ASCII column may look like hex", () => {
  const dump = [
    "00000000  61 62 63 64 65 66 30 31  61 62 63 64 65 66 30 31  |abcdef01abcdef01|",
    "00000010  61 62                                             |ab|",
    "00000012",
  ].join("\n");
  expect(new TextDecoder().decode(decodeHex(dump))).toBe("abcdef01abcdef01ab");
});

test("reads a dump of xxd with grouped bytes", () => {
  const dump =
    "00000000: 6162 6364 6566 3031 6162 6364 6566 3031  abcdef01abcdef01\n00000010: 6162                                     ab\n";
  expect(new TextDecoder().decode(decodeHex(dump))).toBe("abcdef01abcdef01ab");
});

test("a dump whose offsets do not add up is not read as one", () => {
  expect(decodeHex("00000000: 6162\n00000010: 6162")).not.toEqual(Uint8Array.of(0x61, 0x62, 0x61, 0x62));
});

test("one line of groups is plain hex, not an offset with bytes", () => {
  expect(decodeHex("0000 0301")).toEqual(Uint8Array.of(0, 0, 3, 1));
  expect(decodeHex("0000   03 01")).toEqual(Uint8Array.of(3, 1));
});

test("every byte sequence survives with any separator", () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 1, maxLength: 100 }),
      fc.constantFrom("", " ", ":", ", "),
      (bytes, separator) => {
        const text = encodeHex(bytes, separator);
        expect(decodeHex(text)).toEqual(new Uint8Array(bytes));
      },
    ),
  );
});

test("never throws on any text", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => void decodeHex(text)));
});
