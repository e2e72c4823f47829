import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { encodeBase64 } from "../src/bytes/index.ts";
import { scanMime, scanMimePieces } from "../src/mime/index.ts";
import { PieceBytes } from "../src/pieces/index.ts";

const bytesOf = (text: string) => Buffer.from(text, "latin1");
const fragment = fc.constantFrom(
  "From: a@example.test\r\n",
  "To: b\n",
  "Cc:\r\n",
  "MIME-Version: 1.0\r\n",
  "Content-Type: multipart/mixed; boundary=a\r\n",
  "Content-Type: multipart/mixed; boundary=b\r\n",
  "Content-Transfer-Encoding: base64\r\n",
  "Content-Transfer-Encoding: quoted-printable\r\n",
  "Content-Transfer-Encoding: 8bit\r\n",
  "\r\n",
  "\n",
  "\r",
  "--a\r\n",
  "--b\n",
  "--a--\r\n",
  "--b--\r\n",
  "-",
  "=",
  "=4",
  "=41",
  "= \t",
  "=\r\n",
  "SGVsbG8=",
  "QUJD",
  "*",
  "\0",
  "\xe9",
  "\xc3\xa9",
  "\xef\xbb\xbf",
  " ",
  "x".repeat(600),
);
const message = fc.array(fragment, { maxLength: 30 }).map((fragments) => bytesOf(fragments.join("")));
const base64Message = message.map((bytes) => bytesOf(encodeBase64(Buffer.concat([bytesOf("From: a\r\n"), bytes]))));
const anyMessage = fc.oneof({ weight: 6, arbitrary: message }, base64Message, fc.uint8Array({ maxLength: 60 }));

/** The bytes cut at any places but inside a CRLF. */
function cutAnyhow(bytes: Uint8Array, cuts: readonly number[]): PieceBytes {
  const places = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))]
    .filter((at) => !(bytes[at - 1] === 13 && bytes[at] === 10))
    .sort((left, right) => left - right);
  const ends = [...places, bytes.length];
  return PieceBytes.ofPieces(ends.map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end)));
}

describe("a message in pieces", { timeout: 60_000 }, () => {
  test("is read as the same message in one piece, wherever it is cut", () => {
    fc.assert(
      fc.property(anyMessage, fc.array(fc.nat(), { maxLength: 12 }), (bytes, cuts) => {
        const whole = scanMime(bytes);
        const pieces = scanMimePieces(cutAnyhow(bytes, cuts));
        expect({ message: { ...pieces.message }, problems: pieces.problems }).toEqual({
          message: { ...whole.message },
          problems: whole.problems,
        });
      }),
      { numRuns: 3000 },
    );
  });

  test("has the same lines one by one, and finds those that may be delimiters", () => {
    fc.assert(
      fc.property(anyMessage, fc.array(fc.nat(), { maxLength: 12 }), (bytes, cuts) => {
        const { lines } = scanMime(bytes).message;
        const found = scanMimePieces(cutAnyhow(bytes, cuts)).lines;
        expect(Array.from({ length: found.length + 2 }, (_, index) => found.at(index - 1))).toEqual([
          undefined,
          ...lines,
          undefined,
        ]);
        const dashed = lines.flatMap(({ span }, index) =>
          bytes[span.start] === 45 && bytes[span.start + 1] === 45 ? [index] : [],
        );
        const met = [];
        for (let at = found.nextDashed(0); at < found.length; at = found.nextDashed(at + 1)) met.push(at);
        expect(met).toEqual(dashed);
      }),
    );
  });

  test("is read the same after any edits", () => {
    const edit = fc.tuple(fc.nat(), fc.nat({ max: 30 }), fragment);
    const long = fc
      .tuple(message, fc.nat({ max: 3000 }), message)
      .map(([head, lines, tail]) =>
        Buffer.concat([head, bytesOf("A line of text, as it comes.\r\n".repeat(lines)), tail]),
      );
    fc.assert(
      fc.property(long, fc.array(edit, { minLength: 1, maxLength: 5 }), (bytes, edits) => {
        let pieces = PieceBytes.of(bytes);
        for (const [where, length, inserted] of edits) {
          const start = where % (pieces.length + 1);
          pieces = pieces.edit(start, Math.min(pieces.length, start + length), bytesOf(inserted));
        }
        const whole = scanMime(pieces.toBytes().slice());
        const scanned = scanMimePieces(pieces);
        expect(scanned.problems).toEqual(whole.problems);
        expect({ ...scanned.message }).toEqual({ ...whole.message });
      }),
      { numRuns: 60 },
    );
  });
});
