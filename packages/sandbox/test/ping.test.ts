import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { el } from "../src/documents.ts";
import {
  bytesOf,
  type Client,
  clientOf,
  collection,
  drain,
  folderSyncBody,
  mail,
  newClient,
  type Reply,
  sendMail,
  syncOf,
} from "./client.ts";

const p = (name: string, ...content: (string | ReturnType<typeof el>)[]) => el("Ping", name, ...content);
const folder = (id: string) => p("Folder", p("Id", id), p("Class", "Email"));
const pingBody = (seconds: string, ...ids: string[]) =>
  p("Ping", p("HeartbeatInterval", seconds), p("Folders", ...ids.map(folder)));

const toMegan = (client: Client) =>
  sendMail(clientOf(client.sandbox, "alex", "12.1", "Sender"), bytesOf(mail("megan@contoso.example", "News")));

/** Lets what is under way run until it waits for the clock or for mail. */
const settle = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

describe("Ping", () => {
  it("answers Status 2 with the folder as soon as mail arrives", async () => {
    const client = newClient();
    await drain(client);
    const waiting = client.post("Ping", pingBody("480", "5"));
    await settle();
    await toMegan(client);
    const reply = await waiting;
    expect([reply.text("Status"), reply.text("Folder")]).toEqual(["2", "5"]);
  });

  it("answers Status 2 at once when the device has not fetched all yet", async () => {
    const client = newClient();
    await drain(client);
    await toMegan(client);
    expect((await client.post("Ping", pingBody("60", "5"))).text("Status")).toBe("2");
  });

  it("answers Status 1 after the heartbeat, whatever happens elsewhere", async () => {
    const client = newClient();
    await drain(client);
    let reply: Reply | undefined;
    void client.post("Ping", pingBody("60", "5")).then((got) => {
      reply = got;
    });
    await settle();
    const self = clientOf(client.sandbox, "megan", "16.1", "Device2");
    const saved = [el("ComposeMail", "SaveInSentItems")];
    await self.post(
      "SendMail",
      el(
        "ComposeMail",
        "SendMail",
        el("ComposeMail", "ClientId", "1"),
        ...saved,
        el("ComposeMail", "Mime", bytesOf(mail("alex", "Elsewhere"))),
      ),
    );
    await vi.advanceTimersByTimeAsync(59_000);
    expect(reply).toBeUndefined();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(reply?.text("Status")).toBe("1");
  });

  it("ends when the client goes away, and leaves no timer behind", async () => {
    const client = newClient();
    await drain(client);
    const gone = new AbortController();
    const waiting = client.post("Ping", pingBody("3540", "5"), { signal: gone.signal });
    await settle();
    expect(vi.getTimerCount()).toBe(1);
    gone.abort();
    await waiting.catch(() => undefined);
    await settle();
    expect(vi.getTimerCount()).toBe(0);
  });

  it("ends with Status 8 when the sandbox is reset", async () => {
    const client = newClient();
    await drain(client);
    const waiting = client.post("Ping", pingBody("60", "5"));
    await settle();
    client.sandbox.reset();
    expect((await waiting).text("Status")).toBe("8");
  });

  it("repeats the last parameters without a body, and what is left out of one", async () => {
    const client = newClient();
    await drain(client);
    await toMegan(client);
    await client.post("Ping", pingBody("60", "5"));
    expect((await client.post("Ping")).text("Folder")).toBe("5");
    expect((await client.post("Ping", p("Ping", p("HeartbeatInterval", "90")))).text("Folder")).toBe("5");
    expect((await client.post("Ping", p("Ping", p("Folders", folder("5"))))).text("Folder")).toBe("5");
  });

  it("answers Status 3 when parameters are missing and none are remembered", async () => {
    const client = newClient();
    await drain(client);
    for (const body of [undefined, p("Ping"), p("Ping", p("HeartbeatInterval", "90"))]) {
      expect((await client.post("Ping", body)).text("Status")).toBe("3");
    }
  });

  it("answers Status 5 with the nearest heartbeat it takes, from 60 to 3540 seconds", async () => {
    const client = newClient();
    await drain(client);
    const low = await client.post("Ping", pingBody("59", "5"));
    expect([low.text("Status"), low.text("HeartbeatInterval")]).toEqual(["5", "60"]);
    const high = await client.post("Ping", pingBody("3541", "5"));
    expect([high.text("Status"), high.text("HeartbeatInterval")]).toEqual(["5", "3540"]);
  });

  it("answers Status 6 with the limit to more than 200 folders", async () => {
    const ids = Array.from({ length: 201 }, (_, at) => String(at));
    const reply = await newClient().post("Ping", pingBody("60", ...ids));
    expect([reply.text("Status"), reply.text("MaxFolders")]).toEqual(["6", "200"]);
  });

  it("answers Status 7 for a folder that was never synced", async () => {
    const client = newClient();
    await drain(client);
    expect((await client.post("Ping", pingBody("60", "5", "10"))).text("Status")).toBe("7");
  });

  it("answers Status 4 to parameters that do not read", async () => {
    const bodies = [
      pingBody("soon", "5"),
      p("Ping", p("HeartbeatInterval", "60"), p("Folders", p("Folder", p("Id", "5")))),
      p("Ping", p("HeartbeatInterval", "60"), p("Folders")),
      p("Ping", p("HeartbeatInterval", "60"), p("Status", "1")),
    ];
    for (const body of bodies) expect((await newClient().post("Ping", body)).text("Status")).toBe("4");
  });

  it("answers Status 8 to one waiting request too many", async () => {
    const client = newClient();
    await drain(client);
    const waiting = Array.from({ length: 100 }, () => client.post("Ping", pingBody("60", "5")));
    await settle();
    expect((await client.post("Ping", pingBody("60", "5"))).text("Status")).toBe("8");
    await toMegan(client);
    expect((await Promise.all(waiting)).every((reply) => reply.text("Status") === "2")).toBe(true);
  });
});

