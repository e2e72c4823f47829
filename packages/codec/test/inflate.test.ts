import { constants, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { gunzip, inflate } from "../src/bytes/index.ts";

const LIMIT = 1 << 20;
const sources = fc.oneof(
  fc.uint8Array({ maxLength: 300 }),
  fc.tuple(fc.uint8Array({ maxLength: 40 }), fc.nat(2000)).map(([part, times]) => repeated(part, times)),
);
const options = fc.record({
  level: fc.constantFrom(0, 1, 6, 9),
  strategy: fc.constantFrom(constants.Z_DEFAULT_STRATEGY, constants.Z_FIXED, constants.Z_HUFFMAN_ONLY),
});

function repeated(part: Uint8Array, times: number): Uint8Array {
  const bytes = new Uint8Array(part.length * times);
  for (let index = 0; index < times; index++) bytes.set(part, index * part.length);
  return bytes;
}

describe("what zlib makes comes back", { timeout: 60_000 }, () => {
  test("from DEFLATE, zlib and gzip, with every kind of block", () => {
    fc.assert(
      fc.property(sources, options, (bytes, how) => {
        const raw = inflate(deflateRawSync(bytes, how), 0, LIMIT);
        expect([raw.ended, raw.bytes.length, raw.bytes]).toEqual(["complete", bytes.length, bytes]);
        expect(gunzip(gzipSync(bytes, how), LIMIT)).toEqual({ bytes, ended: "complete", isDamaged: false });
        expect(inflate(deflateSync(bytes, how), 2, LIMIT)).toMatchObject({ bytes, ended: "complete" });
      }),
    );
  });

  test("from several gzip members, and from headers with a name", () => {
    const one = gzipSync("ab");
    const named = Buffer.concat([
      one.subarray(0, 3),
      Buffer.of(8),
      one.subarray(4, 10),
      Buffer.from("x\0"),
      one.subarray(10),
    ]);
    const { bytes, ended } = gunzip(Buffer.concat([one, named]), LIMIT);
    expect([ended, new TextDecoder().decode(bytes)]).toEqual(["complete", "abab"]);
  });
});

describe("damage never throws", { timeout: 60_000 }, () => {
  test("random bytes give something within the limit", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(inflate(bytes, 0, 1000).bytes.length).toBeLessThanOrEqual(1000);
        gunzip(Uint8Array.from([0x1f, 0x8b, 8, ...bytes]), 1000);
      }),
      { numRuns: 2000 },
    );
  });

  test("a stream that is cut off gives the beginning", () => {
    const source = repeated(Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9), 500).map((byte, at) => byte ^ (at >> 4));
    const whole = gzipSync(source);
    for (let length = 0; length < whole.length; length += 7) {
      const { bytes, ended } = gunzip(whole.subarray(0, length), LIMIT);
      expect(ended === "complete").toBe(false);
      expect(bytes).toEqual(source.subarray(0, bytes.length));
    }
  });

  test("a wrong length and a limit are told", () => {
    const gzip = gzipSync("hello");
    gzip[gzip.length - 4] = (gzip[gzip.length - 4] ?? 0) ^ 1;
    expect(gunzip(gzip, LIMIT)).toMatchObject({ ended: "complete", isDamaged: true });
    expect(gunzip(gzipSync(new Uint8Array(5000)), 1000)).toMatchObject({ ended: "limit" });
  });
});
