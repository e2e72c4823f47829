import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeBase64, encodeBase64, findBase64Fault } from "./base64.ts";

const ascii = (text: string) => new TextEncoder().encode(text);

describe("base64", () => {
  test("agrees with the vectors of RFC 4648 section 10", () => {
    const vectors = {
      "": "",
      f: "Zg==",
      fo: "Zm8=",
      foo: "Zm9v",
      foob: "Zm9vYg==",
      fooba: "Zm9vYmE=",
      foobar: "Zm9vYmFy",
    };
    for (const [plain, encoded] of Object.entries(vectors)) {
      expect(encodeBase64(ascii(plain))).toBe(encoded);
      expect(decodeBase64(encoded)).toEqual(ascii(plain));
    }
  });

  test("the url alphabet has no padding when written and takes either when read", () => {
    const bytes = Uint8Array.of(0xfb, 0xff, 0xfe, 0x01);
    expect(encodeBase64(bytes, "url")).toBe("-__-AQ");
    expect(decodeBase64("-__-AQ", { alphabet: "url" })).toEqual(bytes);
    expect(decodeBase64("-__-AQ==", { alphabet: "url" })).toEqual(bytes);
    expect(decodeBase64("-__-AQ")).toBeUndefined();
  });

  test.each([
    ["Zm9v!", 4],
    ["Z", 1],
    ["Zg", 2],
    ["Zg=", 3],
    ["Zh==", 1],
    ["Zg===", 4],
    ["=", 0],
    ["Zg==Zg==", 4],
    ["Zm 9v", 2],
    ["Zm9vé", 4],
  ])("says where %j stops being base64", (text, offset) => {
    expect(findBase64Fault(text)).toBe(offset);
    expect(decodeBase64(text)).toBeUndefined();
  });

  test("skips white space only when allowed", () => {
    expect(decodeBase64("Zm9v\r\nYmFy\r\n", { allowWhitespace: true })).toEqual(ascii("foobar"));
    expect(decodeBase64("Zm9v\r\nYmFy")).toBeUndefined();
  });

  test("every byte sequence survives both alphabets and agrees with Node", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(encodeBase64(bytes)).toBe(Buffer.from(bytes).toString("base64"));
        expect(decodeBase64(encodeBase64(bytes))).toEqual(new Uint8Array(bytes));
        expect(decodeBase64(encodeBase64(bytes, "url"), { alphabet: "url" })).toEqual(new Uint8Array(bytes));
      }),
    );
  });

  test("what is decoded is spelled in one way only", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."ABab01+/="), maxLength: 12 }), (text) => {
        const bytes = decodeBase64(text);
        if (bytes) expect(encodeBase64(bytes)).toBe(text);
        else expect(findBase64Fault(text)).toBeTypeOf("number");
      }),
    );
  });
});
