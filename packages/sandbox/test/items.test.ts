import type { ElementNode } from "@easel/codec/document";
import { protocolVersions } from "@easel/codec/protocol";
import { describe, expect, it } from "vitest";
import { el } from "../src/documents.ts";
import { createSandbox } from "../src/index.ts";
import { type Client, clientOf, folderSyncBody, newClient } from "./client.ts";
import {
  a,
  add,
  b,
  body,
  cal,
  change,
  con,
  dataOf,
  type FolderName,
  fetchOf,
  note,
  remove,
  statusesOf,
  task,
  textOf,
  viewOf,
} from "./items-client.ts";

/** An item of each class as a client of any version may write it, and a change of it. */
const samples: Record<Exclude<FolderName, "Drafts">, { item: ElementNode[]; changed: ElementNode[]; from?: string }> = {
  Calendar: {
    item: [cal("StartTime", "20270111T090000Z"), cal("Subject", "Before"), cal("EndTime", "20270111T093000Z")],
    changed: [cal("Subject", "After")],
  },
  Contacts: { item: [con("FileAs", "Before"), con("JobTitle", "Clerk")], changed: [con("FileAs", "After")] },
  Tasks: { item: [task("Subject", "Before"), task("Complete", "0")], changed: [task("Subject", "After")] },
  Notes: { item: [note("Subject", "Before")], changed: [note("Subject", "After")], from: "14.0" },
};

const titleOf = (name: FolderName) => (name === "Contacts" ? "FileAs" : "Subject");

describe.each(Object.entries(samples) as [Exclude<FolderName, "Drafts">, (typeof samples)["Notes"]][])(
  "an item in %s",
  (name, { item, changed, from = "2.5" }) => {
    const versions = protocolVersions.filter((version) => Number(version) >= Number(from));

    it.each(versions)("is added, changed, fetched and deleted at %s, and the other device sees it", async (version) => {
      const client = newClient({ version });
      const here = await viewOf(client, name);
      const there = await viewOf(clientOf(client.sandbox, "megan", version, "Device2"), name);

      const added = await here.sync(add("c1", ...item));
      const serverId = added.text("ServerId") ?? "";
      expect([statusesOf(added), added.text("ClientId"), added.all("Commands").length]).toEqual([["1"], "c1", 0]);
      expect(serverId).toMatch(/^\d+:\d+$/);
      expect((await here.sync()).bytes).toHaveLength(0);
      const seen = await there.sync();
      expect([seen.text("ServerId"), seen.text(titleOf(name)), seen.all("Add").length]).toEqual([
        serverId,
        "Before",
        1,
      ]);

      const again = await here.sync(change(serverId, ...changed));
      expect([again.text("Status"), again.all("Responses").length, again.all("Commands").length]).toEqual(["1", 0, 0]);
      const news = await there.sync();
      expect([news.all("Change").length, news.text(titleOf(name))]).toEqual([1, "After"]);

      const fetched = await here.sync(fetchOf(serverId));
      expect([statusesOf(fetched), fetched.text(titleOf(name))]).toEqual([["1"], "After"]);

      expect((await here.sync(remove(serverId))).text("Status")).toBe("1");
      const gone = await there.sync();
      expect([gone.all("Delete").length, gone.text("ServerId")]).toEqual([1, serverId]);
    });

    it("comes in full to a device that begins with SyncKey 0", async () => {
      const client = newClient();
      await (await viewOf(client, name)).sync(add("c1", ...item));
      const fresh = await (await viewOf(clientOf(client.sandbox, "megan", "14.1", "Device2"), name)).sync();
      expect(fresh.all("Add")).toHaveLength(1);
      expect(fresh.text(titleOf(name))).toBe("Before");
    });

    it("refuses a property of another class, one sent twice, and one nobody has, with Status 6", async () => {
      const view = await viewOf(newClient({ version: "14.1" }), name);
      const foreign = name === "Tasks" ? note("Subject", "x") : task("Subject", "x");
      const [first] = item;
      const reply = await view.sync(
        add("c1", ...item, foreign),
        add("c2", ...item, ...(first ? [first] : [])),
        add("c3", a("Status", "1")),
      );
      expect(statusesOf(reply)).toEqual(["6", "6", "6"]);
      expect((await view.sync()).bytes).toHaveLength(0);
    });
  },
);

