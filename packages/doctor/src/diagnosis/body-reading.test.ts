import { defaultHeader } from "@easel/codec/document";
import { PieceBytes } from "@easel/codec/pieces";
import { element } from "@easel/codec/protocol";
import { encodeWbxml } from "@easel/codec/wbxml";
import { describe, expect, it } from "vitest";
import { diagnose, readBodyPieces } from "./index.ts";

const ascii = (text: string) => Uint8Array.from(text, (char) => char.charCodeAt(0));
const sound = "From: a@contoso.example\r\nTo: b@contoso.example\r\nMIME-Version: 1.0\r\n\r\n";
const messages = {
  sound: `${sound}${"A line of text.\r\n".repeat(200)}`,
  "mixed line ends": `${sound}one\ntwo\r\n${"A line of text.\r\n".repeat(200)}`,
  "glued headers": `From: a@contoso.example To: b@contoso.example Subject: x\r\n\r\n${"text\r\n".repeat(200)}`,
  empty: "",
  base64: btoa(sound),
  "no mail": "<Sync/>",
};

const encode = (name: string, ...mime: Uint8Array[]) => {
  const root = element(
    "ComposeMail",
    name,
    element("ComposeMail", "ClientId", "1"),
    element("ComposeMail", "Mime", ...mime),
  );
  const body = encodeWbxml({ header: defaultHeader(), root }).bytes ?? new Uint8Array(0);
  const opaque = root.children.at(-1);
  const content = opaque?.kind === "element" ? opaque.children[0] : undefined;
  return { body, message: (content?.kind === "opaque" && content.contentSpan) || { start: 0, end: body.length } };
};

const ask = (version: string, body: Uint8Array, message: { start: number; end: number }) => {
  const type = version === "12.1" ? "message/rfc822" : "application/vnd.ms-sync.wbxml";
  const url = "https://x.example/Microsoft-Server-ActiveSync?Cmd=SendMail&User=a&DeviceId=b&DeviceType=c";
  const headers: [string, string][] = [
    ["MS-ASProtocolVersion", version],
    ["Content-Type", type],
  ];
  const request = { method: "POST", url, headers, body };
  const reading = readBodyPieces(PieceBytes.of(body), message);
  return { whole: diagnose({ request }), pieces: diagnose({ request }, reading), reading };
};

describe("a body read in pieces", () => {
  for (const [name, text] of Object.entries(messages)) {
    it(`says the same of a message that is ${name}, as opaque data and by itself`, () => {
      for (const version of ["12.1", "16.1"]) {
        const { body, message } = encode("SendMail", ascii(text));
        const inside = ask(version, body, message);
        expect(inside.pieces).toEqual(inside.whole);
        const bare = ask(version, ascii(text), { start: 0, end: text.length });
        expect(bare.pieces).toEqual(bare.whole);
      }
    });
  }

  it("is read so where the message is opaque data or the body, and nowhere else", () => {
    const { body, message } = encode("SendMail", ascii(messages.sound));
    expect(ask("16.1", body, message).reading?.kind).toBe("wbxml");
    expect(ask("12.1", ascii(messages.sound), { start: 0, end: messages.sound.length }).reading?.kind).toBe("mime");
    expect(ask("16.1", body, { start: message.start + 1, end: message.end }).reading).toBeUndefined();
    const base64 = encode("SendMail", ascii(messages.base64));
    expect(ask("16.1", base64.body, base64.message).reading).toBeUndefined();
    const two = encode("SendMail", ascii(messages.sound), ascii("more"));
    const both = ask("16.1", two.body, two.message);
    expect([both.reading, both.pieces]).toEqual([undefined, both.whole]);
  });
});
