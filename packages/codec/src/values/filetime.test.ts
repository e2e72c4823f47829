import { expect, test } from "vitest";
import { describeFiletime, filetimeOf, timeOfFiletime } from "./filetime.ts";

test("FILETIME counts steps of 100 ns from 1601", () => {
  expect(filetimeOf(0)).toBe(116_444_736_000_000_000n);
  expect(timeOfFiletime(116_444_736_000_000_000n)).toBe(0);
  expect(describeFiletime(1n)).toBe("1601-01-01T00:00:00.000Z");
  expect(describeFiletime(0x01d0_46c6_fc06_0000n)).toMatch(/^2015-02-12/);
});

test("parts of a millisecond are dropped towards the past, also before 1970", () => {
  expect(timeOfFiletime(filetimeOf(1) - 1n)).toBe(0);
  expect(timeOfFiletime(filetimeOf(0) - 1n)).toBe(-1);
  expect(timeOfFiletime(filetimeOf(-5))).toBe(-5);
});

test("what no calendar shows is said as a number", () => {
  expect(describeFiletime(0n)).toBe("no time");
  expect(describeFiletime(2n ** 64n - 1n)).toBe("18446744073709551615 steps of 100 ns after 1601");
});
