import { expect, test } from "vitest";
import { mailDateFault } from "./mail-date.ts";

test.each([
  "Mon, 02 Nov 2026 17:30:52 +0100",
  "2 Nov 2026 17:30 GMT",
  "Mon, 2 Nov 26 17:30:52 -0000 (comment)",
  "Thu, 31 Dec 2026 23:59:60 Z",
])("%j is a date", (value) => {
  expect(mailDateFault(value)).toBeUndefined();
});

test.each([
  "mer., 14 oct. 2015 09:12:33 +0200",
  "2026-11-02T17:30:52Z",
  "Mon, 02 Nov 2026 17:30:52",
  "Mon, 31 Feb 2026 17:30:52 +0000",
  "Mon, 02 Okt 2026 17:30:52 +0000",
  "Mon, 02 Nov 2026 24:30:52 +0000",
  "Mon, 02 Nov 2026 17:30:52 +0075",
  "now",
])("%j is none", (value) => {
  expect(mailDateFault(value)).toBeTypeOf("string");
});
