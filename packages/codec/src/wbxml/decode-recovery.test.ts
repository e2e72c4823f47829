import { describe, expect, test } from "vitest";
import { bytesOf } from "../../test/support.ts";
import { elementAt } from "../document.ts";
import { printXml } from "../xml/index.ts";
import { annotateWbxml, decodeWbxml } from "./index.ts";

/** SendMail: ClientId "77", an empty SaveInSentItems, Mime of four bytes. */
const MAIL = "00 15 45 51 03 37 37 00 01 08 50 C3 04 41 42 43 44 01 01";
const decode = (body: string) => decodeWbxml(bytesOf(`03 01 6A 00 ${body}`));
const text = (body: string) => printXml(decode(body).document, { newline: "" });

/** Problems as `severity code: message`. */
const told = (body: string) => decode(body).problems.map((p) => `${p.severity} ${p.code}: ${p.message}`);

describe("decoding goes on behind damage", () => {
  test("opaque data whose length leads beyond the end stops before the END of a whole document", () => {
    const { document, problems } = decode(MAIL.replace("C3 04", "C3 7F"));
    expect(problems).toMatchObject([{ code: "bad-length", severity: "error", span: { start: 15, end: 17 } }]);
    expect(problems[0]?.message).toContain(
      "in /SendMail/Mime: the opaque data announces 127 bytes, but only 6 are left",
    );
    expect(elementAt(document.root, "/SendMail/Mime")?.children).toMatchObject([{ bytes: bytesOf("41 42 43 44") }]);
    expect(document.trailing).toBeUndefined();
  });

  test("a length of six bytes is passed over, and the data is what is left", () => {
    const { document, problems } = decode(MAIL.replace("C3 04", "C3 81 80 80 80 80 04"));
    expect(problems).toMatchObject([{ code: "bad-length", severity: "error" }]);
    expect(elementAt(document.root, "/SendMail/Mime")?.children).toMatchObject([{ bytes: bytesOf("41 42 43 44") }]);
  });

  test("a string without its NUL stops there too", () => {
    const { document, problems } = decode("45 4B 03 31 32 01 01");
    expect(problems).toMatchObject([{ code: "unterminated-string", severity: "error", span: { start: 6, end: 9 } }]);
    expect(elementAt(document.root, "/Sync/SyncKey")?.children).toMatchObject([{ text: "12" }]);
  });

  test.each([
    ["a string reference beyond the table", "45 4B 83 07 01 4E 03 31 00 01 01", "damaged-token"],
    ["an entity of more than 32 bits", "45 4B 02 FF FF FF FF 7F 01 4E 03 31 00 01 01", "damaged-token"],
    ["a literal name that is nowhere", "45 04 07 4E 03 31 00 01 01", "bad-literal"],
    ["an END before the root", "01 45 4E 03 31 00 01 01", "unexpected-end"],
    ["text before the root", "03 61 00 C3 01 41 83 00 45 4E 03 31 00 01 01", "content-outside-root"],
  ])("%s", (_, body, code) => {
    const { document, problems } = decode(body);
    expect(problems).toMatchObject([{ code, severity: "error" }]);
    expect(elementAt(document.root, "/Sync/Status")?.children).toMatchObject([{ text: "1" }]);
  });

  test("a table of strings that is longer than the document is taken for none", () => {
    const { document, problems } = decodeWbxml(bytesOf("03 01 6A 7F 45 4E 03 31 00 01 01"));
    expect(problems).toMatchObject([{ code: "string-table-too-long", severity: "error" }]);
    expect(elementAt(document.root, "/Sync/Status")?.children).toMatchObject([{ text: "1" }]);
  });

  test.each(["83 01 6A 00", "00 01 6A 00", "03 00 6A 00", "03 81 6A 00", "03 01 EA 00"])(
    "a header with one wrong byte, %s, is read as the usual one",
    (header) => {
      const { document, problems } = decodeWbxml(bytesOf(`${header} 45 4E 03 31 00 01 01`));
      expect(problems).toMatchObject([{ code: "damaged-header", severity: "error" }]);
      expect(elementAt(document.root, "/Sync/Status")).toBeDefined();
      expect(document.header.wire).toEqual(bytesOf(header));
    },
  );
});

