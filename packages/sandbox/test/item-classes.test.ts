import { describe, expect, it } from "vitest";
import { el } from "../src/documents.ts";
import { clientOf, collection, folderSyncBody, newClient, syncBody } from "./client.ts";
import { a, added, body, change, con, itemOf, namesOf, note, task, textOf, tried, viewOf } from "./items-client.ts";

const now = () => new Date("2026-11-23T08:10:20.500Z");

describe("a contact", () => {
  it("loses what a Change leaves out, unless it is ghosted, and never its picture or body", async () => {
    const client = newClient();
    const view = await viewOf(client, "Contacts");
    const id = await added(view, con("FirstName", "Alex"), con("JobTitle", "Clerk"), con("Picture", "AAAA"), body("x"));
    await view.sync(change(id, con("FirstName", "Alex")));
    const item = await itemOf(view, id);
    expect(namesOf(item)).toEqual(["Body", "FileAs", "FirstName", "Picture", "NativeBodyType"]);
    const managing = await viewOf(clientOf(client.sandbox, "megan", "16.1", "Device2"), "Contacts", con("JobTitle"));
    await managing.sync();
    await managing.sync(change(id, con("JobTitle", "Head")));
    const names = ["Body", "FileAs", "FirstName", "Picture", "JobTitle", "NativeBodyType"];
    expect(namesOf(await itemOf(managing, id)).toSorted()).toEqual(names.toSorted());
    await managing.sync(change(id, con("FirstName", "Alexander")));
    expect(namesOf(await itemOf(managing, id))).not.toContain("JobTitle");
  });

  it("is filed under its name, and takes dates in the long form only", async () => {
    const view = await viewOf(newClient(), "Contacts");
    const item = await itemOf(view, await added(view, con("FirstName", "Alex"), con("LastName", "Wilber")));
    expect(textOf(item, "FileAs")).toBe("Wilber, Alex");
    const birthday = (value: string) => [con("Birthday", value)];
    expect(await tried(view, birthday("1990-05-01T00:00:00.000Z"), birthday("19900501T000000Z"))).toEqual(["1", "6"]);
    expect(await tried(view, [con("Picture", "A".repeat(65_540))], [con("Picture", "no base64!")])).toEqual(["6", "6"]);
  });

  it("is not begun with a Supported that names what no contact has", async () => {
    const client = newClient();
    await client.post("FolderSync", folderSyncBody());
    const first = collection({ key: "0", id: "2", middle: [a("Supported", task("Subject"))] });
    expect((await client.post("Sync", syncBody(first))).text("Status")).toBe("4");
  });
});

describe("a task", () => {
  it("has each date with its UTC one, and a reminder with its time", async () => {
    const view = await viewOf(newClient(), "Tasks");
    const due = "2027-01-15T00:00:00.000Z";
    const statuses = await tried(
      view,
      [task("DueDate", due)],
      [task("UtcDueDate", due), task("DueDate", due)],
      [task("UtcDueDate", "20270115T000000Z"), task("DueDate", "20270115T000000Z")],
      [task("ReminderSet", "1")],
      [task("ReminderSet", "1"), task("ReminderTime", due)],
      [task("Recurrence", task("Type", "0"))],
      [task("Recurrence", task("Type", "0"), task("Start", due))],
    );
    expect(statuses).toEqual(["6", "1", "6", "6", "1", "6", "1"]);
  });

  it("is dated when it is done, and keeps what a Change leaves out", async () => {
    const view = await viewOf(newClient({ now }), "Tasks");
    const id = await added(view, task("Subject", "x"), task("Importance", "2"));
    await view.sync(change(id, task("Complete", "1")));
    const item = await itemOf(view, id);
    expect(
      ["Subject", "Importance", "Complete", "DateCompleted", "ReminderSet"].map((name) => textOf(item, name)),
    ).toEqual(["x", "2", "1", "2026-11-23T08:10:20.500Z", "0"]);
    await view.sync(change(id, task("Complete", "0")));
    expect(namesOf(await itemOf(view, id))).not.toContain("DateCompleted");
  });
});

describe("a note", () => {
  it("says when it was last changed, whatever the client says, and is a sticky note", async () => {
    const view = await viewOf(newClient({ now }), "Notes");
    const id = await added(view, note("Subject", "x"), note("LastModifiedDate", "20010101T000000Z"), body("Buy tea."));
    const item = await itemOf(view, id);
    expect(namesOf(item)).toEqual(["Subject", "Body", "MessageClass", "LastModifiedDate", "NativeBodyType"]);
    expect([textOf(item, "MessageClass"), textOf(item, "LastModifiedDate")]).toEqual([
      "IPM.StickyNote",
      "20261123T081020Z",
    ]);
    expect(await tried(view, [note("MessageClass", "IPM.Note")])).toEqual(["6"]);
  });

  it("has at most 300 categories", async () => {
    const view = await viewOf(newClient(), "Notes");
    const many = (count: number) => [
      note("Categories", ...Array.from({ length: count }, () => el("Notes", "Category", "x"))),
    ];
    expect(await tried(view, many(300), many(301))).toEqual(["1", "6"]);
  });
});
