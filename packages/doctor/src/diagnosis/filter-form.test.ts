import { describe, expect, test } from "vitest";
import { fromXml, request, rulesOf } from "../../test/make-round-trip.ts";
import { diagnose } from "./diagnose.ts";

const sync = (options: string, version = "14.1", first = "") =>
  rulesOf(
    diagnose(
      request(
        "Sync",
        fromXml(
          `<Sync xmlns="AirSync" xmlns:b="AirSyncBase"><Collections><Collection>${first}<SyncKey>7</SyncKey><CollectionId>1</CollectionId>${options}</Collection></Collections></Sync>`,
        ),
        { version },
      ),
    ),
  );
const options = (filter: string, kind = "") =>
  `<Options><FilterType>${filter}</FilterType>${kind && `<Class>${kind}</Class>`}</Options>`;

describe("FilterType", () => {
  test.each([
    ["2", "Email"],
    ["6", "Calendar"],
    ["8", "Tasks"],
    ["6", ""],
  ])("%s goes with %s", (filter, kind) => {
    expect(sync(options(filter, kind))).toEqual([]);
  });

  test.each([
    ["6", "Email"],
    ["1", "Calendar"],
    ["5", "Tasks"],
    ["8", "SMS"],
  ])("%s is none for %s", (filter, kind) => {
    expect(sync(options(filter, kind))).toEqual(["filter-of-other-class"]);
  });

  test("goes by the class of the Collection up to 12.1, and in GetItemEstimate", () => {
    expect(sync(options("1"), "12.1", "<Class>Calendar</Class>")).toEqual(["filter-of-other-class"]);
    const estimate = fromXml(
      '<GetItemEstimate xmlns="GetItemEstimate"><Collections><Collection><Class>Tasks</Class><CollectionId>7</CollectionId><FilterType xmlns="AirSync">3</FilterType><SyncKey xmlns="AirSync">1</SyncKey></Collection></Collections></GetItemEstimate>',
    );
    expect(rulesOf(diagnose(request("GetItemEstimate", estimate, { version: "12.1" })))).toEqual([
      "filter-of-other-class",
    ]);
  });
});

test("a type of body is asked for once", () => {
  const preference = (type: number) => `<b:BodyPreference><b:Type>${type}</b:Type></b:BodyPreference>`;
  expect(sync(`<Options>${preference(2)}${preference(1)}</Options>`)).toEqual([]);
  expect(sync(`<Options>${preference(2)}${preference(2)}</Options>`)).toEqual(["body-preference-twice"]);
});
