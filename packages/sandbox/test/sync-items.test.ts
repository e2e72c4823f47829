import { childElement, type ElementNode, elementText } from "@easel/codec/document";
import { describe, expect, it } from "vitest";
import { el } from "../src/documents.ts";
import { createSandbox } from "../src/index.ts";
import {
  bytesOf,
  type Client,
  clientOf,
  drain,
  mail,
  mimePreference,
  newClient,
  sendMail,
  startSync,
  syncOf,
} from "./client.ts";

const a = (name: string, ...content: (string | ElementNode)[]) => el("AirSync", name, ...content);
const b = (name: string, ...content: (string | ElementNode)[]) => el("AirSyncBase", name, ...content);
const preference = (type: string, ...rest: ElementNode[]) => b("BodyPreference", b("Type", type), ...rest);

const html =
  "From: alex@contoso.example\r\nTo: megan@contoso.example\r\nSubject: Both\r\nMIME-Version: 1.0\r\n" +
  'Content-Type: multipart/alternative; boundary="b"\r\n\r\n' +
  "--b\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n" +
  "Gr=C3=BC=C3=9Fe\r\n--b\r\nContent-Type: text/html; charset=iso-8859-1\r\nContent-Transfer-Encoding: base64\r\n\r\n" +
  `${btoa("<html><style>p{}</style><p>Gr\u00fc\u00dfe &amp; mehr</p></html>")}\r\n--b--\r\n`;

/** Megan's view of one message that Alex sent. */
async function received(mime: string, options: ElementNode[], version = "16.1") {
  const sandbox = createSandbox();
  await sendMail(clientOf(sandbox, "alex", "12.1", "Sender"), bytesOf(mime));
  const client = clientOf(sandbox, "megan", version);
  const key = await startSync(client);
  const middle = [...(version === "2.5" ? [a("GetChanges")] : []), a("WindowSize", "1")];
  const reply = await client.post("Sync", syncOf(client, { key, middle, options }));
  const body = childElement(reply.all("ApplicationData")[0] ?? a("Sync"), "Body");
  const part = (name: string) => {
    const child = body && childElement(body, name);
    return child && elementText(child);
  };
  return { client, reply, part };
}

const serverIdOf = (reply: Awaited<ReturnType<Client["post"]>>) => reply.text("ServerId") ?? "";

describe("the properties of a mail", () => {
  it("are those of its headers, decoded, with ConversationId as opaque data from 14.0", async () => {
    const mime =
      'From: =?utf-8?Q?Al=C3=A9x?= <alex@contoso.example>\r\nTo: "Bowen, Megan" <megan@contoso.example>, alex@contoso.example\r\n' +
      "Cc: other@contoso.example\r\nReply-To: <reply@contoso.example>\r\nImportance: High\r\n" +
      "Subject: Re: =?iso-8859-1?B?R3L832U=?=\r\n\r\nHi\r\n";
    const now = new Date("2026-11-23T08:43:30.000Z");
    const sandbox = createSandbox({ now: () => now });
    await sendMail(clientOf(sandbox, "alex", "12.1", "Sender"), bytesOf(mime));
    const client = clientOf(sandbox, "megan", "16.1");
    const key = await startSync(client);
    const reply = await client.post("Sync", syncOf(client, { key, middle: [a("WindowSize", "1")] }));
    expect(reply.text("To")).toBe('"Bowen, Megan" <megan@contoso.example>, <alex@contoso.example>');
    expect(reply.text("Cc")).toBe("<other@contoso.example>");
    expect(reply.text("From")).toBe('"Aléx" <alex@contoso.example>');
    expect(reply.text("ReplyTo")).toBe("<reply@contoso.example>");
    expect(reply.text("DisplayTo")).toBe("Bowen, Megan; alex@contoso.example");
    expect(reply.text("Subject")).toBe("Re: Grüße");
    expect(reply.text("ThreadTopic")).toBe("Grüße");
    expect(reply.text("Importance")).toBe("2");
    expect(reply.text("Read")).toBe("0");
    expect(reply.text("DateReceived")).toBe("2026-11-23T08:43:30.000Z");
    expect(reply.all("ConversationId")[0]?.children).toMatchObject([{ kind: "opaque", bytes: { length: 16 } }]);
    expect(reply.all("ConversationIndex")[0]?.children).toMatchObject([{ kind: "opaque", bytes: { length: 5 } }]);
  });

  it("at 12.1 have no ConversationId, and at 2.5 nothing of AirSyncBase", async () => {
    const middle = await received(html, [], "12.1");
    expect(middle.reply.all("ConversationId")).toHaveLength(0);
    expect(middle.reply.all("NativeBodyType")).toHaveLength(1);
    const old = await received(html, [], "2.5");
    expect(old.reply.all("NativeBodyType")).toHaveLength(0);
    expect(old.reply.all("Body")[0]?.namespace).toBe("Email");
  });
});

