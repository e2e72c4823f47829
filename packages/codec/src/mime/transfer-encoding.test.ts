import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeTransferEncoding } from "./transfer-encoding.ts";

const ascii = (text: string) => new TextEncoder().encode(text);
const decode = (text: string, encoding: string) => {
  const { bytes, problems } = decodeTransferEncoding(ascii(text), encoding);
  return [new TextDecoder().decode(bytes), problems.map(({ code, span }) => [code, span?.start])];
};

test("base64 is decoded across lines", () => {
  expect(decode("SGVs\r\nbG8=\r\n", "BASE64")).toEqual(["Hello", []]);
});

test("base64 with foreign characters gives what is there, and where the first one stands", () => {
  expect(decode("SGV*sbG8=", "base64")).toEqual(["Hello", [["bad-base64", 3]]]);
  expect(decode("SGVsbG8", "base64")).toEqual(["Hello", [["bad-base64", 7]]]);
});

test("quoted-printable is decoded, soft breaks joined", () => {
  expect(decode("caf=C3=A9 =\r\nnoir=3D=  \r\n!", "quoted-printable")).toEqual(["café noir=!", []]);
});

test("a lone equals sign stays, and is named", () => {
  expect(decode("1+1=2", "quoted-printable")).toEqual(["1+1=2", [["bad-quoted-printable", 3]]]);
});

test("7bit, 8bit and binary are the bytes themselves, an unknown name too", () => {
  for (const name of ["7bit", "8bit", "binary", ""]) expect(decode("=41", name)).toEqual(["=41", []]);
  expect(decode("=41", "x-uuencode")).toEqual(["=41", [["unknown-encoding", 0]]]);
});

test("any bytes in any encoding give bytes and spans inside", () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 60 }),
      fc.constantFrom("base64", "quoted-printable", "odd"),
      (body, encoding) => {
        const { bytes, problems } = decodeTransferEncoding(body, encoding);
        expect(bytes.length).toBeLessThanOrEqual(body.length);
        for (const { span } of problems) expect(span && span.start >= 0 && span.end <= body.length).toBe(true);
      },
    ),
  );
});

test("base64 as Node writes it decodes to the same bytes", () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      const body = ascii(Buffer.from(bytes).toString("base64").replace(/.{76}/g, "$&\r\n"));
      expect(decodeTransferEncoding(body, "base64")).toEqual({ bytes: new Uint8Array(bytes), problems: [] });
    }),
  );
});
