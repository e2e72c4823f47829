import { type ElementNode, elementText } from "@easel/codec/document";
import { describe, expect, it } from "vitest";
import { el } from "../src/documents.ts";
import { bytesOf, type Client, clientOf, drain, mail, mimePreference, newClient } from "./client.ts";
import { add, b, cal, viewOf } from "./items-client.ts";

const c = (name: string, ...content: (string | Uint8Array | ElementNode)[]) => el("ComposeMail", name, ...content);
const source = (folder: string, item: string) => c("Source", c("FolderId", folder), c("ItemId", item));
const smart = (name: string, mime: string, from = source("5", "5:1"), ...rest: ElementNode[]) =>
  c(name, c("ClientId", crypto.randomUUID()), from, ...rest, c("Mime", bytesOf(mime)));

/** The newest mail in Alex's Inbox. */
const newest = async (client: Client, options?: ElementNode[]) =>
  (
    await drain(
      clientOf(client.sandbox, "alex", "16.1", "Reader"),
      "5",
      options ?? [b("BodyPreference", b("Type", "1"))],
    )
  ).reply;

const toAlex = mail("alex@contoso.example", "Re: Welcome", "Thank you.\r\n");

describe("SmartReply", () => {
  it.each(["12.1", "14.0", "16.1"])("puts the original under the answer at %s, and marks it", async (version) => {
    const client = newClient({ version });
    const old = version === "12.1";
    const reply = old
      ? await client.post("SmartReply", bytesOf(toAlex), {
          contentType: "message/rfc822",
          query: "&CollectionId=5&ItemId=5%3A1&SaveInSent=T",
        })
      : await client.post("SmartReply", smart("SmartReply", toAlex, undefined, c("SaveInSentItems")));
    expect([reply.status, reply.bytes.length]).toEqual([200, 0]);
    const arrived = await newest(client);
    expect(arrived.text("Subject")).toBe("Re: Welcome");
    expect(arrived.text("Data")).toMatch(
      /^Thank you\.\r\n\r\n\r\n-----Original Message-----\r\nFrom: .*\r\nTo: [\s\S]*Hello Megan Bowen,/,
    );
    expect((await drain(client, "10")).reply.all("Add")).toHaveLength(1);
    const inbox = await drain(clientOf(client.sandbox, "megan", "16.1", "Device2"));
    expect(inbox.reply.text("LastVerbExecuted")).toBe("1");
  });

  it("answers HTML in HTML, and a message in parts with one more part", async () => {
    const client = newClient();
    const html = "To: alex@contoso.example\r\nSubject: x\r\nContent-Type: text/html\r\n\r\n<p>Thank <b>you</b></p>";
    await client.post("SmartReply", smart("SmartReply", html));
    const rich = await newest(client, [b("BodyPreference", b("Type", "2"))]);
    expect(rich.text("Data")).toMatch(/^<p>Thank <b>you<\/b><\/p><hr>-----|^<p>Thank <b>you<\/b><\/p><hr>From: /);
    expect(rich.text("Data")).toContain("Hello Megan Bowen,");
    const parts = `To: alex@contoso.example\r\nSubject: y\r\nContent-Type: multipart/alternative; boundary=q\r\n\r\n--q\r\nContent-Type: text/plain\r\n\r\nThank you\r\n--q--\r\n`;
    await client.post("SmartReply", smart("SmartReply", parts));
    const whole = (await newest(client, mimePreference())).text("Data");
    expect(whole).toContain("Content-Type: multipart/alternative; boundary=q");
    expect(whole).toContain("-----Original Message-----");
  });

  it("leaves out the original with ReplaceMime: byte for byte what was sent", async () => {
    const client = newClient();
    await client.post("SmartReply", smart("SmartReply", toAlex, undefined, c("ReplaceMime")));
    expect((await newest(client, mimePreference())).text("Data")).toBe(toAlex);
  });

  it("without its original gets Status 150, or 500 up to 12.1, and nothing is sent", async () => {
    const client = newClient();
    for (const from of [source("5", "5:9"), source("7", "5:1"), c("Source")]) {
      expect((await client.post("SmartReply", smart("SmartReply", toAlex, from))).text("Status")).toBe("150");
    }
    const noSource = c("SmartReply", c("ClientId", "1"), c("Mime", bytesOf(toAlex)));
    expect((await client.post("SmartReply", noSource)).text("Status")).toBe("103");
    const old = clientOf(client.sandbox, "megan", "12.1");
    expect((await old.post("SmartReply", bytesOf(toAlex), { contentType: "message/rfc822" })).status).toBe(500);
    expect((await newest(client)).all("Add")).toHaveLength(1);
  });
});

describe("SmartForward", () => {
  it("sends the original along as a message, files and all", async () => {
    const client = newClient();
    await client.post("SmartForward", smart("SmartForward", toAlex));
    const arrived = await newest(client);
    expect(arrived.text("Data")).toBe("Thank you.\r\n");
    expect([arrived.text("DisplayName"), arrived.text("Method")]).toEqual(["message.eml", "5"]);
    const whole = (await newest(client, mimePreference())).text("Data");
    expect(whole).toContain("\r\n\r\nThank you.\r\n");
    expect(whole).toContain("first-steps.txt");
    expect((await drain(client)).reply.text("LastVerbExecuted")).toBe("3");
  });

  it("passes a meeting on, from 16.0, with what it says of it as iCalendar", async () => {
    const client = newClient();
    const view = await viewOf(client, "Calendar");
    const event = [
      cal("Subject", "Tea; with, all"),
      cal("StartTime", "20270111T090000Z"),
      cal("EndTime", "20270111T093000Z"),
    ];
    const id = (await view.sync(add("c1", ...event))).text("ServerId") ?? "";
    const body = (...rest: ElementNode[]) =>
      c("SmartForward", c("ClientId", crypto.randomUUID()), source("1", id), ...rest);
    const forwardees = c("Forwardees", c("Forwardee", c("Email", "alex@contoso.example"), c("Name", "Alex Wilber")));
    const text = b("Body", b("Type", "1"), b("Data", "Can you join us?"));
    expect((await client.post("SmartForward", body(text, forwardees))).bytes).toHaveLength(0);
    const arrived = await newest(client, mimePreference());
    expect(arrived.text("Subject")).toBe("FW: Tea; with, all");
    expect(arrived.text("Data")).toContain("Can you join us?");
    expect(arrived.text("Data")).toContain("SUMMARY:Tea\\; with\\, all\r\n");
    const faulty = [body(), body(c("Forwardees")), body(forwardees, c("ReplaceMime"))];
    for (const each of faulty) expect((await client.post("SmartForward", each)).text("Status")).toBe("103");
    const old = clientOf(client.sandbox, "megan", "14.1");
    expect((await old.post("SmartForward", body(forwardees))).text("Status")).toBe("103");
    expect(arrived.all("Status").map(elementText)).toEqual(["1"]);
  });
});
