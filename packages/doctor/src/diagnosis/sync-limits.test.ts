import { describe, expect, test } from "vitest";
import { answered, ENDPOINT, find, fromXml, request, rulesOf } from "../../test/make-round-trip.ts";
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

describe("a query that is escaped once too often", () => {
  const to = (query: string) =>
    rulesOf(
      diagnose(
        request("FolderSync", fromXml('<FolderSync xmlns="FolderHierarchy"><SyncKey>0</SyncKey></FolderSync>'), {
          url: `${ENDPOINT}?Cmd=FolderSync${query}`,
        }),
      ),
    );

  test("for HTML", () => {
    expect(to("&amp;User=megan&amp;DeviceId=EASEL1&amp;DeviceType=EASel")).toContain("url-html-escaped");
  });

  test("by percent", () => {
    expect(to("&User=megan%2540contoso.example&DeviceId=EASEL1&DeviceType=EASel")).toEqual(["url-escaped-twice"]);
    expect(to("&User=megan%40contoso.example&DeviceId=EASEL1&DeviceType=EASel")).toEqual([]);
  });
});
