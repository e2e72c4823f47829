import { describe, expect, test } from "vitest";
import { answered, find, fromXml, request, rulesOf } from "../../test/make-round-trip.ts";
import { diagnose } from "./index.ts";

const collections = (...ids: string[]) =>
  `<Collections>${ids.map((id) => `<Collection><SyncKey>3</SyncKey><CollectionId>${id}</CollectionId></Collection>`).join("")}</Collections>`;
const sync = (after: string, ...ids: string[]) =>
  request("Sync", fromXml(`<Sync xmlns="AirSync">${collections(...ids)}${after}</Sync>`), { version: "14.1" });
const says = (inner: string) => fromXml(`<Sync xmlns="AirSync">${inner}</Sync>`);

describe("how long a Sync waits", () => {
  test.each(["<Wait>600</Wait>", "<Wait>0</Wait>", "<HeartbeatInterval>15</HeartbeatInterval>", "<Wait>x</Wait>"])(
    "%s is out of range",
    (wait) => {
      expect(rulesOf(diagnose(sync(wait, "1")))).toContain("sync-wait");
    },
  );

  test.each(["<Wait>1</Wait>", "<Wait>59</Wait>", "<HeartbeatInterval>3540</HeartbeatInterval>", ""])(
    "“%s” is not",
    (wait) => {
      expect(rulesOf(diagnose(sync(wait, "1")))).not.toContain("sync-wait");
    },
  );

  test("Status 14 is told with the server's Limit, and mended by it", () => {
    const found = diagnose(answered(sync("<Wait>600</Wait>", "1"), 200, says("<Status>14</Status><Limit>59</Limit>")));
    expect(rulesOf(found)).toEqual(["status-14"]);
    expect(found[0]?.fix).toEqual([{ kind: "set-content", path: "/Sync/Wait", content: "59" }]);
  });
});

test("Status 15 is told with the server's Limit", () => {
  const found = diagnose(answered(sync("", "1", "2", "3"), 200, says("<Status>15</Status><Limit>2</Limit>")));
  expect(find(found, "status-15").explanation).toContain("2 at most, and the request names 3");
});

test("a folder in two Collections is told, two folders are not", () => {
  const refused = (...ids: string[]) => rulesOf(diagnose(answered(sync("", ...ids), 200, says("<Status>4</Status>"))));
  expect(refused("1", "1")).toContain("collection-twice");
  expect(refused("1", "2")).not.toContain("collection-twice");
});

test.each(["-1", "many"])("a WindowSize of %s is no count", (size) => {
  expect(rulesOf(diagnose(sync(`<WindowSize>${size}</WindowSize>`, "1")))).toContain("window-size");
});

test.each(["1", "512", "1000"])("a WindowSize of %s is one", (size) => {
  expect(rulesOf(diagnose(sync(`<WindowSize>${size}</WindowSize>`, "1")))).not.toContain("window-size");
});

test("Class is due in a Collection of 2.5 and of no other version", () => {
  const bare = (version: string) =>
    rulesOf(diagnose(request("Sync", fromXml(`<Sync xmlns="AirSync">${collections("1")}</Sync>`), { version })));
  expect(bare("2.5")).toContain("collection-without-class");
  for (const version of ["12.1", "14.1", "16.1"]) expect(bare(version)).toEqual([]);
});