describe("an Add", () => {
  it("with the ClientId of another Add of the request gets Status 6, and the first is kept", async () => {
    const view = await viewOf(newClient(), "Notes");
    const reply = await view.sync(add("c1", note("Subject", "a")), add("c1", note("Subject", "b")));
    expect(statusesOf(reply)).toEqual(["1", "6"]);
  });

  it("that is repeated, because its answer was lost, makes no second item", async () => {
    const client = newClient();
    await client.post("FolderSync", folderSyncBody());
    const send = (key: string, ...commands: ElementNode[]) =>
      client.post(
        "Sync",
        a(
          "Sync",
          a(
            "Collections",
            a(
              "Collection",
              a("SyncKey", key),
              a("CollectionId", "8"),
              commands.length > 0 ? a("Commands", ...commands) : undefined,
            ),
          ),
        ),
      );
    const key = (await send("0")).text("SyncKey") ?? "";
    const lost = await send(key, add("c1", note("Subject", "once")));
    const again = await send(key, add("c1", note("Subject", "once")));
    expect([statusesOf(again), again.text("ServerId")]).toEqual([["1"], lost.text("ServerId")]);
    const other = await (await viewOf(clientOf(client.sandbox, "megan", "16.1", "Device2"), "Notes")).sync();
    expect(other.all("Add")).toHaveLength(1);
  });

  it("to the Inbox, to the journal, or of notes before 14.0 gets Status 6", async () => {
    const inFolder = async (client: Client, id: string, ...data: ElementNode[]) => {
      await client.post("FolderSync", folderSyncBody());
      const collection = (key: string, ...rest: ElementNode[]) =>
        a("Sync", a("Collections", a("Collection", a("SyncKey", key), a("CollectionId", id), ...rest)));
      const key = (await client.post("Sync", collection("0"))).text("SyncKey") ?? "";
      return statusesOf(await client.post("Sync", collection(key, a("Commands", add("c1", ...data)))));
    };
    expect(await inFolder(newClient(), "6", note("Subject", "x"))).toEqual(["6"]);
    expect(await inFolder(newClient({ version: "12.1" }), "8", note("Subject", "x"))).toEqual(["6"]);
  });
});

describe("a change of what somebody else has changed", () => {
  it("gets Status 7, and what the server has; with Conflict 0 the client's stands", async () => {
    const client = newClient();
    const here = await viewOf(client, "Notes");
    const there = await viewOf(clientOf(client.sandbox, "megan", "16.1", "Device2"), "Notes");
    const id = (await here.sync(add("c1", note("Subject", "x")))).text("ServerId") ?? "";
    await there.sync();
    await here.sync(change(id, note("Subject", "mine")));
    const late = await there.sync(change(id, note("Subject", "theirs")));
    expect([statusesOf(late), late.all("Commands")[0]?.children.length, late.text("Subject")]).toEqual([
      ["7"],
      1,
      "mine",
    ]);
    expect(statusesOf(await there.sync(change(id, note("Subject", "theirs"))))).toEqual([]);
    here.options = [a("Conflict", "0")];
    await here.sync(change(id, note("Subject", "mine again")));
    expect((await there.sync()).text("Subject")).toBe("mine again");
  });
});

