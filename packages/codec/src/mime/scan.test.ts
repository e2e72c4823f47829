import { describe, expect, test } from "vitest";
import type { MimePart } from "./message.ts";
import { scanMime } from "./scan.ts";
import { MAX_PART_DEPTH } from "./scan-parts.ts";

const HEAD = "From: a@contoso.example\r\nTo: b@contoso.example\r\nMIME-Version: 1.0\r\n";
const PLAIN = `${HEAD}Content-Type: text/plain; charset="iso-8859-1"\r\n\r\nHello\r\n`;
const codes = (input: string | Uint8Array) => scanMime(input).problems.map(({ code }) => code);
const slice = (text: string, span: { start: number; end: number } | undefined) => text.slice(span?.start, span?.end);

describe("the structure of a message", () => {
  test("a sound message has no problems, and each span holds what it names", () => {
    const { message, problems } = scanMime(PLAIN);
    expect(problems).toEqual([]);
    expect(message.headers.map(({ name, value }) => [name, value])).toEqual([
      ["From", "a@contoso.example"],
      ["To", "b@contoso.example"],
      ["MIME-Version", "1.0"],
      ["Content-Type", 'text/plain; charset="iso-8859-1"'],
    ]);
    expect(slice(PLAIN, message.bodySpan)).toBe("Hello\r\n");
    expect(slice(PLAIN, message.headers[1]?.span)).toBe("To: b@contoso.example\r\n");
    expect(slice(PLAIN, message.headers[1]?.valueSpan)).toBe("b@contoso.example");
    expect(message).toMatchObject({
      contentType: "text/plain",
      parameters: { charset: "iso-8859-1" },
      lineEnds: "crlf",
    });
    expect(message.lines).toHaveLength(6);
  });

  test("text and bytes give the same spans, counted in their own units", () => {
    const text = PLAIN.replace("Hello", "Grüße");
    const bytes = new TextEncoder().encode(text);
    expect(scanMime(bytes).message.length).toBe(text.length + 2);
    expect(scanMime(text).message.length).toBe(text.length);
    expect(scanMime(new TextEncoder().encode(PLAIN))).toEqual(scanMime(PLAIN));
  });

  test("a folded header is one header, unfolded", () => {
    const text = `From: a@contoso.example\r\nTo: b@contoso.example,\r\n\tc@contoso.example\r\n\r\n`;
    const [, to] = scanMime(text).message.headers;
    expect(to?.value).toBe("b@contoso.example,\tc@contoso.example");
    expect(slice(text, to?.span)).toBe("To: b@contoso.example,\r\n\tc@contoso.example\r\n");
    expect(codes(text)).toEqual([]);
  });

  test("parts are taken apart, and the line end before a delimiter is no part's", () => {
    const text = `${HEAD}Content-Type: multipart/mixed; boundary="x y"\r\n\r\npreamble\r\n--x y\r\n\r\none\r\n--x y\r\nContent-Type: multipart/alternative; boundary=z\r\n\r\n--z\r\nContent-Type: text/html\r\n\r\n<p>\r\n--z--\r\nrest\r\n--x y--\r\nepilogue`;
    const { message, problems } = scanMime(text);
    expect(problems).toEqual([]);
    const shape = (part: MimePart): unknown => [part.contentType, slice(text, part.bodySpan), part.parts.map(shape)];
    expect(message.parts.map(shape)).toEqual([
      ["text/plain", "one", []],
      [
        "multipart/alternative",
        "--z\r\nContent-Type: text/html\r\n\r\n<p>\r\n--z--\r\nrest",
        [["text/html", "<p>", []]],
      ],
    ]);
  });

  test("an outer delimiter closes inner parts that were left open", () => {
    const text = `${HEAD}Content-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nin\r\n--a\r\n\r\nout\r\n--a--\r\n`;
    const { message, problems } = scanMime(text);
    expect(problems.map(({ code }) => code)).toEqual(["boundary-not-closed"]);
    expect(message.parts).toHaveLength(2);
    expect(slice(text, message.parts[0]?.parts[0]?.bodySpan)).toBe("in");
  });

  test("a header of UTF-8 bytes is readable, with a warning", () => {
    const { message, problems } = scanMime(new TextEncoder().encode("From: Jörg\r\nTo: b@contoso.example\r\n\r\n"));
    expect(message.headers[0]?.value).toBe("Jörg");
    expect(problems).toMatchObject([{ code: "eight-bit-header", severity: "warning", span: { start: 7, end: 8 } }]);
  });

  test("line ends are counted, odd ones reported at the first", () => {
    expect(scanMime("a").message.lineEnds).toBe("none");
    expect(scanMime("a\rb").message.lineEnds).toBe("cr");
    const text = "From: a\nTo: b\r\n\r\nbody\rmore\r\n";
    const { message, problems } = scanMime(text);
    expect(message.lineEnds).toBe("mixed");
    expect(message.lines.map(({ lineEnd }) => lineEnd)).toEqual(["lf", "crlf", "crlf", "cr", "crlf"]);
    expect(problems.map(({ code, span }) => [code, span?.start])).toEqual([
      ["mixed-line-ends", 7],
      ["bare-lf", 7],
      ["bare-cr", text.indexOf("\r", 18)],
    ]);
  });
});

