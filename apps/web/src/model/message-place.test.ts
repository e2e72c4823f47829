import { encodeBase64 } from "@easel/codec/bytes";
import { PieceBytes } from "@easel/codec/pieces";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bodySpanOf, messageSpanOf, placeInMessage } from "./message-place.ts";
import { scanned, type WireMime } from "./wire-message.ts";

const bytesOf = (text: string) => PieceBytes.of(new TextEncoder().encode(text));

/** A body that holds a message as base64 in lines of `width`, behind three other bytes, with pieces of their own. */
function base64Body(message: PieceBytes, width: number): { body: PieceBytes; mime: WireMime } {
  const text = encodeBase64(message.toBytes()).replace(new RegExp(`.{${width}}`, "g"), "$&\r\n");
  const pieces = [bytesOf("abc"), ...(text.match(/[\s\S]{1,7}(?!\n)|[\s\S]/g) ?? []).map(bytesOf), bytesOf("xyz")];
  const body = PieceBytes.ofPieces(pieces.flatMap(({ pieces }) => pieces));
  const mime = { ...scanned(message, undefined).mime, base64Span: { start: 3, end: 3 + text.length } };
  return { body, mime };
}

describe("a message that stands in the body as it is", () => {
  const mime = scanned(bytesOf("From: a\r\n\r\nbody"), 10).mime;
  const body = bytesOf(`${"x".repeat(10)}From: a\r\n\r\nbodyxx`);
  it("is a matter of counting", () => {
    expect(messageSpanOf(body, mime, { start: 8, end: 14 })).toEqual({ start: 0, end: 4 });
    expect(messageSpanOf(body, mime, { start: 0, end: 10 })).toBeUndefined();
    expect(bodySpanOf(body, mime, { start: 0, end: 4 })).toEqual({ start: 10, end: 14 });
  });
});

describe("a message that stands in the body as base64", () => {
  const message = bytesOf("From: megan@contoso.example\r\n\r\nSome text that is long enough.");
  it("links every byte to the digits that write it, and back", () => {
    fc.assert(
      fc.property(
        fc.nat(message.length - 1),
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 4, max: 9 }),
        (start, length, width) => {
          const { body, mime } = base64Body(message, width);
          const end = Math.min(message.length, start + length);
          const written = bodySpanOf(body, mime, { start, end });
          expect(written).toBeDefined();
          if (!written) return;
          const back = messageSpanOf(body, mime, written);
          expect(back).toEqual({ start, end });
        },
      ),
    );
  });
  it("has nothing to do with the bytes around it", () => {
    const { body, mime } = base64Body(message, 8);
    expect(messageSpanOf(body, mime, { start: 0, end: 3 })).toBeUndefined();
    expect(messageSpanOf(body, mime, { start: body.length - 3, end: body.length })).toBeUndefined();
  });
});

describe("placeInMessage", () => {
  const text = [
    "Content-Type: multipart/mixed; boundary=b",
    "",
    "--b",
    "Content-Type: text/plain; charset=iso-8859-1",
    "Content-Transfer-Encoding: quoted-printable",
    "",
    "gr=FC=DFe aus M=",
    "=FCnchen",
    "--b",
    "Content-Type: text/plain; charset=utf-8",
    "Content-Transfer-Encoding: base64",
    "",
    "R3LDvMOf",
    "ZQ==",
    "--b--",
    "",
  ].join("\r\n");
  const { mime } = scanned(bytesOf(text), 0);
  const place = (piece: string) => {
    const start = text.indexOf(piece);
    return placeInMessage(mime, { start, end: start + piece.length });
  };

  it("names line, part and encoding", () => {
    expect(place("multipart")).toMatchObject({ line: 1, inHeaders: true, contentType: "multipart/mixed" });
    expect(place("iso-8859-1")).toMatchObject({ line: 4, part: "1", inHeaders: true });
    expect(place("aus")).toMatchObject({ line: 7, part: "1", encoding: "quoted-printable", inHeaders: false });
    expect(place("ZQ==")).toMatchObject({ line: 14, part: "2", encoding: "base64" });
  });

  it("says what a piece of quoted-printable means, whole escapes at least", () => {
    expect(place("gr=FC=DFe").decoded).toBe('"grüße"');
    expect(place("C=DFe").decoded).toBe('"üße"');
    expect(place("gr=F").decoded).toBe('"grü"');
    expect(place("M=\r\n=FCn").decoded).toBe('"Mün"');
  });

  it("says what a piece of base64 means, whole groups at least", () => {
    expect(place("R3LDvMOf").decoded).toBe('"Grüß"');
    expect(place("3L").decoded).toBe("47 72 c3");
    expect(place("ZQ==").decoded).toBe('"e"');
  });

  it("decodes nothing of headers and of what is written as it is", () => {
    expect(place("iso-8859-1").decoded).toBeUndefined();
    expect(placeInMessage(scanned(bytesOf("A: b\r\n\r\nx"), 0).mime, { start: 8, end: 9 })).toEqual({
      line: 3,
      contentType: "text/plain",
      encoding: "7bit",
      inHeaders: false,
    });
  });
});