describe("the body of a mail", () => {
  it("comes as plain text, HTML or MIME, as asked for", async () => {
    const plain = await received(html, [preference("1")]);
    expect([plain.part("Type"), plain.part("Data"), plain.part("Truncated")]).toEqual(["1", "Grüße & mehr", "0"]);
    const rich = await received(html, [preference("2")]);
    expect([rich.part("Type"), rich.part("Data")]).toEqual([
      "2",
      "<html><style>p{}</style><p>Grüße & mehr</p></html>".replace("&", "&amp;"),
    ]);
    const whole = await received(html, mimePreference());
    expect([whole.part("Type"), whole.part("Data")]).toEqual(["4", html]);
  });

  it("prefers MIME, then the form it was written in, over the order of the preferences", async () => {
    const all = [preference("1"), preference("2"), preference("4")];
    expect((await received(html, [a("MIMESupport", "2"), ...all])).part("Type")).toBe("4");
    expect((await received(html, [a("MIMESupport", "0"), ...all])).part("Type")).toBe("2");
    expect((await received(html, [a("MIMESupport", "1"), preference("4"), preference("1")])).part("Type")).toBe("1");
    expect((await received(mail("megan", "plain"), all.slice(0, 2))).part("Type")).toBe("1");
  });

  it("written as plain text becomes HTML with everything escaped", async () => {
    const { part } = await received(mail("megan", "x", "a < b\r\nc"), [preference("2")]);
    expect(part("Data")).toBe("<html><body>a &lt; b<br>\r\nc</body></html>");
  });

  it("is cut at TruncationSize bytes, between characters, and says its whole size", async () => {
    const { part } = await received(mail("megan", "x", "ääää"), [preference("1", b("TruncationSize", "5"))]);
    expect([part("Data"), part("Truncated"), part("EstimatedDataSize")]).toEqual(["ää", "1", "8"]);
  });

  it("is left out when it is too long for AllOrNone, with TruncationSize 0, and without any preference", async () => {
    const cut = [preference("1", b("TruncationSize", "3"), b("AllOrNone", "1"))];
    for (const options of [cut, [preference("1", b("TruncationSize", "0"))], []]) {
      const { part } = await received(mail("megan", "x", "abcdef"), options);
      expect([part("Data"), part("Truncated"), part("EstimatedDataSize")]).toEqual([undefined, "1", "6"]);
    }
  });

  it("has a Preview from 14.0 when asked for; before, asking is a protocol error", async () => {
    const options = [preference("1", b("Preview", "4"))];
    expect((await received(mail("megan", "x", "abcdef"), options)).part("Preview")).toBe("abcd");
    expect((await received(mail("megan", "x", "abcdef"), options, "12.1")).reply.text("Status")).toBe("4");
  });

  it("keeps the last options until others are sent", async () => {
    const { client, reply } = await received(mail("megan", "x", "abc"), [preference("1")]);
    const next = await client.post("Sync", syncOf(client, { key: reply.text("SyncKey") ?? "" }));
    expect(next.text("Subject")).toBe("Welcome to the sandbox");
    expect(next.text("Data")).toContain("Hello Megan Bowen");
  });

  it("at 2.5 is text on the Email page cut by Truncation, or MIMEData cut by MIMETruncation", async () => {
    const long = mail("megan", "x", "a".repeat(6000));
    const text = await received(long, [a("Truncation", "1")], "2.5");
    expect([text.reply.text("Body")?.length, text.reply.text("BodyTruncated"), text.reply.text("BodySize")]).toEqual([
      512,
      "1",
      "6000",
    ]);
    const mime = await received(long, [a("MIMESupport", "2"), a("MIMETruncation", "1")], "2.5");
    expect([mime.reply.text("MIMEData"), mime.reply.text("MIMETruncated")]).toEqual([long.slice(0, 4096), "1"]);
    const whole = await received(long, [a("MIMESupport", "2"), a("MIMETruncation", "8")], "2.5");
    expect([whole.reply.text("MIMEData"), whole.reply.text("MIMESize")]).toEqual([long, String(long.length)]);
  });
});

