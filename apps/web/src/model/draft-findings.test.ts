import { diagnose } from "@easel/doctor/diagnosis";
import { expect, it } from "vitest";
import { buildWholeWire } from "../../test/whole-wire.ts";
import { withoutHalfTyped } from "./draft-findings.ts";
import { starterDraft } from "./starters.ts";

const rulesOf = (xml: string): string[] => {
  const wire = buildWholeWire(
    { ...starterDraft("Sync", "16.1"), xml },
    "http://127.0.0.1:4401/Microsoft-Server-ActiveSync",
  );
  const { method, url, headers, body } = wire;
  return withoutHalfTyped(diagnose({ request: { method, url, headers, body } }), wire).map(({ rule }) => rule);
};
const sync = (inside: string) =>
  `<Sync xmlns="AirSync"><Collections><Collection><SyncKey>1</SyncKey><CollectionId>5</CollectionId>${inside}</Collection></Collections></Sync>`;

it("a tag that is being typed is no text among elements; text that was written there is", () => {
  expect(rulesOf(sync("<"))).toEqual([]);
  expect(rulesOf(sync("<"))).toEqual(rulesOf(sync("")));
  expect(rulesOf(sync("words"))).toContain("text-not-here");
});
