import { describe, expect, test } from "vitest";
import { diagnose } from "../src/diagnosis/index.ts";
import { expected, FIRST, measure } from "./expected.ts";
import { caseIds, readCase, soundIds } from "./read-case.ts";

const told = Object.entries(expected).flatMap(([id, { rule }]) => (rule ? [[id, rule] as const] : []));
const silent = Object.keys(expected).filter((id) => expected[id]?.silent);
const summary = measure().at(-1)?.replace(/\s+/g, " ") ?? "";

describe("recorded failures", () => {
  test.each(told)("%s is explained by %s among the first three", (id, rule) => {
    const found = diagnose(readCase(id)).map((finding) => finding.rule);
    expect(found.slice(0, FIRST)).toContain(rule);
  });

  test.each(silent)("%s is blamed on nothing in the round trip", (id) => {
    expect(diagnose(readCase(id)).filter(({ severity }) => severity !== "info")).toEqual([]);
  });

  test.each(soundIds)("%s went well, so there is no error and no warning", (id) => {
    expect(diagnose(readCase(id, "sound")).filter(({ severity }) => severity !== "info")).toEqual([]);
  });

  test("each case file has what is expected of it", () => {
    expect(Object.keys(expected).sort()).toEqual([...caseIds].sort());
  });

  test(`recall and false alarms: ${summary}`, () => {
    expect(measure().at(-1)).toMatch(/false alarms 0$/);
  });
});
