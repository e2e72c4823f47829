import fc from "fast-check";
import { expect, test } from "vitest";
import { concatBytes, equalBytes } from "./byte-arrays.ts";
import { byteStringOf, bytesOfByteString } from "./byte-string.ts";
import { findUtf8Fault } from "./utf8.ts";

test.each([
  [[0x41, 0xe9, 0x42], 1],
  [[0xc0, 0x80], 0],
  [[0xed, 0xa0, 0x80], 0],
  [[0xf4, 0x90, 0x80, 0x80], 0],
  [[0x41, 0xe2, 0x82], 1],
  [[0x80], 0],
])("finds the bad byte in %j", (bytes, offset) => {
  expect(findUtf8Fault(Uint8Array.from(bytes))).toBe(offset);
});

test("agrees with TextDecoder about what is UTF-8", () => {
  const interesting = fc.constantFrom(
    0x41,
    0x7f,
    0x80,
    0xbf,
    0xc0,
    0xc2,
    0xdf,
    0xe0,
    0xa0,
    0xed,
    0x9f,
    0xef,
    0xf0,
    0x90,
    0xf4,
    0x8f,
    0xf5,
    0xff,
  );
  fc.assert(
    fc.property(fc.array(interesting, { maxLength: 8 }), (list) => {
      const bytes = Uint8Array.from(list);
      let valid = true;
      try {
        new TextDecoder("utf-8", { fatal: true }).decode(bytes);
      } catch {
        valid = false;
      }
      expect(findUtf8Fault(bytes) === undefined).toBe(valid);
    }),
    { numRuns: 2000 },
  );
});

test("bytes survive as a string of one character each, across chunks", () => {
  const bytes = Uint8Array.from({ length: 20_000 }, (_, at) => at & 0xff);
  const text = byteStringOf(bytes);
  expect(text).toHaveLength(20_000);
  expect(text.charCodeAt(0xe9)).toBe(0xe9);
  expect(bytesOfByteString(text)).toEqual(bytes);
});

test("joins and compares byte arrays", () => {
  const joined = concatBytes([Uint8Array.of(1), new Uint8Array(0), Uint8Array.of(2, 3)]);
  expect(equalBytes(joined, Uint8Array.of(1, 2, 3))).toBe(true);
  expect(equalBytes(joined, Uint8Array.of(1, 2, 4))).toBe(false);
  expect(equalBytes(joined, Uint8Array.of(1, 2))).toBe(false);
});
