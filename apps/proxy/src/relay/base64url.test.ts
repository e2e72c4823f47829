import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeBase64url } from "./base64url.ts";

describe("decodeBase64url", () => {
  it("reads what Node writes, in both alphabets", () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(decodeBase64url(Buffer.from(bytes).toString("base64url"))).toEqual(bytes);
        expect(decodeBase64url(Buffer.from(bytes).toString("base64"))).toEqual(bytes);
      }),
    );
  });

  it.each(["A", "AAAAA", "AA A", "AA\n", "AA=A", "AAA===", "\xc4AAA", "AA.A", "AAA\u{1f600}"])("refuses %j", (text) => {
    expect(decodeBase64url(text)).toBeUndefined();
  });
});
