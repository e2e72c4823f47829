import { encodeBase64 } from "@easel/codec/bytes";
import { describe, expect, it } from "vitest";
import { el } from "../src/documents.ts";
import { createSandbox } from "../src/index.ts";
import { bytesOf, clientOf, drain, mail, newClient, sendMailBody } from "./client.ts";

const rfc822 = { contentType: "message/rfc822" };
const good = mail("alex@contoso.example", "Hello");

/** What the developer of 2015 sent: an XML document, its MIME headers glued on one line. */
const gluedMime =
  "From: fakeuser@example.com To: someone@example.net Cc: Bcc: Subject: From NSync MIME-Version: 1.0 " +
  'Content-Type: text/plain; charset="iso-8859-1" Content-Transfer-Encoding: 7bit ' +
  "X-MimeOLE: Produced By Microsoft MimeOLE V6.00.2900.3350 This is the body text.";
const xmlDocument = (mime: string) =>
  `<?xml version="1.0" encoding="utf-8"?>\r\n<SendMail xmlns="ComposeMail:">\r\n` +
  `<ClientId>633724606026842453</ClientId>\r\n<Mime>${mime}</Mime>\r\n</SendMail>`;

describe("SendMail up to 12.1", () => {
  for (const version of ["2.5", "12.0", "12.1"]) {
    it(`answers 500 with a page and X-MS-BackOffDuration to an XML document at ${version} (case A)`, async () => {
      for (const mime of [gluedMime, good]) {
        const reply = await newClient({ version }).post("SendMail", bytesOf(xmlDocument(mime)), rfc822);
        expect(reply.status).toBe(500);
        expect(reply.headers.get("X-MS-BackOffDuration")).toBe("L/-470");
        expect(reply.headers.get("Content-Type")).toMatch(/^text\/html/);
        expect(new TextDecoder().decode(reply.bytes)).toContain("500");
      }
    });

    it(`answers 500 to headers on one line, to a message without recipient and to an unresolvable one at ${version}`, async () => {
      const bodies = [
        gluedMime,
        good.replace("To: alex@contoso.example\r\n", ""),
        good.replace("alex@contoso.example", ""),
        good.replace("alex@contoso.example", "Somebody Else"),
      ];
      for (const body of bodies) {
        expect((await newClient({ version }).post("SendMail", bytesOf(body), rfc822)).status, body).toBe(500);
      }
    });
  }

  it("answers 400 to any other media type, the WBXML one included", async () => {
    const client = newClient({ version: "12.1" });
    for (const contentType of ["text/xml", "application/vnd.ms-sync.wbxml", undefined]) {
      expect((await client.post("SendMail", bytesOf(good), { contentType })).status, contentType).toBe(400);
    }
    expect((await client.post("SendMail", undefined, rfc822)).status).toBe(400);
  });

  it("answers 500 to WBXML sent as message/rfc822", async () => {
    expect((await newClient({ version: "12.1" }).post("SendMail", sendMailBody(bytesOf(good)), rfc822)).status).toBe(
      500,
    );
  });
});

describe("SendMail from 14.0", () => {
  for (const version of ["14.0", "14.1", "16.0", "16.1"]) {
    it(`answers Status 102 to Mime as an inline string, base64 or not, at ${version} (case B)`, async () => {
      for (const text of [encodeBase64(bytesOf(good)), good]) {
        const reply = await newClient({ version }).post("SendMail", sendMailBody(text));
        expect(reply.status).toBe(200);
        expect([reply.root?.namespace, reply.root?.name]).toEqual(["ComposeMail", "SendMail"]);
        expect(reply.text("Status")).toBe("102");
      }
    });
  }

  it("answers Status 103 without ClientId or Mime, with too long a ClientId, and with a foreign child", async () => {
    const mime = el("ComposeMail", "Mime", bytesOf(good));
    const id = (text: string) => el("ComposeMail", "ClientId", text);
    const bodies = [
      el("ComposeMail", "SendMail", mime),
      el("ComposeMail", "SendMail", id("1")),
      el("ComposeMail", "SendMail", el("ComposeMail", "ClientId"), mime),
      el("ComposeMail", "SendMail", id("x".repeat(41)), mime),
      el("ComposeMail", "SendMail", id("1"), mime, el("ComposeMail", "ReplaceMime")),
      el("ComposeMail", "SendMail", id("1"), mime, mime),
      el("ComposeMail", "SendMail"),
    ];
    for (const body of bodies) expect((await newClient().post("SendMail", body)).text("Status")).toBe("103");
  });

  it("answers Status 107 to opaque data that is no message: base64 text, XML, nothing", async () => {
    for (const content of [encodeBase64(bytesOf(good)), xmlDocument(good), ""]) {
      const reply = await newClient().post("SendMail", sendMailBody(bytesOf(content)));
      expect(reply.text("Status"), content).toBe("107");
    }
  });

  it("answers Status 119 to a message without recipient and 116 to one nobody can resolve", async () => {
    const status = async (mime: string) =>
      (await newClient().post("SendMail", sendMailBody(bytesOf(mime)))).text("Status");
    expect(await status(gluedMime)).toBe("119");
    expect(await status(good.replace("To: alex@contoso.example\r\n", "To:\r\n"))).toBe("119");
    expect(await status(good.replace("alex@contoso.example", "Somebody Else"))).toBe("116");
  });

  it("answers Status 118 to a ClientId that was sent, and not to one that failed", async () => {
    const client = newClient();
    const status = async (mime: string) =>
      (await client.post("SendMail", sendMailBody(bytesOf(mime), "same"))).text("Status");
    expect(await status("no message")).toBe("107");
    expect(await status(good)).toBeUndefined();
    expect(await status(good)).toBe("118");
    const alex = clientOf(client.sandbox, "alex");
    expect((await drain(alex)).reply.all("Add")).toHaveLength(2);
  });

  it("answers Status 166 to any AccountId and 168 to a rights template", async () => {
    const account = sendMailBody(bytesOf(good), "1", el("ComposeMail", "AccountId", "x"));
    expect((await newClient().post("SendMail", account)).text("Status")).toBe("166");
    const template = sendMailBody(bytesOf(good), "1", el("RightsManagement", "TemplateID", "x"));
    expect((await newClient().post("SendMail", template)).text("Status")).toBe("168");
  });

  it("answers Status 101 to bare MIME or XML by its media type, and 102 to XML text called WBXML", async () => {
    expect((await newClient().post("SendMail", bytesOf(good), rfc822)).text("Status")).toBe("101");
    const xml = bytesOf(xmlDocument(good));
    expect((await newClient().post("SendMail", xml, { contentType: "text/xml" })).text("Status")).toBe("101");
    expect((await newClient().post("SendMail", xml)).text("Status")).toBe("102");
  });
});

describe("recipients", () => {
  it("are reached once each by To, Cc and Bcc, by address or display name", async () => {
    const sandbox = createSandbox();
    const mime = good
      .replace("alex@contoso.example", '"Wilber, Alex" <ALEX@contoso.example>, Megan Bowen')
      .replace("Subject", "Cc: alex@contoso.example\r\nBcc: Friends: megan@contoso.example;\r\nSubject");
    await clientOf(sandbox).post("SendMail", bytesOf(mime), { contentType: "message/rfc822" });
    const reply = await clientOf(sandbox, "megan", "12.1").post("SendMail", bytesOf(mime), rfc822);
    expect(reply.status).toBe(200);
    expect((await drain(clientOf(sandbox, "alex"))).reply.all("Add")).toHaveLength(2);
    expect((await drain(clientOf(sandbox, "megan"))).reply.all("Add")).toHaveLength(2);
  });
});
