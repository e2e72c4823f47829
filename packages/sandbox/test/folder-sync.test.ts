import { elementText } from "@easel/codec/document";
import { describe, expect, it } from "vitest";
import { el } from "../src/documents.ts";
import { collection, folderSyncBody, newClient, syncBody } from "./client.ts";

describe("FolderSync", () => {
  it("gives the default folders for key 0, with their types", async () => {
    const reply = await newClient().post("FolderSync", folderSyncBody());
    const names = reply.all("DisplayName").map(elementText);
    const types = reply.all("Type").map(elementText);
    expect(reply.text("Count")).toBe(String(names.length));
    expect(Object.fromEntries(names.map((name, at) => [name, types[at]]))).toMatchObject({
      Inbox: "2",
      Drafts: "3",
      "Deleted Items": "4",
      "Sent Items": "5",
      Outbox: "6",
      Tasks: "7",
      Calendar: "8",
      Contacts: "9",
    });
    expect(reply.all("ParentId").every((parent) => elementText(parent) === "0")).toBe(true);
  });

  it("has nothing to add for the key it gave", async () => {
    const client = newClient();
    const key = (await client.post("FolderSync", folderSyncBody())).text("SyncKey") ?? "";
    const next = await client.post("FolderSync", folderSyncBody(key));
    expect([next.text("Status"), next.text("Count"), next.text("SyncKey")]).toEqual(["1", "0", key]);
  });

  it("is not needed before Sync by a device that counts as settled, and is by any other", async () => {
    const client = newClient({ settledDevices: ["Settled1"] });
    client.deviceId = "Settled1";
    const settled = await client.post("Sync", syncBody(collection({ id: "5", key: "0" })));
    expect(settled.text("Status")).toBe("1");
    client.deviceId = "Another1";
    const other = await client.post("Sync", syncBody(collection({ id: "5", key: "0" })));
    expect(other.text("Status")).toBe("12");
  });

  it("answers Status 9 and nothing else to a key it did not give, or gave another device", async () => {
    const client = newClient();
    const key = (await client.post("FolderSync", folderSyncBody())).text("SyncKey") ?? "";
    const bad = await client.post("FolderSync", folderSyncBody("1"));
    expect([bad.text("Status"), bad.root?.children.length]).toEqual(["9", 1]);
    client.deviceId = "Device2";
    expect((await client.post("FolderSync", folderSyncBody(key))).text("Status")).toBe("9");
  });

  it("answers Status 10 without a SyncKey, with an empty one, and with more than one child", async () => {
    const page = "FolderHierarchy";
    const bodies = [
      el(page, "FolderSync"),
      el(page, "FolderSync", el(page, "SyncKey")),
      el(page, "FolderSync", el(page, "SyncKey", "0"), el(page, "Count", "1")),
    ];
    for (const body of bodies) expect((await newClient().post("FolderSync", body)).text("Status")).toBe("10");
  });

  it("forgets its keys on reset", async () => {
    const client = newClient();
    const key = (await client.post("FolderSync", folderSyncBody())).text("SyncKey") ?? "";
    client.sandbox.reset();
    expect((await client.post("FolderSync", folderSyncBody(key))).text("Status")).toBe("9");
  });
});
