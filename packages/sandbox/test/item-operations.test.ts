import { type ElementNode, elementText } from "@easel/codec/document";
import { parseMultipart } from "@easel/codec/http";
import { decodeWbxml } from "@easel/codec/wbxml";
import { describe, expect, it } from "vitest";
import { el } from "../src/documents.ts";
import { createSandbox } from "../src/index.ts";
import { bytesOf, clientOf, drain, folderSyncBody, mail, newClient, sendMail } from "./client.ts";
import { a, add, b, con, namesOf, viewOf } from "./items-client.ts";

const io = (name: string, ...content: (string | Uint8Array | ElementNode)[]) => el("ItemOperations", name, ...content);
const request = (...operations: ElementNode[]) => io("ItemOperations", ...operations);
const fetchItem = (folder: string, item: string, ...options: ElementNode[]) =>
  io(
    "Fetch",
    io("Store", "Mailbox"),
    a("CollectionId", folder),
    a("ServerId", item),
    ...(options.length > 0 ? [io("Options", ...options)] : []),
  );
const fetchFile = (reference: string, range?: string) =>
  io(
    "Fetch",
    io("Store", "Mailbox"),
    b("FileReference", reference),
    ...(range === undefined ? [] : [io("Options", io("Range", range))]),
  );

async function settled(version = "16.1") {
  const client = newClient({ version });
  await client.post("FolderSync", folderSyncBody());
  return client;
}

describe("ItemOperations Fetch", () => {
  it("brings a mail with its whole text, or in the form that is asked for", async () => {
    const client = await settled();
    const plain = await client.post("ItemOperations", request(fetchItem("5", "5:1")));
    expect(plain.all("Status").map(elementText)).toEqual(["1", "1"]);
    expect([plain.text("Class"), plain.text("ServerId"), plain.text("Subject")]).toEqual([
      "Email",
      "5:1",
      "Welcome to the sandbox",
    ]);
    expect(plain.text("Data")).toMatch(/^Hello Megan Bowen,/);
    const preference = b("BodyPreference", b("Type", "4"), b("TruncationSize", "30"));
    const mime = await client.post("ItemOperations", request(fetchItem("5", "5:1", a("MIMESupport", "2"), preference)));
    expect([mime.text("Data"), mime.text("Truncated")]).toEqual(['From: "EASel sandbox" <easel@c', "1"]);
  });

  it("brings only what Schema names", async () => {
    const client = await settled("14.1");
    const schema = io("Schema", el("Email", "Subject"), el("Email", "From"));
    const { all } = await client.post("ItemOperations", request(fetchItem("5", "5:1", schema)));
    expect(namesOf(all("Properties")[0])).toEqual(["From", "Subject"]);
  });

  it("brings other items too", async () => {
    const client = await settled();
    const view = await viewOf(client, "Contacts");
    const id = (await view.sync(add("c1", con("FirstName", "Alex")))).text("ServerId") ?? "";
    const reply = await client.post("ItemOperations", request(fetchItem("2", id)));
    expect([reply.text("Class"), reply.text("FirstName")]).toEqual(["Contacts", "Alex"]);
  });

  it("brings a file, whole or a range of it, as base64", async () => {
    const client = await settled("12.0");
    const { reply } = await drain(client);
    const reference = reply.text("FileReference") ?? "";
    expect([reply.text("DisplayName"), reference]).toEqual(["first-steps.txt", "5:1:0"]);
    const whole = await client.post("ItemOperations", request(fetchFile(reference)));
    expect(whole.text("ContentType")).toBe("text/plain");
    expect(atob(whole.text("Data") ?? "")).toMatch(/^1\. FolderSync lists the folders\./);
    const part = await client.post("ItemOperations", request(fetchFile(reference, "3-12")));
    expect([part.text("Range"), atob(part.text("Data") ?? "")]).toEqual(["3-12", "FolderSync"]);
    const beyond = await client.post("ItemOperations", request(fetchFile(reference, "9000-9001"), fetchFile("5:1:7")));
    expect(beyond.all("Status").map(elementText)).toEqual(["1", "8", "15"]);
  });

  it("puts contents into parts of their own when the client takes them so", async () => {
    const client = await settled();
    const headers = { "MS-ASAcceptMultiPart": "T" };
    const body = request(fetchItem("5", "5:1"), fetchFile("5:1:0", "3-12"));
    const reply = await client.post("ItemOperations", body, { headers });
    expect(reply.headers.get("Content-Type")).toBe("application/vnd.ms-sync.multipart");
    const { parts, problems } = parseMultipart(reply.bytes);
    expect([problems, parts.length]).toEqual([[], 3]);
    const texts = parts.slice(1).map(({ bytes }) => new TextDecoder().decode(bytes));
    expect([texts[0]?.slice(0, 5), texts[1]]).toEqual(["Hello", "FolderSync"]);
    const { document, problems: faults } = decodeWbxml(parts[0]?.bytes ?? new Uint8Array());
    expect([faults, JSON.stringify(document.root).includes('"Part"')]).toEqual([[], true]);
  });

  it("says of each what is wrong with it", async () => {
    const client = await settled();
    const reply = await client.post(
      "ItemOperations",
      request(
        fetchItem("5", "5:9"),
        fetchItem("7", "5:1"),
        io("Fetch", io("Store", "Shelf"), b("FileReference", "5:1:0")),
        io("Fetch", io("Store", "Mailbox")),
        io("Fetch", io("Store", "Document Library"), el("DocumentLibrary", "LinkId", "\\\\x\\y")),
      ),
    );
    expect(reply.all("Status").map(elementText)).toEqual(["1", "6", "6", "9", "2", "6"]);
    expect((await client.post("ItemOperations", request())).text("Status")).toBe("2");
  });
});