describe("what is wrong is named", () => {
  test.each<[string, string, string[]]>([
    ["nothing at all", "", ["empty-input"]],
    ["only blank lines", "\r\n\r\n", ["empty-input"]],
    ["an XML document", '<?xml version="1.0"?>\n<SendMail xmlns="ComposeMail:"/>', ["looks-like-xml"]],
    ["an element without declaration", '<SendMail xmlns="ComposeMail:"/>', ["looks-like-xml"]],
    ["base64 of a message", "RnJvbTogYUBjb250b3NvLmV4YW1wbGUNCg0K", ["looks-like-base64"]],
    ["headers that run to the end", "From: a@x.example\r\nTo: b@x.example\r\n", ["no-blank-line"]],
    [
      "text right after the headers",
      "From: a@x.example\r\nTo: b@x.example\r\nHello there\r\nBye\r\n",
      ["header-without-colon", "no-blank-line"],
    ],
    [
      "a line without colon between headers",
      "From: a@x.example\r\noops\r\nTo: b@x.example\r\n\r\n",
      ["header-without-colon"],
    ],
    ["a space before the colon", "From : a@x.example\r\nTo: b@x.example\r\n\r\n", ["bad-header-name"]],
    ["no sender", "To: b@x.example\r\n\r\n", ["missing-from"]],
    ["nobody to send to", "From: a@x.example\r\n\r\n", ["missing-recipients"]],
    [
      "empty address headers",
      "From: a@x.example\r\nTo: b@x.example\r\nCc:\r\nBcc: \r\n\r\n",
      ["empty-header", "empty-header"],
    ],
    ["an empty subject, which is allowed", "From: a@x.example\r\nTo: b@x.example\r\nSubject:\r\n\r\n", []],
    ["a header twice", "From: a@x.example\r\nTo: b@x.example\r\nTo: c@x.example\r\n\r\n", ["duplicate-header"]],
    [
      "MIME without its version",
      "From: a@x.example\r\nTo: b@x.example\r\nContent-Type: text/plain\r\n\r\n",
      ["missing-mime-version"],
    ],
    [
      "a localised date",
      "From: a@x.example\r\nTo: b@x.example\r\nDate: mer., 14 oct. 2015 09:12:33 +0200\r\n\r\n",
      ["bad-date"],
    ],
    [
      "a multipart without boundary",
      `${HEAD}Content-Type: multipart/alternative;boundary=""\r\n\r\n`,
      ["boundary-missing"],
    ],
    [
      "a boundary that never comes",
      `${HEAD}Content-Type: multipart/mixed; boundary=x\r\n\r\nhello`,
      ["boundary-not-found"],
    ],
    ["8-bit text in a 7bit part", `${HEAD}Content-Transfer-Encoding: 7bit\r\n\r\ncafé`, ["eight-bit-in-7bit"]],
    ["8-bit text with no encoding named", `${HEAD}\r\ncafé`, ["eight-bit-in-7bit"]],
    ["8-bit text declared", `${HEAD}Content-Transfer-Encoding: 8bit\r\n\r\ncafé`, []],
    ["a NUL", `${HEAD}\r\nab\0c`, ["nul"]],
    ["a line of 999 characters", `${HEAD}\r\n${"x".repeat(999)}\r\n`, ["line-too-long"]],
    ["a line of 998 characters", `${HEAD}\r\n${"x".repeat(998)}\r\n`, []],
    ["broken base64", `${HEAD}Content-Transfer-Encoding: base64\r\n\r\nQUJ*`, ["bad-base64"]],
    [
      "broken quoted-printable",
      `${HEAD}Content-Transfer-Encoding: quoted-printable\r\n\r\na=b`,
      ["bad-quoted-printable"],
    ],
    ["a byte order mark", `\ufeff${PLAIN}`, ["byte-order-mark"]],
    ["a blank line first", `\r\n${PLAIN}`, ["leading-blank-line"]],
    ["indented headers", "From: a@x.example\r\n  To: b@x.example\r\n\r\n", ["header-indented", "missing-recipients"]],
  ])("%s", (_what, input, expected) => {
    expect(codes(input).sort()).toEqual([...expected].sort());
  });

  test("headers on one line are named, and nothing is said that only follows from it", () => {
    const line =
      'From: fakeuser@example.com To: someone@example.net Cc: Bcc: Subject: From NSync MIME-Version: 1.0 Content-Type: text/plain; charset="iso-8859-1" Content-Transfer-Encoding: 7bit This is the body text.';
    const { problems } = scanMime(line);
    expect(problems.map(({ code }) => code)).toEqual(["headers-glued", "no-blank-line"]);
    expect(problems[0]?.message).toContain("8 headers stand on one line (From, To, Cc, Bcc, Subject and 3 more)");
  });

  test.each([
    "Subject: Re: the Content-Type: header is wrong",
    "Subject: To: do, From: me",
    'From: "To: x Cc: y" <a@x.example>',
    "Received: from a.example (HELO b) by c.example; Mon, 02 Nov 2026 17:30:52 +0100",
    "DKIM-Signature: v=1; h=From: To: Subject: Date",
  ])("%j is one header", (line) => {
    expect(codes(`${line}\r\n\r\n`)).not.toContain("headers-glued");
  });

  test("nesting deeper than the limit is left as a body, with a problem", () => {
    let text = HEAD;
    for (let depth = 0; depth < MAX_PART_DEPTH + 5; depth++) {
      text += `Content-Type: multipart/mixed; boundary=b${depth}\r\n\r\n--b${depth}\r\n`;
    }
    expect(codes(text)).toContain("too-deep");
  });

  test("a thousand problems of one kind are cut off", () => {
    const { problems } = scanMime(`From: a@x.example\r\nTo: b@x.example\r\n${"Cc:\r\n".repeat(1000)}\r\n`);
    expect(problems.length).toBeLessThan(100);
    expect(problems.find(({ code }) => code === "more-problems")?.message).toBe(
      "980 more problems of the kind empty-header are not listed.",
    );
  });
});
