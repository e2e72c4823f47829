import { expect, test } from "vitest";
import { InlineStrings } from "./inline-strings.ts";

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** Strings behind one another, each ended by NUL. */
function stringsOf(...texts: string[]) {
  const bytes = encoder.encode(texts.map((text) => `${text}\0`).join(""));
  const strings = new InlineStrings(bytes);
  let at = 0;
  return texts.map(() => {
    const text = strings.read(at);
    at = strings.end + 1;
    return text;
  });
}

test("strings come out as they went in, in every length and width, across windows", () => {
  for (const filling of ["a", "é", "日", "😀", "a日", "\u{FEFF}", "\u{FFFE}"]) {
    const texts = [0, 1, 3, 4, 15, 16, 17, 20, 21, 4095, 4096, 4097, 16_383, 16_384, 40_000].map((length) =>
      filling.repeat(length),
    );
    expect(stringsOf(...texts, "the end")).toEqual([...texts, "the end"]);
  }
  const short = Array.from({ length: 5000 }, (_, index) => `number ${index}`);
  expect(stringsOf(...short)).toEqual(short);
});

test("a string without NUL ends with the bytes, wherever they end in a word", () => {
  for (let length = 0; length < 40; length++) {
    const strings = new InlineStrings(encoder.encode("a".repeat(length)));
    expect(strings.read(0)).toBe("a".repeat(length));
    expect(strings.end).toBe(length);
  }
});

test("bytes that are not UTF-8 give no string, and the place of their NUL all the same", () => {
  for (const before of [0, 5, 15, 16, 17, 5000]) {
    const bytes = Uint8Array.from([...encoder.encode("a".repeat(before)), 0xc3, 0x28, 0, 0x62, 0]);
    const strings = new InlineStrings(bytes);
    expect(strings.read(0)).toBeUndefined();
    expect(strings.end).toBe(before + 2);
    expect(strings.read(before + 3)).toBe("b");
    expect(decoder.decode(bytes.subarray(before + 3, strings.end))).toBe("b");
  }
});
