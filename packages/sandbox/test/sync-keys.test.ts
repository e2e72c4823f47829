import { elementText } from "@easel/codec/document";
import { describe, expect, it } from "vitest";
import { el } from "../src/documents.ts";
import {
  bytesOf,
  type Client,
  clientOf,
  collection,
  drain,
  encodeOrFail,
  folderSyncBody,
  mail,
  newClient,
  sendMail,
  startSync,
  syncBody,
  syncOf,
} from "./client.ts";

const a = (name: string, ...content: (string | ReturnType<typeof el>)[]) => el("AirSync", name, ...content);

async function deliver(client: Client, count: number): Promise<void> {
  for (let number = 0; number < count; number++) {
    const sender = clientOf(client.sandbox, "alex", "12.1", "Sender");
    await sendMail(sender, bytesOf(mail("megan@contoso.example", `Mail ${number}`)));
  }
}

describe("a SyncKey", () => {
  it("of 0 gives a new key, Status 1 and no items", async () => {
    const client = newClient();
    await client.post("FolderSync", folderSyncBody());
    const reply = await client.post("Sync", syncOf(client, { key: "0" }));
    expect(reply.text("Status")).toBe("1");
    expect(reply.text("SyncKey")).toMatch(/^[1-9]\d+$/);
    expect(reply.text("CollectionId")).toBe("5");
    expect(reply.all("Commands")).toHaveLength(0);
  });

  it("that was never given, or is older than the last but one, gets Status 3 and key 0", async () => {
    const client = newClient();
    const first = await startSync(client);
    const { key } = await drain(client);
    await deliver(client, 1);
    const next = await client.post("Sync", syncOf(client, { key }));
    await deliver(client, 1);
    await client.post("Sync", syncOf(client, { key: next.text("SyncKey") ?? "" }));
    for (const stale of [first, key, "1871", "-1", "abc"]) {
      const reply = await client.post("Sync", syncOf(client, { key: stale }));
      expect([reply.text("Status"), reply.text("SyncKey"), reply.text("CollectionId")], stale).toEqual(["3", "0", "5"]);
    }
  });

  it("of the step before brings the same items again, for a client that never saw the answer", async () => {
    const client = newClient();
    const key = await startSync(client);
    const lost = await client.post("Sync", syncOf(client, { key }));
    const again = await client.post("Sync", syncOf(client, { key }));
    expect(again.all("ServerId").map(elementText)).toEqual(lost.all("ServerId").map(elementText));
    expect(again.text("SyncKey")).not.toBe(lost.text("SyncKey"));
    const after = await client.post("Sync", syncOf(client, { key: again.text("SyncKey") ?? "" }));
    expect([after.status, after.bytes.length]).toEqual([200, 0]);
  });

  it("belongs to one device and one folder", async () => {
    const client = newClient();
    const { key } = await drain(client);
    expect((await client.post("Sync", syncOf(client, { key, id: "10" }))).text("Status")).toBe("3");
    const other = clientOf(client.sandbox, "megan", "16.1", "Device2");
    await other.post("FolderSync", folderSyncBody());
    expect((await other.post("Sync", syncOf(other, { key }))).text("Status")).toBe("3");
  });

  it("is forgotten on reset", async () => {
    const client = newClient();
    const { key } = await drain(client);
    client.sandbox.reset();
    await client.post("FolderSync", folderSyncBody());
    expect((await client.post("Sync", syncOf(client, { key }))).text("Status")).toBe("3");
  });
});

describe("a Sync without news", () => {
  it("has an empty body and no Content-Type, and leaves the key as it is", async () => {
    const client = newClient();
    const { key } = await drain(client);
    for (let times = 0; times < 3; times++) {
      const reply = await client.post("Sync", syncOf(client, { key }));
      expect([reply.status, reply.bytes.length, reply.headers.get("Content-Type")]).toEqual([200, 0, null]);
    }
    await deliver(client, 1);
    expect((await client.post("Sync", syncOf(client, { key }))).all("Add")).toHaveLength(1);
  });

  it("is what a client gets that does not want changes, and what 2.5 gets without GetChanges", async () => {
    const client = newClient();
    const key = await startSync(client);
    const reply = await client.post("Sync", syncOf(client, { key, middle: [a("GetChanges", "0")] }));
    expect(reply.bytes).toHaveLength(0);
    client.version = "2.5";
    client.deviceId = "Old";
    const old = await startSync(client);
    expect((await client.post("Sync", syncOf(client, { key: old }))).bytes).toHaveLength(0);
    const asked = await client.post("Sync", syncOf(client, { key: old, middle: [a("GetChanges")] }));
    expect(asked.all("Add")).toHaveLength(1);
  });
});

