import { type ElementNode, elementText } from "@easel/codec/document";
import { protocolVersions } from "@easel/codec/protocol";
import { describe, expect, it } from "vitest";
import { el } from "../src/documents.ts";
import { clientOf, drain, folderSyncBody, newClient, syncOf } from "./client.ts";
import { add, con, note, viewOf } from "./items-client.ts";

const m = (name: string, ...content: (string | ElementNode)[]) => el("Move", name, ...content);
const move = (item: string, from: string, to: string) =>
  m("Move", m("SrcMsgId", item), m("SrcFldId", from), m("DstFldId", to));

describe("MoveItems", () => {
  it.each(protocolVersions)("moves a mail at %s: gone here, new there, on every device", async (version) => {
    const client = newClient({ version });
    const other = clientOf(client.sandbox, "megan", version, "Device2");
    const inbox = await drain(other);
    const reply = await client.post("FolderSync", folderSyncBody());
    expect(reply.text("Status")).toBe("1");
    const moved = await client.post("MoveItems", m("MoveItems", move("5:1", "5", "7")));
    const id = moved.text("DstMsgId") ?? "";
    expect([moved.text("Status"), moved.text("SrcMsgId")]).toEqual(["3", "5:1"]);
    expect(id).toMatch(/^7:\d+$/);
    const middle = version === "2.5" ? [el("AirSync", "GetChanges")] : [];
    const gone = await other.post("Sync", syncOf(other, { key: inbox.key, middle }));
    expect([gone.all("Delete").length, gone.text("ServerId")]).toEqual([1, "5:1"]);
    const there = await drain(other, "7");
    expect([there.reply.text("ServerId"), there.reply.text("Subject")]).toEqual([id, "Welcome to the sandbox"]);
  });

  it("says for each Move what is wrong: source, destination, the same folder", async () => {
    const client = newClient();
    const contacts = await viewOf(client, "Contacts");
    const contact = (await contacts.sync(add("c1", con("FirstName", "Alex")))).text("ServerId") ?? "";
    const notes = await viewOf(client, "Notes");
    const sticky = (await notes.sync(add("c1", note("Subject", "x")))).text("ServerId") ?? "";
    const moves = [
      move("5:1", "10", "7"),
      move("5:99", "5", "7"),
      move("5:1", "99", "7"),
      move("5:1", "5", "99"),
      move("5:1", "5", "2"),
      move(contact, "2", "3"),
      move(sticky, "8", "6"),
      move("5:1", "5", "5"),
    ];
    const reply = await client.post("MoveItems", m("MoveItems", ...moves));
    expect(reply.all("Status").map(elementText)).toEqual(["1", "1", "1", "2", "2", "2", "2", "4"]);
    expect((await drain(client)).reply.text("ServerId")).toBe("5:1");
  });

  it("that is malformed gets Status 103 from 14.0 and 400 before", async () => {
    const bodies = [
      m("MoveItems"),
      m("MoveItems", m("Move", m("SrcMsgId", "5:1"), m("SrcFldId", "5"))),
      m("MoveItems", ...Array.from({ length: 201 }, () => move("5:1", "5", "7"))),
    ];
    for (const body of bodies) {
      expect((await newClient().post("MoveItems", body)).text("Status")).toBe("103");
      expect((await newClient({ version: "12.1" }).post("MoveItems", body)).status).toBe(400);
    }
  });
});
