import { childElement, type ElementNode } from "@easel/codec/document";
import { protocolVersions } from "@easel/codec/protocol";
import { describe, expect, it } from "vitest";
import { el } from "../src/documents.ts";
import { createSandbox } from "../src/index.ts";
import {
  bytesOf,
  clientOf,
  drain,
  folderSyncBody,
  mail,
  mimePreference,
  provision,
  type Reply,
  sendMail,
  syncOf,
} from "./client.ts";

/** The MIME of the item whose subject is given, as bytes, whatever form it travelled in. */
function mimeOf(reply: Reply, subject: string): Uint8Array | undefined {
  const add = reply
    .all("ApplicationData")
    .find((data) => data.children.some((child) => child.kind === "element" && textIs(child, "Subject", subject)));
  const body = add && childElement(add, "Body");
  const data = (body && childElement(body, "Data")) ?? (add && childElement(add, "MIMEData"));
  const [content] = data?.children ?? [];
  if (content?.kind === "opaque") return content.bytes;
  return content?.kind === "text" ? bytesOf(content.text) : undefined;
}

const textIs = (element: ElementNode, name: string, text: string): boolean =>
  element.name === name && element.children[0]?.kind === "text" && element.children[0].text === text;

const fullMime = (version: string) => (version === "2.5" ? [el("AirSync", "MIMESupport", "2")] : mimePreference());

describe("a mail from Megan to Alex", () => {
  for (const version of protocolVersions) {
    it(`goes Provision, FolderSync, Sync, SendMail and arrives byte for byte at ${version}`, async () => {
      const sandbox = createSandbox({ policyRequired: true });
      const megan = clientOf(sandbox, "megan", version);
      const alex = clientOf(sandbox, "alex", version, "Device2");
      await provision(megan);
      await provision(alex);
      const folders = await megan.post("FolderSync", folderSyncBody());
      expect(folders.text("Status")).toBe("1");
      const before = await drain(alex, "5", fullMime(version));
      expect(before.reply.all("Add")).toHaveLength(1);

      const mime = bytesOf(mail("alex@contoso.example", "Grüße", "äöü, bare\nLF, tab\t and   blanks \r\n.\r\n"));
      const sent = await sendMail(megan, mime);
      expect([sent.status, sent.bytes.length]).toEqual([200, 0]);

      const middle = version === "2.5" ? [el("AirSync", "GetChanges")] : [];
      const after = await alex.post("Sync", syncOf(alex, { key: before.key, middle, options: fullMime(version) }));
      expect(after.all("Add")).toHaveLength(1);
      expect(after.text("From")).toContain("megan@contoso.example");
      expect(mimeOf(after, after.text("Subject") ?? "")).toEqual(mime);
    });
  }

  it("arrives byte for byte as opaque data when an inline string cannot hold it", async () => {
    const sandbox = createSandbox();
    const mime = new Uint8Array([...bytesOf(mail("alex@contoso.example", "8 bit", "")), 0xfc, 0x00, 0xff, 0x0d, 0x0a]);
    await sendMail(clientOf(sandbox, "megan"), mime);
    const { reply } = await drain(clientOf(sandbox, "alex"), "5", mimePreference());
    expect(mimeOf(reply, "8 bit")).toEqual(mime);
  });

  it("comes back undeliverable when nobody here has the address, though SendMail said 200", async () => {
    const megan = clientOf(createSandbox());
    const sent = await sendMail(megan, bytesOf(mail("someone@example.net", "Hello")));
    expect([sent.status, sent.bytes.length]).toEqual([200, 0]);
    const { reply } = await drain(megan, "5", mimePreference());
    expect(reply.text("Subject")).toBe("Undeliverable: Hello");
    expect(reply.text("Data")).toContain("someone@example.net");
  });

  it("lies in Sent Items only when that was asked for, in either form", async () => {
    const sandbox = createSandbox();
    const old = clientOf(sandbox, "megan", "12.1");
    const mime = bytesOf(mail("alex@contoso.example", "Copy"));
    await old.post("SendMail", mime, { contentType: "message/rfc822" });
    expect((await drain(old, "10")).reply.bytes.length).toBe(0);
    await old.post("SendMail", mime, { contentType: "message/rfc822", query: "&SaveInSent=T" });
    expect((await drain(old, "10")).reply.all("Add")).toHaveLength(1);
    const current = clientOf(sandbox, "megan", "16.1", "Device3");
    const document = el(
      "ComposeMail",
      "SendMail",
      el("ComposeMail", "ClientId", "c1"),
      el("ComposeMail", "SaveInSentItems"),
      el("ComposeMail", "Mime", mime),
    );
    await current.post("SendMail", document);
    const { reply } = await drain(current, "10");
    expect(reply.all("Add")).toHaveLength(2);
    expect(reply.text("Read")).toBe("1");
  });
});