describe("WindowSize", () => {
  it("cuts the answer and says MoreAvailable until all is there, newest first", async () => {
    const client = newClient();
    await deliver(client, 4);
    let key = await startSync(client);
    const sizes: number[] = [];
    const subjects: string[] = [];
    for (let more = true; more; ) {
      const reply = await client.post("Sync", syncOf(client, { key, middle: [a("WindowSize", "2")] }));
      key = reply.text("SyncKey") ?? "";
      sizes.push(reply.all("Add").length);
      subjects.push(...reply.all("Subject").map(elementText));
      more = reply.all("MoreAvailable").length > 0;
    }
    expect(sizes).toEqual([2, 2, 1]);
    expect(subjects).toEqual(["Mail 3", "Mail 2", "Mail 1", "Mail 0", "Welcome to the sandbox"]);
  });

  it("of the whole request bounds all collections together", async () => {
    const client = newClient();
    await deliver(client, 2);
    const inbox = await startSync(client);
    const body = el("AirSync", "Sync", a("Collections", collection({ key: inbox })), a("WindowSize", "1"));
    expect((await client.post("Sync", body)).all("Add")).toHaveLength(1);
  });

  it("of 0 or above 512 means 512", async () => {
    const client = newClient();
    const key = await startSync(client);
    const reply = await client.post("Sync", syncOf(client, { key, middle: [a("WindowSize", "0")] }));
    expect(reply.all("Add")).toHaveLength(1);
  });
});

describe("a Sync that breaks the rules gets Status 4 for the whole request:", () => {
  const cases: Record<string, [version: string, body: (key: string) => ReturnType<typeof el>]> = {
    "SyncKey missing": ["14.1", () => syncBody(a("Collection", a("CollectionId", "5")))],
    "SyncKey empty": ["12.1", () => syncBody(a("Collection", a("SyncKey"), a("CollectionId", "5")))],
    "CollectionId missing": ["14.1", (key) => syncBody(a("Collection", a("SyncKey", key)))],
    "CollectionId before SyncKey": [
      "14.1",
      (key) => syncBody(a("Collection", a("CollectionId", "5"), a("SyncKey", key))),
    ],
    "Options before SyncKey": [
      "16.1",
      (key) => syncBody(a("Collection", a("Options"), a("SyncKey", key), a("CollectionId", "5"))),
    ],
    "Options after Commands": [
      "16.1",
      (key) => syncBody(a("Collection", a("SyncKey", key), a("CollectionId", "5"), a("Commands"), a("Options"))),
    ],
    "Class missing at 12.0": ["12.0", (key) => syncBody(collection({ key }))],
    "Class missing at 2.5": ["2.5", (key) => syncBody(collection({ key }))],
    "Class sent at 14.0": ["14.0", (key) => syncBody(collection({ key, class: "Email" }))],
    "Class of another folder": ["12.1", (key) => syncBody(collection({ key, class: "Calendar" }))],
    "GetChanges with key 0": ["16.1", () => syncBody(collection({ key: "0", middle: [a("GetChanges")] }))],
    "Commands with key 0": [
      "16.1",
      () => syncBody(collection({ key: "0", commands: [a("Delete", a("ServerId", "5:1"))] })),
    ],
    "a Delete that names nothing": [
      "14.1",
      (key) => syncBody(collection({ key, commands: [a("Delete", a("ServerId"))] })),
    ],
    "a Change without data": [
      "14.1",
      (key) => syncBody(collection({ key, commands: [a("Change", a("ServerId", "5:1"))] })),
    ],
    "an unknown child of Collection": ["14.1", (key) => syncBody(collection({ key, middle: [a("Status", "1")] }))],
    "a WindowSize that is no number": [
      "14.1",
      (key) => syncBody(collection({ key, middle: [a("WindowSize", "all")] })),
    ],
    "a FilterType out of range": ["14.1", (key) => syncBody(collection({ key, options: [a("FilterType", "9")] }))],
    "a BodyPreference without Type": [
      "14.1",
      (key) => syncBody(collection({ key, options: [el("AirSyncBase", "BodyPreference")] })),
    ],
    "BodyPreference at 2.5": [
      "2.5",
      (key) =>
        syncBody(
          collection({
            key,
            class: "Email",
            options: [el("AirSyncBase", "BodyPreference", el("AirSyncBase", "Type", "1"))],
          }),
        ),
    ],
    "the same collection twice": ["16.1", (key) => syncBody(collection({ key }), collection({ key }))],
    "two Options of one class": [
      "16.1",
      (key) => syncBody(a("Collection", a("SyncKey", key), a("CollectionId", "5"), a("Options"), a("Options"))),
    ],
    "no Collections": ["16.1", () => a("Sync")],
    "Wait and HeartbeatInterval together": [
      "16.1",
      (key) => a("Sync", a("Collections", collection({ key })), a("Wait", "5"), a("HeartbeatInterval", "60")),
    ],
  };
  for (const [name, [version, body]] of Object.entries(cases)) {
    it(`${name} (${version})`, async () => {
      const client = newClient({ version });
      const key = await startSync(client);
      expect(key).not.toBe("");
      const reply = await client.post("Sync", body(key));
      expect([reply.status, reply.root?.children.length, reply.text("Status")]).toEqual([200, 1, "4"]);
    });
  }

  it("while Options for text messages may stand beside those for mail from 14.0", async () => {
    const client = newClient({ version: "14.0" });
    const key = await startSync(client);
    const body = a(
      "Collection",
      a("SyncKey", key),
      a("CollectionId", "5"),
      a("GetChanges"),
      a("Options", a("Class", "SMS")),
      a("Options", a("Class", "Email"), a("FilterType", "3")),
    );
    expect((await client.post("Sync", syncBody(body))).text("Status")).toBe("1");
  });
});

