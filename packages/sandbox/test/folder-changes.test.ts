import { elementText } from "@easel/codec/document";
import { protocolVersions } from "@easel/codec/protocol";
import { describe, expect, it } from "vitest";
import { el } from "../src/documents.ts";
import { type Client, clientOf, collection, drain, folderSyncBody, newClient, syncBody } from "./client.ts";

const f = (name: string, ...content: (string | ReturnType<typeof el>)[]) => el("FolderHierarchy", name, ...content);

/** A device that carries the folder key along. */
async function folderDevice(client: Client) {
  let key = (await client.post("FolderSync", folderSyncBody())).text("SyncKey") ?? "";
  const keep = (reply: Awaited<ReturnType<Client["post"]>>) => {
    key = reply.text("SyncKey") ?? key;
    return reply;
  };
  return {
    sync: async () => keep(await client.post("FolderSync", folderSyncBody(key))),
    create: async (name: string, parent = "0", type = "12") =>
      keep(
        await client.post(
          "FolderCreate",
          f("FolderCreate", f("SyncKey", key), f("ParentId", parent), f("DisplayName", name), f("Type", type)),
        ),
      ),
    update: async (id: string, name: string, parent = "0") =>
      keep(
        await client.post(
          "FolderUpdate",
          f("FolderUpdate", f("SyncKey", key), f("ServerId", id), f("ParentId", parent), f("DisplayName", name)),
        ),
      ),
    remove: async (id: string) =>
      keep(await client.post("FolderDelete", f("FolderDelete", f("SyncKey", key), f("ServerId", id)))),
  };
}

describe("a folder of the user's own", () => {
  it.each(protocolVersions)("is made, renamed and deleted at %s, and the other device is told", async (version) => {
    const client = newClient({ version });
    const here = await folderDevice(client);
    const there = await folderDevice(clientOf(client.sandbox, "megan", version, "Device2"));
    const made = await here.create("Plans");
    const id = made.text("ServerId") ?? "";
    expect([made.text("Status"), id]).toEqual(["1", "12"]);
    expect((await here.sync()).text("Count")).toBe("0");
    const news = await there.sync();
    const told = ["Count", "ServerId", "ParentId", "DisplayName", "Type"].map((name) => news.text(name));
    expect(told).toEqual(["1", id, "0", "Plans", "12"]);

    expect((await here.update(id, "Old plans", "5")).text("Status")).toBe("1");
    const moved = await there.sync();
    expect([moved.all("Update").length, moved.text("ParentId"), moved.text("DisplayName")]).toEqual([
      1,
      "5",
      "Old plans",
    ]);

    expect((await here.remove(id)).text("Status")).toBe("1");
    const gone = await there.sync();
    expect([gone.all("Delete").length, gone.text("ServerId"), gone.text("Count")]).toEqual([1, id, "1"]);
    expect(
      (
        await client.post(
          "Sync",
          syncBody(collection({ key: "0", id, ...(Number(version) < 12.1 ? { class: "Email" } : {}) })),
        )
      ).text("Status"),
    ).toBe("12");
  });

  it("holds items of its Type, and is gone with them and the folders in it", async () => {
    const client = newClient();
    const device = await folderDevice(client);
    const outer = (await device.create("Outer")).text("ServerId") ?? "";
    const inner = (await device.create("Inner", outer)).text("ServerId") ?? "";
    const move = el(
      "Move",
      "Move",
      el("Move", "SrcMsgId", "5:1"),
      el("Move", "SrcFldId", "5"),
      el("Move", "DstFldId", inner),
    );
    expect((await client.post("MoveItems", el("Move", "MoveItems", move))).text("Status")).toBe("3");
    const other = clientOf(client.sandbox, "megan", "16.1", "Device2");
    expect((await drain(other, inner)).reply.text("Subject")).toBe("Welcome to the sandbox");
    await device.remove(outer);
    const told = await other.post("FolderSync", folderSyncBody());
    expect(told.all("ServerId").map(elementText)).not.toContain(inner);
    expect((await device.sync()).text("Count")).toBe("0");
  });

  it("is not seen by a device before its FolderSync, whose Ping is told to make one", async () => {
    const client = newClient();
    const other = clientOf(client.sandbox, "megan", "16.1", "Device2");
    await drain(other);
    const id = (await (await folderDevice(client)).create("Plans")).text("ServerId") ?? "";
    expect((await other.post("Sync", syncBody(collection({ key: "0", id })))).text("Status")).toBe("12");
    const p = (name: string, ...content: (string | ReturnType<typeof el>)[]) => el("Ping", name, ...content);
    const folders = p("Folders", p("Folder", p("Id", "5"), p("Class", "Email")));
    expect((await other.post("Ping", p("Ping", p("HeartbeatInterval", "60"), folders))).text("Status")).toBe("7");
  });

  it("needs a name and a parent of its own, and the folders every mailbox has stay", async () => {
    const device = await folderDevice(newClient());
    const id = (await device.create("Plans")).text("ServerId") ?? "";
    const inner = (await device.create("Inner", id)).text("ServerId") ?? "";
    const statuses = [
      await device.create("plans"),
      await device.create("INBOX"),
      await device.create("Lost", "99"),
      await device.create("Odd", "0", "4"),
      await device.create("x".repeat(257)),
      await device.update(id, "Inbox"),
      await device.update(id, "Plans", inner),
      await device.update("99", "x"),
      await device.update("5", "x"),
      await device.remove("5"),
      await device.remove("99"),
    ].map((reply) => reply.text("Status"));
    expect(statuses).toEqual(["2", "2", "5", "10", "10", "2", "5", "4", "2", "3", "4"]);
  });

  it("is not changed with a stale key or a half request", async () => {
    const client = newClient();
    const stale = (await client.post("FolderSync", folderSyncBody())).text("SyncKey") ?? "";
    await client.post("FolderSync", folderSyncBody());
    const body = (key: string) => f("FolderDelete", f("SyncKey", key), f("ServerId", "12"));
    expect((await client.post("FolderDelete", body(stale))).text("Status")).toBe("9");
    expect((await client.post("FolderDelete", body("0"))).text("Status")).toBe("9");
    expect((await client.post("FolderDelete", f("FolderDelete", f("SyncKey", stale)))).text("Status")).toBe("10");
  });

  it("is one of at most 200", async () => {
    const device = await folderDevice(newClient());
    let last = "";
    for (let number = 0; number < 190; number++) last = (await device.create(`Folder ${number}`)).text("Status") ?? "";
    expect(last).toBe("6");
  });
});
