import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { commandStatuses, commonStatuses, statusMeaning } from "../src/knowledge/index.ts";

interface Codes {
  common: Record<string, string>;
  commands: Record<string, number[]>;
}

/** The values that the documents list, without their prose. */
const documented = JSON.parse(readFileSync(new URL("./data/status-codes.json", import.meta.url), "utf8")) as Codes;

test("the common values are the documented ones, under their names", () => {
  expect(Object.fromEntries(commonStatuses.map(({ code, name }) => [String(code), name]))).toEqual(documented.common);
});

test.each(Object.entries(documented.commands))("every documented value of %s has a meaning", (command, codes) => {
  expect(codes.filter((code) => !statusMeaning(command, code))).toEqual([]);
});

test.each(Object.entries(commandStatuses))("%s has no value of its own that nobody documents", (command, statuses) => {
  // The mail commands list nothing but success, which the documents leave unsaid.
  const known = new Set([1, ...(documented.commands[command] ?? [])]);
  expect(statuses.map(({ code }) => code).filter((code) => !known.has(code))).toEqual([]);
});