describe("Class", () => {
  it("comes back in answers up to 12.0 only", async () => {
    const client = newClient({ version: "12.0" });
    await client.post("FolderSync", folderSyncBody());
    const old = await client.post("Sync", syncBody(collection({ key: "0", class: "Email" })));
    expect(old.text("Class")).toBe("Email");
    client.version = "12.1";
    const named = await client.post("Sync", syncBody(collection({ key: "0", class: "Email" })));
    expect([named.text("Status"), named.text("Class")]).toEqual(["1", undefined]);
  });
});

describe("a folder the device was not told of", () => {
  it("gets Status 12: before any FolderSync, and for an invented id", async () => {
    const client = newClient();
    const early = await client.post("Sync", syncOf(client, { key: "0" }));
    expect([early.root?.children.length, early.text("Status")]).toEqual([1, "12"]);
    await client.post("FolderSync", folderSyncBody());
    expect((await client.post("Sync", syncOf(client, { key: "0", id: "F0101" }))).text("Status")).toBe("12");
  });

  it("that holds no mail can be synced and is empty", async () => {
    const client = newClient();
    const { reply } = await drain(client, "1");
    expect([reply.status, reply.bytes.length]).toEqual([200, 0]);
  });
});

describe("a Sync without a body", () => {
  it("gets Status 13 while there is nothing to repeat", async () => {
    const client = newClient();
    const reply = await client.post("Sync");
    expect([reply.root?.name, reply.text("Status")]).toEqual(["Sync", "13"]);
  });

  it("repeats the last request with the keys given since", async () => {
    const client = newClient();
    const { key } = await drain(client);
    const quiet = await client.post("Sync");
    expect([quiet.status, quiet.bytes.length]).toEqual([200, 0]);
    await deliver(client, 1);
    const news = await client.post("Sync");
    expect(news.all("Add")).toHaveLength(1);
    expect(news.text("SyncKey")).not.toBe(key);
  });

  it("asks for changes when what it repeats was the first request, with key 0", async () => {
    const client = newClient();
    await startSync(client);
    expect((await client.post("Sync")).text("Subject")).toBe("Welcome to the sandbox");
  });

  it("is completed by Partial, which needs something to complete", async () => {
    const client = newClient();
    await client.post("FolderSync", folderSyncBody());
    expect((await client.post("Sync", a("Sync", a("Partial")))).text("Status")).toBe("13");
    await drain(client);
    await deliver(client, 1);
    const body = a("Sync", a("Collections", collection({ key: "0", id: "10" })), a("Partial"));
    const reply = await client.post("Sync", body);
    expect(reply.all("CollectionId").map(elementText)).toEqual(["10", "5"]);
    expect(reply.all("Add")).toHaveLength(1);
  });
});

describe("too much", () => {
  it("more than 200 collections get Status 15", async () => {
    const client = newClient();
    const many = Array.from({ length: 201 }, (_, at) => collection({ key: "0", id: String(at) }));
    expect((await client.post("Sync", encodeOrFail(syncBody(...many)))).text("Status")).toBe("15");
  });

  it("more than 2000 client commands get Status 4", async () => {
    const client = newClient();
    const key = await startSync(client);
    const commands = Array.from({ length: 2001 }, (_, at) => a("Delete", a("ServerId", `5:${at + 10}`)));
    expect((await client.post("Sync", syncOf(client, { key, commands }))).text("Status")).toBe("4");
  });
});
