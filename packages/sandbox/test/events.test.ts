import type { ElementNode } from "@easel/codec/document";
import { decodeTimeZone } from "@easel/codec/values";
import { describe, expect, it } from "vitest";
import { clientOf, collection, folderSyncBody, newClient, syncBody } from "./client.ts";
import {
  a,
  add,
  added,
  b,
  body,
  cal,
  change,
  dataOf,
  itemOf,
  namesOf,
  statusesOf,
  textOf,
  tried,
  viewOf,
} from "./items-client.ts";

const now = () => new Date("2026-11-23T08:10:20.500Z");
const start = cal("StartTime", "20270111T090000Z");
const end = cal("EndTime", "20270111T093000Z");

describe("an event", () => {
  it("gets what the server adds, in Exchange's order", async () => {
    const view = await viewOf(newClient({ now, version: "14.1" }), "Calendar");
    const item = await itemOf(view, await added(view, cal("Subject", "Tea"), end, start, body("x")));
    expect(namesOf(item)).toEqual([
      "Timezone",
      "DtStamp",
      "StartTime",
      "Subject",
      "UID",
      "OrganizerName",
      "OrganizerEmail",
      "EndTime",
      "Body",
      "Sensitivity",
      "BusyStatus",
      "AllDayEvent",
      "MeetingStatus",
      "NativeBodyType",
      "ResponseType",
    ]);
    expect([textOf(item, "DtStamp"), textOf(item, "OrganizerEmail")]).toEqual([
      "20261123T081020Z",
      "megan@contoso.example",
    ]);
    expect(textOf(item, "UID")).toMatch(/^[0-9A-F]{32}$/);
    expect(decodeTimeZone(textOf(item, "Timezone")).value).toMatchObject({ bias: 0, standardName: "UTC" });
  });

  it("keeps the UID and DtStamp of a client up to 14.1; from 16.0 they are the server's, as the organizer is", async () => {
    const old = await viewOf(newClient({ version: "14.1" }), "Calendar");
    const own = [cal("DtStamp", "20261101T000000Z"), cal("UID", "abc"), start, end];
    const item = await itemOf(old, await added(old, ...own));
    expect([textOf(item, "UID"), textOf(item, "DtStamp")]).toEqual(["abc", "20261101T000000Z"]);
    const current = await viewOf(newClient(), "Calendar");
    const statuses = await tried(
      current,
      [cal("UID", "abc")],
      [cal("DtStamp", "20261101T000000Z")],
      [cal("OrganizerName", "x")],
      [cal("Exceptions")],
    );
    expect(statuses).toEqual(["6", "6", "6", "6"]);
    const reply = await current.sync(add("mine", cal("ClientUid", "abc"), start, end));
    expect([statusesOf(reply), reply.text("UID")?.length]).toEqual([["1"], 32]);
  });

  it("without times takes the present, and gets Status 6 where that makes no sense", async () => {
    const view = await viewOf(newClient({ now }), "Calendar");
    const item = await itemOf(view, await added(view, cal("Subject", "Now")));
    expect([textOf(item, "StartTime"), textOf(item, "EndTime")]).toEqual(["20261123T083000Z", "20261123T090000Z"]);
    const past = cal("EndTime", "20200101T000000Z");
    expect(await tried(view, [past], [start], [end], [start, past])).toEqual(["6", "6", "1", "6"]);
  });

  it("wants Compact DateTime and the values there are", async () => {
    const view = await viewOf(newClient({ version: "14.1" }), "Calendar");
    const statuses = await tried(
      view,
      [cal("StartTime", "2027-01-11T09:00:00.000Z"), end],
      [start, end, cal("BusyStatus", "4")],
      [start, end, cal("MeetingStatus", "2")],
      [start, end, cal("Timezone", "AAAA")],
      [start, end, cal("Reminder", "soon")],
      [start, end, cal("Reminder")],
    );
    expect(statuses).toEqual(["6", "6", "6", "6", "6", "1"]);
    const current = await viewOf(newClient(), "Calendar");
    expect(await tried(current, [start, end, cal("BusyStatus", "4")], [start, end, cal("Subject")])).toEqual([
      "1",
      "6",
    ]);
  });

  it("of whole days is dates alone at 16.x, and has no Timezone in answers there", async () => {
    const client = newClient();
    const view = await viewOf(client, "Calendar");
    const day = [cal("StartTime", "20270111T000000Z"), cal("EndTime", "20270112T000000Z"), cal("AllDayEvent", "1")];
    const id = await added(view, ...day);
    expect(namesOf(await itemOf(view, id))).not.toContain("Timezone");
    const old = await viewOf(clientOf(client.sandbox, "megan", "14.1", "Device2"), "Calendar");
    expect(namesOf(dataOf(await old.sync())[0])).toContain("Timezone");
    const timed = [cal("StartTime", "20270111T230000Z"), cal("EndTime", "20270112T230000Z"), cal("AllDayEvent", "1")];
    expect(await tried(view, timed)).toEqual(["6"]);
    expect(await tried(old, timed)).toEqual(["1"]);
    const seen = await view.sync();
    expect([seen.text("StartTime"), seen.text("EndTime")]).toEqual(["20270112T000000Z", "20270113T000000Z"]);
  });

  it("has its place as AirSyncBase:Location at 16.x and as Calendar:Location before", async () => {
    const client = newClient();
    const view = await viewOf(client, "Calendar");
    await added(view, start, end, b("Location", b("DisplayName", "Room 1"), b("City", "Bonn")));
    const old = await viewOf(clientOf(client.sandbox, "megan", "14.1", "Device2"), "Calendar");
    const seen = await old.sync();
    expect(seen.all("Location")).toMatchObject([{ namespace: "Calendar", children: [{ text: "Room 1" }] }]);
    expect(await tried(view, [start, end, cal("Location", "Room 2")])).toEqual(["6"]);
    await old.sync(change(seen.text("ServerId") ?? "", start, end, cal("Location", "Room 3")));
    expect((await view.sync()).text("DisplayName")).toBe("Room 3");
  });

  it("repeats by a pattern that is whole and does not contradict itself", async () => {
    const view = await viewOf(newClient({ version: "14.1" }), "Calendar");
    const series = (...parts: [string, string][]) => [
      start,
      end,
      cal("Recurrence", ...parts.map(([name, value]) => cal(name, value))),
    ];
    const statuses = await tried(
      view,
      series(["Type", "1"], ["DayOfWeek", "2"], ["Interval", "1"]),
      series(["Type", "1"]),
      series(["Type", "4"]),
      series(["Type", "0"], ["DayOfMonth", "1"]),
      series(["Type", "0"], ["Until", "20270401T000000Z"], ["Occurrences", "3"]),
      series(["Type", "0"], ["Until", "2027-04-01T00:00:00.000Z"]),
    );
    expect(statuses).toEqual(["1", "6", "6", "6", "6", "6"]);
  });

  it("has exceptions as a list up to 14.1, and one InstanceId at a time from 16.0", async () => {
    const client = newClient();
    const view = await viewOf(client, "Calendar");
    const id = await added(view, start, end, cal("Recurrence", cal("Type", "0"), cal("Interval", "1")));
    const instance = (name: string, at: string, ...data: ElementNode[]) =>
      a(name, a("ServerId", id), b("InstanceId", at), data.length > 0 ? a("ApplicationData", ...data) : undefined);
    const reply = await view.sync(
      instance("Change", "20270112T090000Z", cal("Subject", "Moved")),
      instance("Delete", "20270113T090000Z"),
      instance("Delete", "2027-01-13"),
    );
    expect(statusesOf(reply)).toEqual(["6"]);
    const seen = await itemOf(view, id);
    expect(JSON.stringify(seen)).toContain("InstanceId");
    const old = await viewOf(clientOf(client.sandbox, "megan", "14.1", "Device2"), "Calendar");
    const series = await old.sync();
    expect(series.all("Exception").map((each) => namesOf(each))).toEqual([
      ["ExceptionStartTime", "Subject"],
      ["Deleted", "ExceptionStartTime"],
    ]);
    const whole = [start, end, cal("Recurrence", cal("Type", "0"))];
    const list = cal(
      "Exceptions",
      cal("Exception", cal("Deleted", "1"), cal("ExceptionStartTime", "20270111T090000Z")),
    );
    expect(
      await tried(old, [...whole, list], [...whole, cal("Exceptions", cal("Exception", cal("Deleted", "1")))]),
    ).toEqual(["1", "6"]);
  });

  it("is filtered by when it ends, unless it repeats", async () => {
    const client = newClient({ now });
    const view = await viewOf(client, "Calendar");
    const past = [cal("StartTime", "20260101T090000Z"), cal("EndTime", "20260101T093000Z")];
    await view.sync(add("c1", ...past), add("c2", ...past, cal("Recurrence", cal("Type", "0"))), add("c3", start, end));
    const other = clientOf(client.sandbox, "megan", "14.1", "Device2");
    await other.post("FolderSync", folderSyncBody());
    const first = await other.post("Sync", syncBody(collection({ key: "0", id: "1" })));
    const key = first.text("SyncKey") ?? "";
    const asked = (filter: string) =>
      other.post("Sync", syncBody(collection({ key, id: "1", options: [a("FilterType", filter)] })));
    expect((await asked("3")).text("Status")).toBe("4");
    expect((await asked("4")).all("Add")).toHaveLength(2);
  });
});
