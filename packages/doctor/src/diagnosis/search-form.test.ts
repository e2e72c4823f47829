import { describe, expect, test } from "vitest";
import { fromXml, request, rulesOf } from "../../test/make-round-trip.ts";
import { diagnose } from "./diagnose.ts";

const ask = (store: string, query: string, options = "") =>
  rulesOf(
    diagnose(
      request(
        "Search",
        fromXml(
          `<Search xmlns="Search" xmlns:a="AirSync"><Store><Name>${store}</Name><Query>${query}</Query>${options}</Store></Search>`,
        ),
      ),
    ),
  );
const range = (text: string) => `<Options><Range>${text}</Range></Options>`;
const AND = "<And><a:Class>Email</a:Class><FreeText>x</FreeText></And>";
const EQUAL = '<EqualTo><LinkId xmlns="DocumentLibrary"/><Value>\\\\server\\share</Value></EqualTo>';

describe("a search", () => {
  test.each([
    ["GAL", "Megan", range("0-99")],
    ["Mailbox", AND, range("0-9")],
    ["DocumentLibrary", EQUAL, range("0-999")],
  ])("of %s is left alone", (store, query, options) => {
    expect(ask(store, query, options)).toEqual([]);
  });

  test.each([
    ["GAL", AND],
    ["GAL", ""],
    ["Mailbox", "budget"],
    ["Mailbox", ""],
    ["DocumentLibrary", AND],
  ])("of %s by “%s” asks in the form of another store", (store, query) => {
    expect(ask(store, query)).toEqual(["search-query"]);
  });

  test.each(["10", "9-0", "all", "0-100"])("with the Range %s is told", (text) => {
    expect(ask("GAL", "Megan", range(text))).toEqual(["search-range"]);
  });

  test("of Find has a Range too", () => {
    const find = (text: string) =>
      rulesOf(
        diagnose(
          request(
            "Find",
            fromXml(
              `<Find xmlns="Find"><SearchId>9d2b7f6e-2b3c-4d5e-8f90-1a2b3c4d5e6f</SearchId><ExecuteSearch><GalSearchCriterion><Query>M</Query><Options><Range>${text}</Range></Options></GalSearchCriterion></ExecuteSearch></Find>`,
            ),
          ),
        ),
      );
    expect(find("0-49")).toEqual([]);
    expect(find("1..5")).toEqual(["search-range"]);
  });
});