describe("a Sync that waits", () => {
  const waitBody = (key: string, name: string, value: string) =>
    el("AirSync", "Sync", el("AirSync", "Collections", collection({ key })), el("AirSync", name, value));

  it("answers with the mail when it arrives", async () => {
    const client = newClient();
    const { key } = await drain(client);
    const waiting = client.post("Sync", waitBody(key, "Wait", "5"));
    await settle();
    await toMegan(client);
    expect((await waiting).text("Subject")).toBe("News");
  });

  it("answers empty when the time is over, and again when repeated without a body", async () => {
    const client = newClient();
    const { key } = await drain(client);
    for (const body of [waitBody(key, "HeartbeatInterval", "60"), undefined]) {
      let reply: Reply | undefined;
      void client.post("Sync", body).then((got) => {
        reply = got;
      });
      await vi.advanceTimersByTimeAsync(59_999);
      expect(reply).toBeUndefined();
      await vi.advanceTimersByTimeAsync(1);
      expect(reply?.bytes).toHaveLength(0);
    }
  });

  it("answers Status 14 with the nearest bound to a time out of range", async () => {
    const client = newClient();
    await client.post("FolderSync", folderSyncBody());
    const { key } = await drain(client);
    const bounds = [
      ["Wait", "0", "1"],
      ["Wait", "60", "59"],
      ["HeartbeatInterval", "59", "60"],
      ["HeartbeatInterval", "3541", "3540"],
    ] as const;
    for (const [name, value, limit] of bounds) {
      const reply = await client.post("Sync", waitBody(key, name, value));
      expect([reply.text("Status"), reply.text("Limit")]).toEqual(["14", limit]);
    }
    expect((await client.post("Sync", syncOf(client, { key }))).bytes).toHaveLength(0);
  });
});