describe("GetAttachment", () => {
  it.each(["2.5", "12.1"])("brings the file that a mail names at %s, as it is", async (version) => {
    const client = await settled(version);
    const { reply } = await drain(client);
    const name = reply.text(version === "2.5" ? "AttName" : "FileReference") ?? "";
    const file = await client.post("GetAttachment", undefined, {
      query: `&AttachmentName=${encodeURIComponent(name)}`,
    });
    expect([file.status, file.headers.get("Content-Type")]).toEqual([200, "text/plain"]);
    expect(new TextDecoder().decode(file.bytes)).toMatch(/^1\. FolderSync/);
    expect((await client.post("GetAttachment", undefined, { query: "&AttachmentName=5%3A1%3A9" })).status).toBe(500);
    expect((await client.post("GetAttachment")).status).toBe(500);
  });

  it("is gone from 14.0 on", async () => {
    const client = await settled("14.1");
    expect((await client.post("GetAttachment", undefined, { query: "&AttachmentName=5%3A1%3A0" })).status).toBe(400);
  });
});

describe("ItemOperations", () => {
  it("empties a folder for good", async () => {
    const client = await settled();
    const inbox = await drain(client);
    const body = request(
      io("EmptyFolderContents", a("CollectionId", "5")),
      io("EmptyFolderContents", a("CollectionId", "77")),
    );
    const reply = await client.post("ItemOperations", body);
    expect(reply.all("Status").map(elementText)).toEqual(["1", "1", "6"]);
    const collection = a("Collection", a("SyncKey", inbox.key), a("CollectionId", "5"));
    expect((await client.post("Sync", a("Sync", a("Collections", collection)))).all("Delete")).toHaveLength(1);
    expect((await drain(client, "3")).reply.bytes).toHaveLength(0);
  });

  it("moves a conversation, with MoveAlways", async () => {
    const sandbox = createSandbox();
    for (const subject of ["Plan", "Re: Plan", "Other"]) {
      await sendMail(clientOf(sandbox, "alex", "12.1", "Sender"), bytesOf(mail("megan@contoso.example", subject)));
    }
    const client = clientOf(sandbox);
    const { reply } = await drain(client);
    const [content] = reply.all("ConversationId")[1]?.children ?? [];
    const id = content?.kind === "opaque" ? content.bytes : new Uint8Array();
    const move = (target: string, ...options: ElementNode[]) =>
      io("Move", io("ConversationId", id), io("DstFldId", target), io("Options", ...options));
    const body = request(move("7"), move("1", io("MoveAlways")), move("7", io("MoveAlways")));
    const moved = await client.post("ItemOperations", body);
    expect(moved.all("Status").map(elementText)).toEqual(["1", "155", "156", "1"]);
    const junk = await drain(client, "7");
    expect(junk.reply.all("Subject").map(elementText).toSorted()).toEqual(["Plan", "Re: Plan"]);
  });
});
