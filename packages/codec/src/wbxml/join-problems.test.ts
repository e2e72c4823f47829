import { expect, test } from "vitest";
import { parseXml } from "../xml/index.ts";
import { encodeWbxml } from "./encode.ts";
import { joinProblems } from "./join-problems.ts";

const problemsOf = (text: string) => {
  const { document, problems } = parseXml(text);
  return joinProblems(problems, encodeWbxml(document).problems).map(({ source, code }) => `${source} ${code}`);
};

test("a fault of the text is told once, where the text stands", () => {
  expect(problemsOf('<SendMail xmlns="ComposeMail"><lientId>1</lientId></SendMail>')).toEqual(["xml unknown-element"]);
  expect(problemsOf('<SendMail xmlns="ComposeMail"><a/><b/></SendMail>')).toEqual([
    "xml unknown-element",
    "xml unknown-element",
  ]);
  expect(problemsOf("")).toEqual(["xml empty"]);
});

test("what only encoding finds is told beside the rest", () => {
  const unknown = { code: "unknown-element", severity: "error", message: "", source: "xml" } as const;
  const parsed = [{ ...unknown, span: { start: 3, end: 5 } }];
  const elsewhere = { ...unknown, span: { start: 9, end: 12 } };
  expect(joinProblems(parsed, [{ ...unknown, span: { start: 2, end: 6 } }, elsewhere])).toEqual([...parsed, elsewhere]);
  expect(joinProblems([], [elsewhere])).toEqual([elsewhere]);
});
