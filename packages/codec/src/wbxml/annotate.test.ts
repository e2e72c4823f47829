import { describe, expect, test } from "vitest";
import { bytesOf, documentOf } from "../../test/support.ts";
import { element } from "../protocol/index.ts";
import { annotateWbxml, decodeWbxml, encodeWbxml } from "./index.ts";

const lines = (hex: string) =>
  annotateWbxml(decodeWbxml(bytesOf(hex)).document).map(
    ({ span, kind, level, text }) => `${"  ".repeat(level)}${span.start}-${span.end} ${kind} ${text}`,
  );

describe("labels", () => {
  test("name every token of a document in plain words", () => {
    expect(lines("03016A00 00 15 45 51 03 37 00 01 08 50 C3 02 41 42 01 01")).toEqual([
      "0-4 header WBXML 1.3, public identifier unknown, UTF-8, no string table",
      "4-6 page switch to code page 21 ComposeMail",
      "6-7 tag <SendMail>",
      "  7-8 tag <ClientId>",
      '    8-11 text "7"',
      "  11-12 end </ClientId>",
      "  12-13 tag <SaveInSentItems/>",
      "  13-14 tag <Mime>",
      "    14-18 opaque opaque, 2 bytes",
      "  18-19 end </Mime>",
      "19-20 end </SendMail>",
    ]);
  });

  test("cover what is damaged, cut off or too much", () => {
    expect(lines("03016A00 45 4B 03 31")).toEqual([
      "0-4 header WBXML 1.3, public identifier unknown, UTF-8, no string table",
      "4-5 tag <Sync>",
      "  5-6 tag <SyncKey>",
      '    6-8 text "1"',
    ]);
    expect(lines("03016A00 05 AA").at(-1)).toBe("5-6 other 1 byte after the end of the document");
    expect(lines("DE AD")).toEqual(["0-2 other 2 bytes that are not WBXML"]);
  });

  test("carry their element and the page in force", () => {
    const document = documentOf(element("AirSync", "Sync", element("Email", "Subject", "x")));
    encodeWbxml(document);
    const labels = annotateWbxml(document);
    expect(labels.map(({ page, element }) => `${page} ${element?.name}`)).toEqual([
      "0 undefined",
      "0 Sync",
      "2 Subject",
      "2 Subject",
      "2 Subject",
      "2 Subject",
      "2 Sync",
    ]);
  });

  test("show line ends and control characters, and cut long strings", () => {
    expect(lines("03016A00 45 03 0D 0A 09 01 00 01")[2]).toBe('  5-11 text "\\r\\n\\t\\x01"');
    const document = documentOf(element("AirSync", "SyncKey", "x".repeat(500)));
    encodeWbxml(document);
    expect(annotateWbxml(document)[2]?.text.length).toBeLessThan(80);
  });

  test("are none without bytes", () => {
    expect(annotateWbxml(documentOf(element("AirSync", "Sync")))).toEqual([]);
  });
});
