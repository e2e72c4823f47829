import fc from "fast-check";
import { expect, test } from "vitest";
import { escapeText, escapeUnwritable, isWritable, unescapeUnwritable } from "./escape.ts";

const anyText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.string({
    unit: fc.constantFrom("\\", "u", "0", "\u0000", "\uD800", "\uDC00", "\uFFFE", "é", "😀", "&"),
    maxLength: 40,
  }),
);

test("an escaped text is writable, and comes back", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const escaped = escapeUnwritable(text);
      expect([isWritable(escaped), unescapeUnwritable(escaped)]).toEqual([true, text]);
    }),
  );
});

test("texts longer than a slice are escaped as short ones are", () => {
  for (const unit of ["\u0001", "😀", "a\uD800", "\\"]) {
    const text = `x${unit.repeat(20_000)}`;
    expect(escapeUnwritable(text)).toBe(`x${escapeUnwritable(unit).repeat(20_000)}`);
    expect(unescapeUnwritable(escapeUnwritable(text)) === text).toBe(true);
  }
  expect(escapeText("<\r".repeat(9000))).toBe("&lt;&#13;".repeat(9000));
});
