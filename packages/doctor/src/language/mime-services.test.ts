import { describe, expect, test } from "vitest";
import { bytesOf, MESSAGE } from "../../test/make-round-trip.ts";
import { checkMime, completeMime, outlineMime } from "./index.ts";

const TOP = "From: a@b.example\r\nTo: c@d.example\r\nMIME-Version: 1.0\r\n";
const text = (type: string, body: string, encoding = "") =>
  `${TOP}Content-Type: ${type}\r\n${encoding && `Content-Transfer-Encoding: ${encoding}\r\n`}\r\n${body}\r\n`;
const check = (message: string | Uint8Array) =>
  checkMime(typeof message === "string" ? bytesOf(message) : message).map(({ code, line }) => `${code}:${line}`);
const latin1 = (message: string) => Uint8Array.from(message, (character) => character.charCodeAt(0) & 0xff);

describe("a message", () => {
  test.each([
    MESSAGE,
    text("text/plain; charset=utf-8", "Grüße", "8bit"),
    text("text/plain; charset=utf-8", "R3LDvMOfZQ==", "base64"),
    text("text/plain; charset=iso-8859-1", "Gr=FC=DFe", "quoted-printable"),
  ])("that is sound has no problem: %#", (message) => {
    expect(check(message)).toEqual([]);
  });

  test.each([
    ["unknown-transfer-encoding:5", text("text/plain", "x", "base-64")],
    ["unknown-charset:4", text("text/plain; charset=klingon", "x")],
    ["charset-mismatch:4", text("text/plain; charset=utf-8", "Gr=FC=DFe", "quoted-printable")],
    ["charset-mismatch:4", text("text/plain", "R3LDvMOfZQ==", "base64")],
    ["eight-bit-in-7bit:6", text("text/plain; charset=utf-8", "Grüße")],
    ["bad-base64:7", text("text/plain; charset=utf-8", "?", "base64")],
    ["date-form:4", `${TOP}Date: 23. November 2026\r\n\r\nx\r\n`],
    ["encoded-multipart:5", text('multipart/mixed; boundary="b"', "--b\r\n\r\nx\r\n--b--", "base64")],
  ])("has %s", (expected, message) => {
    expect(check(message)).toContain(expected);
  });

  test("in another charset than it says is pointed at where it begins", () => {
    const message = latin1(text("text/plain; charset=utf-8", "Gr\u00fc\u00dfe", "8bit"));
    const [problem] = checkMime(message);
    expect(problem).toMatchObject({ code: "charset-mismatch", line: 7 });
    expect(message[problem?.span?.start ?? 0]).toBe(0xfc);
  });
});

describe("completion in a message", () => {
  const at = (marked: string) => {
    const offset = marked.indexOf("|");
    return completeMime(marked.slice(0, offset) + marked.slice(offset + 1), offset);
  };
  const labels = (marked: string) => at(marked).items.map(({ label }) => label);

  test("offers the headers that are not there yet", () => {
    expect(labels("|")).toContain("From");
    expect(at("Imp|").items[0]?.insert).toMatch(/^Importance: \$\{1\|high,normal,low\|\}$/);
    expect(labels("From: a\r\nC|")).toEqual([
      "Cc",
      "Content-Type",
      "Content-Transfer-Encoding",
      "Content-Disposition",
      "Content-ID",
    ]);
    expect(labels("From: a\r\nCc: b\r\n|\r\n\r\nbody")).not.toContain("Cc");
  });

  test("offers the values of a header", () => {
    expect(labels("Content-Transfer-Encoding: |")).toHaveLength(5);
    expect(labels("Content-Type: text/h|")).toEqual(["text/html; charset=utf-8"]);
    const { span } = at("MIME-Version: |2.0");
    expect(span).toEqual({ start: 14, end: 17 });
  });

  test("offers nothing in a body, and headers again in a part", () => {
    expect(labels("From: a\r\n\r\nSub|")).toEqual([]);
    expect(labels('Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\nContent-T|')).toEqual([
      "Content-Type",
      "Content-Transfer-Encoding",
    ]);
    expect(labels("Subject: a\r\n folded|")).toEqual([]);
  });
});

test("the outline of a message is its headers and parts", () => {
  const message = text(
    'multipart/mixed; boundary="b"',
    '--b\r\nContent-Type: text/plain\r\n\r\nx\r\n--b\r\nContent-Type: image/png\r\nContent-Disposition: attachment; filename="a.png"\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA\r\n--b--',
  );
  const [root] = outlineMime(message);
  expect(root?.name).toBe("multipart/mixed");
  expect(root?.children.map(({ name }) => name)).toEqual([
    "From",
    "To",
    "MIME-Version",
    "Content-Type",
    "text/plain",
    "image/png",
  ]);
  const image = root?.children.at(-1);
  expect(image).toMatchObject({
    detail: "a.png, base64",
    children: [{ detail: "image/png" }, {}, { detail: "base64" }],
  });
  const named = image?.children[0]?.tagSpan;
  expect(named && message.slice(named.start, named.end)).toBe("Content-Type");
});
