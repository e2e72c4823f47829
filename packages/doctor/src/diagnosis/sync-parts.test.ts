import { expect, test } from "vitest";
import { fromXml, request, rulesOf } from "../../test/make-round-trip.ts";
import { diagnose } from "./diagnose.ts";

const ask = (collection: string, root = "") =>
  rulesOf(
    diagnose(
      request(
        "Sync",
        fromXml(
          `<Sync xmlns="AirSync"><Collections><Collection>${collection}</Collection></Collections>${root}</Sync>`,
        ),
      ),
    ),
  );
const KEYS = "<SyncKey>7</SyncKey><CollectionId>2</CollectionId>";
const SUPPORTED = '<Supported><JobTitle xmlns="Contacts"/></Supported>';

test.each([
  ["wait-twice", ask(KEYS, "<Wait>5</Wait><HeartbeatInterval>300</HeartbeatInterval>")],
  ["commands-empty", ask(`${KEYS}<Commands/>`)],
  ["supported-late", ask(`${KEYS}${SUPPORTED}`)],
  ["partial-alone", rulesOf(diagnose(request("Sync", fromXml('<Sync xmlns="AirSync"><Partial/></Sync>'))))],
])("%s is told", (rule, rules) => {
  expect(rules).toEqual([rule]);
});

test("one wait, a command, and Supported with the first key are left alone", () => {
  expect(ask(KEYS, "<Wait>5</Wait>")).toEqual([]);
  expect(ask(`${KEYS}<Commands><Fetch><ServerId>2:1</ServerId></Fetch></Commands>`)).toEqual([]);
  expect(ask(`<SyncKey>0</SyncKey><CollectionId>2</CollectionId>${SUPPORTED}`)).toEqual([]);
});