describe("FilterType", () => {
  it("hides mail that is too old, and takes it away softly when it grows too old", async () => {
    let now = new Date("2026-11-01T00:00:00Z");
    const sandbox = createSandbox({ now: () => now });
    now = new Date("2026-11-10T00:00:00Z");
    await sendMail(clientOf(sandbox, "alex", "12.1", "Sender"), bytesOf(mail("megan", "New")));
    const client = clientOf(sandbox, "megan");
    const { key, reply } = await drain(client, "5", [a("FilterType", "3")]);
    expect(reply.all("Subject").map(elementText)).toEqual(["New"]);
    now = new Date("2026-11-20T00:00:00Z");
    const later = await client.post("Sync", syncOf(client, { key }));
    expect(later.all("SoftDelete")).toHaveLength(1);
    const all = await client.post(
      "Sync",
      syncOf(client, { key: later.text("SyncKey") ?? "", options: [a("FilterType", "0")] }),
    );
    expect(all.all("Add")).toHaveLength(2);
  });
});

describe("what a client changes", () => {
  const read = (serverId: string, value: string) =>
    a("Change", a("ServerId", serverId), a("ApplicationData", el("Email", "Read", value)));

  it("is Read: silent for itself, a Change for its other device", async () => {
    const client = newClient();
    const other = clientOf(client.sandbox, "megan", "14.1", "Device2");
    const { key, reply } = await drain(client);
    const elsewhere = await drain(other);
    const serverId = serverIdOf(reply);
    const changed = await client.post("Sync", syncOf(client, { key, commands: [read(serverId, "1")] }));
    expect([changed.text("Status"), changed.all("Responses").length, changed.all("Commands").length]).toEqual([
      "1",
      0,
      0,
    ]);
    const seen = await other.post("Sync", syncOf(other, { key: elsewhere.key }));
    expect(seen.all("Change")).toHaveLength(1);
    expect([seen.text("ServerId"), seen.text("Read")]).toEqual([serverId, "1"]);
    const quiet = await client.post("Sync", syncOf(client, { key: changed.text("SyncKey") ?? "" }));
    expect(quiet.bytes).toHaveLength(0);
  });

  it("is Flag, seen by the other device", async () => {
    const client = newClient();
    const other = clientOf(client.sandbox, "megan", "14.1", "Device2");
    const { key, reply } = await drain(client);
    const elsewhere = await drain(other);
    const flag = el("Email", "Flag", el("Email", "Status", "2"));
    const change = a("Change", a("ServerId", serverIdOf(reply)), a("ApplicationData", flag));
    await client.post("Sync", syncOf(client, { key, commands: [change] }));
    const seen = await other.post("Sync", syncOf(other, { key: elsewhere.key }));
    expect(seen.all("Flag").map((element) => statusOf(element))).toEqual(["2"]);
  });

  it("gets Status 8 for an item that is not there, Status 6 for what may not be changed", async () => {
    const client = newClient();
    const { key, reply } = await drain(client);
    const subject = a(
      "Change",
      a("ServerId", serverIdOf(reply)),
      a("ApplicationData", el("Email", "Subject", "Other")),
    );
    const commands = [read("5:999", "1"), read("10:1", "1"), subject, read(serverIdOf(reply), "yes")];
    const answer = await client.post("Sync", syncOf(client, { key, commands }));
    const [responses] = answer.all("Responses");
    expect(responses?.children.map((child) => child.kind === "element" && statusOf(child))).toEqual([
      "8",
      "8",
      "6",
      "6",
    ]);
  });

  it("must lie in the folder of the collection", async () => {
    const client = newClient();
    const inbox = await drain(client);
    const sent = await drain(client, "10");
    const commands = [read(serverIdOf(inbox.reply), "1"), a("Delete", a("ServerId", serverIdOf(inbox.reply)))];
    const reply = await client.post("Sync", syncOf(client, { key: sent.key, id: "10", commands }));
    expect(reply.all("Change").map(statusOf)).toEqual(["8"]);
    const again = await drain(clientOf(client.sandbox, "megan", "16.1", "Device2"));
    expect(again.reply.text("Read")).toBe("0");
  });

  it("is Delete: to Deleted Items, or for good without DeletesAsMoves", async () => {
    const client = newClient();
    const { key, reply } = await drain(client);
    const remove = a("Delete", a("ServerId", serverIdOf(reply)));
    const deleted = await client.post("Sync", syncOf(client, { key, commands: [remove] }));
    expect([deleted.text("Status"), deleted.all("Commands").length]).toEqual(["1", 0]);
    const bin = await drain(client, "3");
    expect(bin.reply.text("Subject")).toBe("Welcome to the sandbox");
    const removeAgain = a("Delete", a("ServerId", serverIdOf(bin.reply)));
    await client.post("Sync", syncOf(client, { key: bin.key, id: "3", commands: [removeAgain] }));
    expect((await drain(clientOf(client.sandbox, "megan", "16.1", "New"), "3")).reply.bytes).toHaveLength(0);

    const other = newClient();
    const start = await drain(other);
    const middle = [a("DeletesAsMoves", "0")];
    const commands = [a("Delete", a("ServerId", serverIdOf(start.reply)))];
    await other.post("Sync", syncOf(other, { key: start.key, middle, commands }));
    expect((await drain(other, "3")).reply.bytes).toHaveLength(0);
  });

  it("is told to the other device as Delete", async () => {
    const client = newClient();
    const other = clientOf(client.sandbox, "megan", "14.1", "Device2");
    const { key, reply } = await drain(client);
    const elsewhere = await drain(other);
    const remove = a("Delete", a("ServerId", serverIdOf(reply)));
    await client.post("Sync", syncOf(client, { key, commands: [remove] }));
    const seen = await other.post("Sync", syncOf(other, { key: elsewhere.key }));
    expect([seen.all("Delete").length, seen.text("ServerId")]).toEqual([1, serverIdOf(reply)]);
  });

  it("cannot be a new item: Add gets Status 6 with its ClientId", async () => {
    const client = newClient();
    const { key } = await drain(client);
    const add = a("Add", a("ClientId", "c1"), a("ApplicationData", el("Email", "Subject", "x")));
    const reply = await client.post("Sync", syncOf(client, { key, commands: [add] }));
    expect([reply.text("ClientId"), statusOf(reply.all("Add")[0] ?? add)]).toEqual(["c1", "6"]);
  });

  it("may come with a Fetch, which brings the whole item or Status 8", async () => {
    const client = newClient({ version: "12.1" });
    const { key, reply } = await drain(client, "5", [preference("1", b("TruncationSize", "3"))]);
    expect(reply.text("Data")).toBe("Hel");
    const commands = [a("Fetch", a("ServerId", serverIdOf(reply))), a("Fetch", a("ServerId", "5:99"))];
    const fetched = await client.post("Sync", syncOf(client, { key, commands }));
    expect(fetched.text("Data")).toContain("Hello Megan Bowen");
    expect(fetched.all("Fetch").map(statusOf)).toEqual(["1", "8"]);
  });
});

const statusOf = (element: ElementNode): string => {
  const status = childElement(element, "Status");
  return status ? elementText(status) : "";
};