describe("what follows the root is looked at", () => {
  test("an END too many leaves elements behind, which are named, shown and labelled", () => {
    const body = "45 4E 03 31 00 01 01 4B 03 32 00 01 01";
    const { document, problems } = decode(body);
    expect(problems).toMatchObject([{ code: "trailing-bytes", severity: "error", span: { start: 11, end: 17 } }]);
    expect(problems[0]?.message).toContain("They read as <SyncKey>, 1 END (01): perhaps");
    expect(document.trailing).toEqual(bytesOf("4B 03 32 00 01 01"));
    expect(document.trailingElements).toMatchObject([{ name: "SyncKey", byteSpan: { start: 11, end: 16 } }]);
    expect(text(body)).toContain('<!-- Behind the root: <SyncKey xmlns="AirSync">2</SyncKey> -->');
    expect(annotateWbxml(document).map((label) => label.text)).toContain("<SyncKey>");
  });

  test("two hyphens in such an element do not end the comment", () => {
    const shown = text("05 4B 03 2D 2D 3E 00 01");
    expect(shown).toContain('<SyncKey xmlns="AirSync">- -&gt;</SyncKey>');
  });

  test.each([
    ["05 03 01 6A 00 00 07 56 52 03 30 00 01 01", "They begin another document, <FolderSync>."],
    ["05 00 00 00 00", "They are all zero"],
    ["05 AA", "A document has one root and nothing after it."],
  ])("%s", (body, message) => {
    const { problems } = decode(body);
    expect(problems).toMatchObject([{ code: "trailing-bytes", severity: "error" }]);
    expect(problems[0]?.message).toContain(message);
  });
});

describe("a person is led to the place", () => {
  test("a missing END shows where text and elements come together", () => {
    expect(told("45 4B 03 31 00 4E 03 31 00 01 01")).toEqual([
      expect.stringMatching(
        /^error truncated: .* inside \/Sync, with one element still open. Either the rest is cut off, or as many END \(01\) are missing.$/,
      ),
      expect.stringMatching(
        /^warning suspicious-content: <SyncKey> holds more than one of text, .* missing before byte 9,/,
      ),
    ]);
  });

  test("opaque data with too small a length is told of, though every byte reads as something", () => {
    const { problems } = decode("00 15 45 50 C3 02 41 42 0B 01 01");
    expect(problems).toMatchObject([{ code: "suspicious-content", severity: "warning", span: { start: 12 } }]);
  });

  test("a string that ran into the next one", () => {
    expect(told("45 4B 03 31 01 4E 03 31 00 01")).toEqual([
      expect.stringMatching(/^error truncated/),
      expect.stringMatching(/^warning suspicious-string: The string at byte 6, in SyncKey,/),
    ]);
  });

  test("a token of the parent's page says so", () => {
    expect(told("45 00 07 4E 7A 01 01 01").at(0)).toMatch(/On its parent's page 7|unknown-tag/);
  });

  test("strings alone, however many, are no reason to suspect anything", () => {
    expect(decode("45 4B 03 31 00 03 32 00 01 01").problems).toEqual([]);
  });

  test("every truncation of a document gives one error that says where it ends, and the tree up to there", () => {
    const bytes = bytesOf(`03 01 6A 00 ${MAIL}`);
    for (let length = 5; length < bytes.length; length++) {
      const { document, problems } = decodeWbxml(bytes.subarray(0, length));
      expect(problems.map(({ severity }) => severity)).toEqual(["error"]);
      expect(problems[0]?.span?.end).toBe(length);
      if (length > 6) expect(document.root?.name).toBe("SendMail");
      if (length > 8) expect(problems[0]?.message).toMatch(/\/SendMail|after \d+ bytes inside/);
    }
  });
});

describe("attributes and instructions are put into words", () => {
  const STRINGS = "03 01 6A 05 61 00 62 63 00";
  const messageOf = (body: string) =>
    decodeWbxml(bytesOf(`${STRINGS} ${body}`))
      .problems.map(({ message }) => message)
      .slice(1)
      .join();

  test("by token or by the name in the string table", () => {
    expect(messageOf("C5 05 03 78 00 06 85 04 02 83 00 02 41 01 01")).toContain(
      'does not use attributes: 05="x" 06="token 85" bc="aA". It is kept',
    );
    expect(messageOf("45 43 07 03 79 00 01 01")).toContain('a processing instruction (PI): 07="y"');
  });

  test("in labels as well", () => {
    const { document } = decodeWbxml(bytesOf(`${STRINGS} C5 05 03 78 00 01 84 02 05 01 83 00 43 07 01 01`));
    expect(annotateWbxml(document).map((label) => label.text)).toEqual([
      "WBXML 1.3, public identifier unknown, UTF-8, string table of 5 bytes",
      '<Sync>, attributes 05="x"',
      "<bc/>, a literal name, attributes 05",
      '"a", a string table reference (STR_T)',
      "a processing instruction (PI) 07",
      "</Sync>",
    ]);
  });

  test("before and after the root they are kept, with a warning", () => {
    const body = "00 02 43 05 03 78 00 01 4E 03 61 00 01 43 06 01";
    const { document, problems } = decode(body);
    expect(problems.map(({ severity, code }) => `${severity} ${code}`)).toEqual([
      "warning not-activesync",
      "warning not-activesync",
    ]);
    expect(document).toMatchObject({ before: bytesOf("00 02 43 05 03 78 00 01"), trailing: bytesOf("43 06 01") });
    expect(document.root).toMatchObject({ page: 2, name: "BodyTruncated" });
    expect(document.root?.switches).toBeUndefined();
  });
});
