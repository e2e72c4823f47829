import { expect, test } from "vitest";
import { formatMultipart, parseMultipart } from "./multipart.ts";

const codes = (...bytes: number[]) => parseMultipart(Uint8Array.from(bytes)).problems.map(({ code }) => code);

test.each<[string, number[], string[]]>([
  ["three bytes", [1, 0, 0], ["too-short"]],
  ["no parts", [0, 0, 0, 0], ["no-parts"]],
  ["more parts than the body holds", [9, 0, 0, 0, 1], ["bad-count"]],
  ["a part beyond the end", [1, 0, 0, 0, 12, 0, 0, 0, 5, 0, 0, 0, 65], ["part-outside"]],
  ["a part in the table", [1, 0, 0, 0, 4, 0, 0, 0, 2, 0, 0, 0], ["part-in-table"]],
  ["bytes of no part", [1, 0, 0, 0, 13, 0, 0, 0, 1, 0, 0, 0, 65, 66, 67], ["gap", "gap"]],
  [
    "parts on top of each other",
    [2, 0, 0, 0, 20, 0, 0, 0, 2, 0, 0, 0, 21, 0, 0, 0, 1, 0, 0, 0, 65, 66],
    ["parts-overlap"],
  ],
])("%s are named", (_what, bytes, expected) => {
  expect(codes(...bytes)).toEqual(expected);
});

test("a part that is cut off gives what is there", () => {
  const [part] = parseMultipart(Uint8Array.of(1, 0, 0, 0, 12, 0, 0, 0, 5, 0, 0, 0, 65)).parts;
  expect(part).toEqual({ span: { start: 12, end: 13 }, bytes: Uint8Array.of(65) });
});

test("a huge count is refused without trying", () => {
  expect(parseMultipart(Uint8Array.of(255, 255, 255, 255, 0, 0)).parts).toEqual([]);
});

test("an empty part is a part", () => {
  expect(parseMultipart(formatMultipart([new Uint8Array(0), Uint8Array.of(1)])).parts).toHaveLength(2);
});
