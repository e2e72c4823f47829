import { expect, test } from "vitest";
import { decodeHeaderWords } from "./header-words.ts";

test.each([
  ["plain text", "plain text"],
  ["=?utf-8?B?R3LDvMOfZQ==?=", "Grüße"],
  ["=?ISO-8859-1?Q?Patrik_F=E4ltstr=F6m?= <p@x.example>", "Patrik Fältström <p@x.example>"],
  ["=?utf-8?q?a?= =?utf-8?q?b?=", "ab"],
  ["=?utf-8?q?a?= b", "a b"],
  // A character cut in two words of one charset.
  ["=?utf-8?B?w7w=?= =?utf-8?B?w58=?=", "üß"],
  ["=?utf-8?Q?=C3?= =?utf-8?Q?=BC?=", "ü"],
  ["=?utf-8*en?Q?hi?=", "hi"],
  ["=?no-such-charset?Q?hi?=", "=?no-such-charset?Q?hi?="],
  ["=?utf-8?X?hi?=", "=?utf-8?X?hi?="],
])("%j reads %j", (value, expected) => {
  expect(decodeHeaderWords(value)).toBe(expected);
});
