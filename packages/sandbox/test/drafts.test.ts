import { type ElementNode, elementText } from "@easel/codec/document";
import { describe, expect, it } from "vitest";
import { el } from "../src/documents.ts";
import { createSandbox } from "../src/index.ts";
import { bytesOf, clientOf, collection, drain, folderSyncBody, mimePreference, newClient, syncBody } from "./client.ts";
import { a, add, b, body, change, fetchOf, mailOf, remove, statusesOf, viewOf } from "./items-client.ts";

const send = el("Email2", "Send");
const addAndSend = (clientId: string, ...data: ElementNode[]) => {
  const command = add(clientId, ...data);
  return { ...command, children: [...command.children, send] };
};
const letter = [mailOf("To", "Alex <alex@contoso.example>"), mailOf("Subject", "Grüße"), body("Hallo, wie geht’s?")];

describe("a draft", () => {
  it("is added, changed and seen by the other device, with Bcc and IsDraft", async () => {
    const client = newClient();
    const here = await viewOf(client, "Drafts");
    const there = await viewOf(clientOf(client.sandbox, "megan", "16.0", "Device2"), "Drafts");
    const added = await here.sync(add("c1", ...letter, el("Email2", "Bcc", "megan@contoso.example")));
    expect(statusesOf(added)).toEqual(["1"]);
    const id = added.text("ServerId") ?? "";
    expect((await here.sync()).bytes).toHaveLength(0);
    const seen = await there.sync();
    const texts = ["To", "Subject", "Data", "Bcc", "IsDraft", "Read"].map((name) => seen.text(name));
    expect(texts).toEqual([
      '"Alex" <alex@contoso.example>',
      "Grüße",
      "Hallo, wie geht’s?",
      "<megan@contoso.example>",
      "1",
      "1",
    ]);
    await here.sync(change(id, mailOf("Subject", "Neu")));
    const news = await there.sync();
    expect([news.text("ServerId"), news.text("Subject"), news.text("To")]).toEqual([
      id,
      "Neu",
      '"Alex" <alex@contoso.example>',
    ]);
    expect((await here.sync(fetchOf(id))).text("Data")).toBe("Hallo, wie geht’s?");
    await here.sync(remove(id));
    expect((await there.sync()).all("Delete")).toHaveLength(1);
  });

  it("goes out with Send in a Change: to the recipient, to Sent Items, and out of Drafts", async () => {
    const client = newClient();
    const view = await viewOf(client, "Drafts");
    const blind = el("Email2", "Bcc", "megan@contoso.example");
    const id = (await view.sync(add("c1", ...letter, blind))).text("ServerId") ?? "";
    const sent = await view.sync(a("Change", a("ServerId", id), a("ApplicationData", mailOf("Subject", "Now")), send));
    expect([statusesOf(sent), sent.all("Delete").length]).toEqual([[], 1]);
    const { reply } = await drain(clientOf(client.sandbox, "alex"), "5", mimePreference());
    expect([reply.text("Subject"), reply.text("From")]).toEqual(["Now", '"Megan Bowen" <megan@contoso.example>']);
    expect(reply.text("Data")).not.toMatch(/^Bcc:/im);
    const kept = await drain(client, "10", mimePreference());
    expect(kept.reply.text("Data")).toMatch(/^Bcc: megan@contoso\.example\r$/m);
    expect((await drain(client, "5")).reply.all("Add")).toHaveLength(2);
    expect((await view.sync()).bytes).toHaveLength(0);
  });

  it("goes out with Send in an Add, and is no item afterwards", async () => {
    const sandbox = createSandbox();
    const view = await viewOf(clientOf(sandbox), "Drafts");
    const reply = await view.sync(addAndSend("c1", ...letter));
    expect([statusesOf(reply), reply.all("ServerId").length]).toEqual([["1"], 0]);
    expect((await drain(clientOf(sandbox, "alex"), "5")).reply.text("Subject")).toBe("Grüße");
    expect((await view.sync()).bytes).toHaveLength(0);
  });

  it("that nobody is to receive, or somebody nobody knows, stays: Status 119 and 116", async () => {
    const view = await viewOf(newClient(), "Drafts");
    const reply = await view.sync(
      addAndSend("c1", mailOf("Subject", "x")),
      addAndSend("c2", mailOf("To", "nobody here")),
    );
    expect(statusesOf(reply)).toEqual(["119", "116"]);
    const id = (await view.sync(add("c3", mailOf("Subject", "x")))).text("ServerId") ?? "";
    expect(statusesOf(await view.sync(a("Change", a("ServerId", id), send)))).toEqual(["119"]);
    expect((await view.sync(fetchOf(id))).text("Subject")).toBe("x");
  });

  it("may be a whole message in MIME, kept byte for byte, whose headers the properties replace", async () => {
    const client = newClient();
    const view = await viewOf(client, "Drafts");
    const mime = "From: megan@contoso.example\r\nTo: x@example.net\r\nX-Mine: 1\r\n\r\nHello\r\n";
    const whole = await view.sync(add("c1", b("Body", b("Type", "4"), b("Data", mime))));
    await view.sync(
      add("c2", mailOf("To", "alex@contoso.example"), b("Body", b("Type", "4"), b("Data", bytesOf(mime)))),
    );
    expect(statusesOf(whole)).toEqual(["1"]);
    const { reply } = await drain(clientOf(client.sandbox, "megan", "16.1", "Device2"), "4", mimePreference());
    expect(reply.all("Data").map((data) => data.children)).toMatchObject([
      [{ text: mime.replace("To: x@example.net\r\n", "").replace(/^/, "To: alex@contoso.example\r\n") }],
      [{ text: mime }],
    ]);
    const bad = await view.sync(add("c3", b("Body", b("Type", "4"), b("Data", "<html>"))));
    expect(statusesOf(bad)).toEqual(["6"]);
  });

  it("cannot be written before 16.0, in any other folder, or with what only a server says", async () => {
    for (const version of ["12.1", "14.1"]) {
      const old = await viewOf(newClient({ version }), "Drafts");
      expect(statusesOf(await old.sync(add("c1", mailOf("Subject", "x")))), version).toEqual(["6"]);
      expect((await old.sync(addAndSend("c1", ...letter))).text("Status"), version).toBe("4");
    }
    const view = await viewOf(newClient(), "Drafts");
    const reply = await view.sync(
      add("c1", el("Email2", "IsDraft", "1")),
      add("c2", mailOf("ThreadTopic", "x")),
      add("c3", mailOf("Importance", "3")),
    );
    expect(statusesOf(reply)).toEqual(["6", "6", "6"]);
  });

  it("is sent once, and changed without a conflict, when a step is repeated because its answer was lost", async () => {
    const client = newClient();
    await client.post("FolderSync", folderSyncBody());
    const step = (key: string, ...commands: ElementNode[]) =>
      client.post("Sync", syncBody(collection({ key, id: "4", ...(commands.length > 0 ? { commands } : {}) })));
    const first = await step((await step("0")).text("SyncKey") ?? "", add("c1", ...letter));
    const id = first.text("ServerId") ?? "";
    const key = first.text("SyncKey") ?? "";
    for (let times = 0; times < 2; times++) {
      const reply = await step(key, addAndSend("c2", ...letter), change(id, mailOf("Subject", "Neu")));
      expect(statusesOf(reply)).toEqual(["1"]);
    }
    expect((await drain(clientOf(client.sandbox, "alex"), "5")).reply.all("Add")).toHaveLength(2);
  });

  it("has files: attached, fetched, taken off, and sent along", async () => {
    const client = newClient();
    const here = await viewOf(client, "Drafts");
    const there = await viewOf(clientOf(client.sandbox, "megan", "16.0", "Device2"), "Drafts");
    const file = (clientId: string, name: string, content: string) =>
      b("Add", b("ClientId", clientId), b("Method", "1"), b("Content", bytesOf(content)), b("DisplayName", name));
    const added = await here.sync(add("c1", ...letter, b("Attachments", file("f1", "one.txt", "1"))));
    const id = added.text("ServerId") ?? "";
    expect([statusesOf(added), added.text("FileReference")]).toEqual([["1"], `${id}:0`]);
    const more = await here.sync(
      change(id, b("Attachments", file("f2", "zwei ü.txt", "22"), file("f3", "three.txt", "333"))),
    );
    expect(statusesOf(more)).toEqual(["1"]);
    expect(more.all("FileReference").map(elementText)).toEqual([`${id}:1`, `${id}:2`]);
    const seen = await there.sync();
    expect(seen.all("DisplayName").map(elementText)).toEqual(["one.txt", "zwei ü.txt", "three.txt"]);
    expect(seen.text("Data")).toBe("Hallo, wie geht’s?");

    const off = await here.sync(change(id, b("Attachments", b("Delete", b("FileReference", `${id}:0`)))));
    expect(off.all("FileReference").map(elementText)).toEqual([`${id}:0`, `${id}:1`]);
    const wrong = b("Attachments", b("Delete", b("FileReference", `${id}:7`)));
    const half = b("Attachments", b("Add", b("ClientId", "f4"), b("Method", "1"), b("DisplayName", "x")));
    expect(statusesOf(await here.sync(change(id, wrong), change(id, half)))).toEqual(["6", "6"]);

    await here.sync(a("Change", a("ServerId", id), send));
    const { reply } = await drain(clientOf(client.sandbox, "alex"), "5");
    expect(reply.all("DisplayName").slice(0, 2).map(elementText)).toEqual(["zwei ü.txt", "three.txt"]);
    const io = (name: string, ...content: (string | ElementNode)[]) => el("ItemOperations", name, ...content);
    const fetch = io("Fetch", io("Store", "Mailbox"), b("FileReference", reply.text("FileReference") ?? ""));
    const { text } = await clientOf(client.sandbox, "alex").post("ItemOperations", io("ItemOperations", fetch));
    expect(atob(text("Data") ?? "")).toBe("22");
  });

  it("lets no line of a property become a header of its own", async () => {
    const client = newClient();
    const view = await viewOf(client, "Drafts");
    await view.sync(
      addAndSend("c1", mailOf("To", "alex@contoso.example"), mailOf("Subject", "a\r\nBcc: megan@contoso.example")),
    );
    const { reply } = await drain(clientOf(client.sandbox, "alex"), "5", mimePreference());
    expect(reply.text("Subject")).toBe("a Bcc: megan@contoso.example");
  });
});
