import fc from "fast-check";
import { expect, test } from "vitest";
import type { Span } from "../src/document.ts";
import { decodeHeaderWords, type MimePart, parseContentType, scanMime } from "../src/mime/index.ts";

const piece = fc.constantFrom(
  "From: ",
  "To: ",
  "Cc:",
  "Subject: ",
  "MIME-Version: 1.0",
  "Content-Type: ",
  "multipart/mixed; boundary=a",
  "multipart/mixed; boundary=b",
  "Content-Transfer-Encoding: base64",
  "\r\n",
  "\n",
  "\r",
  "\r\n\r\n",
  "--a",
  "--b",
  "--a--",
  "--b--",
  " ",
  "\t",
  '"',
  "x",
  "é",
  "\0",
  "<",
  "\ufeff",
  "=",
  ":",
);
const mimeLike = fc
  .array(fc.oneof(piece, fc.string({ maxLength: 5 })), { maxLength: 40 })
  .map((pieces) => pieces.join(""));

const inside = (span: Span | undefined, outer: Span) =>
  expect(span !== undefined && outer.start <= span.start && span.start <= span.end && span.end <= outer.end).toBe(true);

function checkPart(part: MimePart, outer: Span): void {
  inside(part.headerSpan, outer);
  inside(part.bodySpan, outer);
  expect(part.headerSpan.end).toBe(part.bodySpan.start);
  for (const header of part.headers) {
    inside(header.span, part.headerSpan);
    inside(header.nameSpan, header.span);
    inside(header.valueSpan, header.span);
  }
  for (const child of part.parts) checkPart(child, part.bodySpan);
}

test("any text or bytes give a message whose spans nest, and problems whose spans lie inside", () => {
  const input = fc.oneof(
    mimeLike,
    mimeLike.map((text) => new TextEncoder().encode(text)),
    fc.uint8Array({ maxLength: 80 }),
  );
  fc.assert(
    fc.property(input, (anything) => {
      const { message, problems } = scanMime(anything);
      const whole = { start: 0, end: anything.length };
      expect(message.length).toBe(anything.length);
      checkPart(message, whole);
      for (const problem of problems) inside(problem.span, whole);
    }),
    { numRuns: 1000 },
  );
});

test("the lines tile the message without gap", () => {
  fc.assert(
    fc.property(mimeLike, (text) => {
      let at = 0;
      for (const { span, lineEnd } of scanMime(text).message.lines) {
        expect(span.start).toBe(at);
        expect(text.slice(span.start, span.end)).not.toMatch(/[\r\n]/);
        at = span.end + { crlf: 2, lf: 1, cr: 1, none: 0 }[lineEnd];
      }
      expect(at).toBe(text.length);
    }),
  );
});

test("a message built from headers and a body is read back as it was built", () => {
  const value = fc.stringMatching(/^[!-9;-~]([ -~]{0,20}[!-9;-~])?$/);
  const names = fc.uniqueArray(fc.constantFrom("From", "To", "Subject", "X-One", "X-Two"), { minLength: 1 });
  fc.assert(
    fc.property(names, value, fc.string(), (headerNames, text, body) => {
      const message = `${headerNames.map((name) => `${name}: ${text}\r\n`).join("")}\r\n${body}`;
      const scanned = scanMime(message).message;
      expect(scanned.headers.map((header) => [header.name, header.value])).toEqual(
        headerNames.map((name) => [name, text]),
      );
      expect(message.slice(scanned.bodySpan.start, scanned.bodySpan.end)).toBe(body);
    }),
  );
});

test("header words and content types take any text", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 50 }), (text) => {
      expect(decodeHeaderWords(text)).toBeTypeOf("string");
      expect(parseContentType(text).type).toBeTypeOf("string");
    }),
  );
});

test("megabytes of what could be slow are read in one pass", () => {
  const hostile = [
    '"\\"'.repeat(200_000),
    `From: ${'"\\'.repeat(200_000)}`,
    `Content-Transfer-Encoding: x${" ".repeat(500_000)}y\r\n\r\n`,
    `Content-Type: multipart/mixed; boundary=a\r\n\r\n${"--a\r\n".repeat(200_000)}`,
    `From: a\r\n${" x\r\n".repeat(300_000)}`,
    `From: ${"To: ".repeat(200_000)}`,
    `Content-Type: ${"a=;".repeat(200_000)}`,
    "=?".repeat(300_000),
    `Content-Transfer-Encoding: quoted-printable\r\n\r\n${"= ".repeat(300_000)}`,
  ];
  for (const text of hostile) {
    expect(scanMime(text).message.length).toBe(text.length);
    expect(decodeHeaderWords(text)).toBeTypeOf("string");
  }
});