describe("GetItemEstimate and Ping", () => {
  it("know what another device has added", async () => {
    const sandbox = createSandbox();
    const client = clientOf(sandbox, "megan", "14.1");
    await client.post("FolderSync", folderSyncBody());
    const first = a("Sync", a("Collections", a("Collection", a("SyncKey", "0"), a("CollectionId", "2"))));
    const key = (await client.post("Sync", first)).text("SyncKey") ?? "";
    const other = await viewOf(clientOf(sandbox, "megan", "16.1", "Device2"), "Contacts");
    await other.sync(add("c1", con("FirstName", "Alex")), add("c2", con("FirstName", "Megan")));
    const page = (name: string, ...content: (string | ElementNode)[]) => el("GetItemEstimate", name, ...content);
    const ping = (name: string, ...content: (string | ElementNode)[]) => el("Ping", name, ...content);
    const estimate = await client.post(
      "GetItemEstimate",
      page("GetItemEstimate", page("Collections", page("Collection", a("SyncKey", key), page("CollectionId", "2")))),
    );
    expect(estimate.text("Estimate")).toBe("2");
    const pinged = await client.post(
      "Ping",
      ping(
        "Ping",
        ping("HeartbeatInterval", "60"),
        ping("Folders", ping("Folder", ping("Id", "2"), ping("Class", "Contacts"))),
      ),
    );
    expect([pinged.text("Status"), pinged.text("Folder")]).toEqual(["2", "2"]);
  });
});

describe("the body of an item", () => {
  it("comes as asked for, with its whole size, and NativeBodyType says how it is kept", async () => {
    const client = newClient();
    const view = await viewOf(client, "Notes");
    const { text } = await view.sync(add("c1", body("<p>Grüße</p>", "2")));
    const fetched = await view.sync(fetchOf(text("ServerId") ?? ""));
    const [data] = fetched.all("Body");
    expect([textOf(data, "Type"), textOf(data, "Data"), textOf(data, "EstimatedDataSize")]).toEqual([
      "1",
      "Grüße",
      "7",
    ]);
    expect(fetched.text("NativeBodyType")).toBe("2");
  });

  it("stays when a Change leaves it out or sends it cut, and goes when it is sent empty", async () => {
    const view = await viewOf(newClient(), "Tasks");
    const id = (await view.sync(add("c1", task("Subject", "x"), body("kept")))).text("ServerId") ?? "";
    const cut = b("Body", b("Type", "1"), b("Truncated", "1"), b("Data", "ke"));
    await view.sync(change(id, task("Subject", "y"), cut));
    expect((await view.sync(fetchOf(id))).text("Data")).toBe("kept");
    await view.sync(change(id, b("Body", b("Type", "1"), b("Data"))));
    expect((await view.sync(fetchOf(id))).text("EstimatedDataSize")).toBe("0");
  });

  it("must not say what a server says of it, nor be MIME or RTF", async () => {
    const view = await viewOf(newClient(), "Contacts");
    const bodies = [
      b("Body", b("Type", "1"), b("EstimatedDataSize", "1"), b("Data", "x")),
      b("Body", b("Type", "4"), b("Data", "x")),
      b("Body", b("Type", "3"), b("Data", "x")),
      b("Body", b("Data", "x")),
    ];
    const reply = await view.sync(...bodies.map((each, at) => add(`c${at}`, each)), add("n", b("NativeBodyType", "1")));
    expect(statusesOf(reply)).toEqual(["6", "6", "6", "6", "6"]);
  });

  it("is plain text on the class's own page at 2.5", async () => {
    const client = newClient({ version: "2.5" });
    const view = await viewOf(client, "Contacts");
    const added = await view.sync(add("c1", con("FirstName", "Alex"), con("Body", "Met at the fair.")));
    expect(statusesOf(added)).toEqual(["1"]);
    const [data] = dataOf(await view.sync(fetchOf(added.text("ServerId") ?? "")));
    expect([textOf(data, "Body"), textOf(data, "BodySize"), textOf(data, "BodyTruncated")]).toEqual([
      "Met at the fair.",
      "16",
      "0",
    ]);
    expect(statusesOf(await view.sync(add("c2", body("x"))))).toEqual(["6"]);
  });
});
