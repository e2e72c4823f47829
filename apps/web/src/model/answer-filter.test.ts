import { parseXml } from "@easel/codec/xml";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type AnswerFilter, applyFilter, FAULTS_FILTER, readFilter } from "./answer-filter.ts";
import { answerTree, pathOfIndex } from "./answer-tree.ts";

const tree = answerTree(
  parseXml(`<Sync xmlns="AirSync" xmlns:e="Email"><Status>1</Status><Collections>
<Collection><CollectionId>5</CollectionId><Status>1</Status><Commands>
<Add><ServerId>5:1</ServerId><ApplicationData><e:Subject>Hello there</e:Subject><e:DateReceived>2026-03-01T10:00:00.000Z</e:DateReceived></ApplicationData></Add>
</Commands></Collection>
<Collection><CollectionId>6</CollectionId><Status>3</Status></Collection></Collections></Sync>`).document,
);

/** Paths of what a filter finds. */
function find(typed: string): string[] {
  const filter = readFilter(typed);
  if (!filter || "fault" in filter) throw new Error(filter?.fault ?? "nothing typed");
  return applyFilter(tree, filter).hits.map((index) => pathOfIndex(tree, index));
}
const second = "/Sync/Collections/Collection[2]";
const mail = "/Sync/Collections/Collection[1]/Commands/Add/ApplicationData";

describe("a filter finds", () => {
  test.each([
    ["collectionid", ["/Sync/Collections/Collection[1]/CollectionId", `${second}/CollectionId`]],
    ["hello there", [`${mail}/Subject`]],
    ["Collection/Status", ["/Sync/Collections/Collection[1]/Status", `${second}/Status`]],
    ["/Sync/Status", ["/Sync/Status"]],
    ["/Status", []],
    [`${second}/Status`, [`${second}/Status`]],
    ["Status != 1", [`${second}/Status`]],
    ["Status=3", [`${second}/Status`]],
    ["status == 3", [`${second}/Status`]],
    ["Status > 1", [`${second}/Status`]],
    ["Collection/Status <= 1", ["/Sync/Collections/Collection[1]/Status"]],
    ["Subject: HELLO", [`${mail}/Subject`]],
    ['Subject = "hello there"', [`${mail}/Subject`]],
    ['"there"', [`${mail}/Subject`]],
    ["email:Subject", [`${mail}/Subject`]],
    ["DateReceived >= 20260301T000000Z", [`${mail}/DateReceived`]],
    ["DateReceived < 2026-03-01T00:00:00.000Z", []],
    ["5:1", ["/Sync/Collections/Collection[1]/Commands/Add/ServerId"]],
    [FAULTS_FILTER, [`${second}/Status`]],
    ["nothing of the kind", []],
  ])("%s", (typed, expected) => expect(find(typed)).toEqual(expected));
});

test("success is what the command calls so", () => {
  const moved = answerTree(
    parseXml(
      '<MoveItems xmlns="Move"><Response><Status>3</Status></Response><Response><Status>1</Status></Response></MoveItems>',
    ).document,
  );
  const filter = readFilter(FAULTS_FILTER) as AnswerFilter;
  expect(applyFilter(moved, filter).hits.map((index) => pathOfIndex(moved, index))).toEqual([
    "/MoveItems/Response[2]/Status",
  ]);
});

test("what cannot be read is said in a sentence", () => {
  for (const typed of ["=", "Status !=", "!= 1", "Subject > high", "Status <"])
    expect(readFilter(typed), typed).toMatchObject({ fault: expect.stringMatching(/\.$/) });
  expect(readFilter("  ")).toBeUndefined();
});

test("all around a hit and all inside it is kept, and nothing else", () => {
  fc.assert(
    fc.property(fc.constantFrom("Status != 1", "Add", "Commands/Add", "5", "/Sync", "zzz"), (typed) => {
      const { hits, kept } = applyFilter(tree, readFilter(typed) as AnswerFilter);
      const paths = tree.elements.map((_, index) => pathOfIndex(tree, index));
      const found = hits.map((index) => paths[index] ?? "");
      const near = (path: string) =>
        found.some((hit) => `${hit}/`.startsWith(`${path}/`) || path.startsWith(`${hit}/`));
      expect([...kept].map(Boolean)).toEqual(paths.map(near));
    }),
  );
});

test("whatever is typed is read, or refused in words", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[A-Za-z/[\]!=<>: "0-9]*$/)), (typed) => {
      const filter = readFilter(typed);
      if (filter && !("fault" in filter)) applyFilter(tree, filter);
    }),
  );
});
