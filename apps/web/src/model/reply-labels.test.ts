import { PieceBytes, PieceText } from "@easel/codec/pieces";
import { expect, it } from "vitest";
import { readReply } from "./read-reply.ts";
import { replyLabels } from "./reply-labels.ts";
import { replyLinks } from "./reply-links.ts";

async function read(body: string | number[], contentType: string) {
  const bytes = typeof body === "string" ? new TextEncoder().encode(body) : Uint8Array.from(body);
  const reply = await readReply({ headers: [["Content-Type", contentType]], body: bytes });
  const { labels, mime } = replyLabels(reply, PieceBytes.of(reply.bytes));
  const texts = Array.from({ length: labels.length }, (_, index) => labels.at(index)?.text);
  return { reply, texts, mime };
}

it("labels an answer's bytes by what they are", async () => {
  expect((await read([3, 1, 0x6a, 0, 0, 7, 0x56, 1], "application/vnd.ms-sync.wbxml")).texts.at(-1)).toBe(
    "</FolderSync>",
  );
  expect((await read("<html>\n<b>x</b>", "text/html")).texts).toEqual(["<html>", "<b>x</b>"]);
  const mail = await read("From: a@contoso.example\r\n\r\nhello\r\n", "message/rfc822");
  expect(mail.texts).toEqual(["From: a@contoso.example", "blank line", "hello"]);
  expect(mail.mime?.bodyOffset).toBe(0);
  expect((await read([0xff, 0, 0xfe, 0x80, 1], "application/octet-stream")).texts).toEqual([]);
});

it("links the bytes of a text answer with its characters, a byte order mark apart", async () => {
  const { reply } = await read([0xef, 0xbb, 0xbf, 0xc3, 0xbc, 0x41], "text/plain");
  const links = replyLinks(reply, PieceText.of(reply.text ?? ""));
  expect(links.bytesOf(0)).toEqual({ start: 3, end: 5 });
  expect(links.textOf({ start: 5, end: 6 })).toEqual({ start: 1, end: 2 });
});
