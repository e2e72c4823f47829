import { decodeHex, encodeHex } from "@easel/codec/bytes";
import { describe, expect, test } from "vitest";
import { answered, bytesOf, find, fromXml, request, rulesOf } from "../../test/make-round-trip.ts";
import { diagnose } from "./diagnose.ts";

const FOLDERS = '<FolderSync xmlns="FolderHierarchy"><SyncKey>0</SyncKey></FolderSync>';
const message = (text: string) =>
  `<SendMail xmlns="ComposeMail"><ClientId>1</ClientId><Mime><![CDATA[From: a@b.example\r\nTo: c@d.example\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n${text}]]></Mime></SendMail>`;
const edited = (xml: string, edit: (hex: string) => string): Uint8Array =>
  decodeHex(edit(encodeHex(fromXml(xml)).toLowerCase())) ?? new Uint8Array(0);
const rules = (command: string, body: Uint8Array, contentType?: string) =>
  rulesOf(diagnose(request(command, body, contentType === undefined ? {} : { contentType })));

/** Adds to the one-byte length behind the token of opaque data. */
const longer = (by: number) => (hex: string) =>
  hex.replace(/c381(..)/, (_, low: string) => `c381${(Number.parseInt(low, 16) + by).toString(16).padStart(2, "0")}`);

describe("the length of opaque data", () => {
  test("in characters is told before what it leads to", () => {
    const findings = diagnose(request("SendMail", edited(message("Grüße für Jörg"), longer(-4))));
    expect(findings[0]).toMatchObject({ rule: "wbxml-opaque-length", title: expect.stringContaining("characters") });
    expect(rulesOf(findings)).not.toContain("wbxml-truncated");
  });

  test.each([
    ["too small", -3],
    ["too large", 2],
  ])("%s is told", (what, by) => {
    const finding = find(diagnose(request("SendMail", edited(message("Hello"), longer(by)))), "wbxml-opaque-length");
    expect(finding.title).toContain(what);
  });

  test("that is right is left alone", () => expect(rules("SendMail", fromXml(message("Grüße")))).toEqual([]));
});

test("strings in UTF-16 are told, and nothing of what they leave behind", () => {
  const body = edited(FOLDERS, (hex) => hex.replace("033000", "0331003200330000 00".replace(" ", "")));
  expect(rules("FolderSync", body)).toEqual(["wbxml-utf16"]);
  expect(rules("FolderSync", fromXml(FOLDERS))).toEqual([]);
});

test("a string without its zero byte comes first", () => {
  const body = edited(
    '<Sync xmlns="AirSync"><Collections><Collection><SyncKey>7</SyncKey><CollectionId>1</CollectionId><GetChanges/></Collection></Collections></Sync>',
    (hex) => hex.replace("033100", "0331"),
  );
  expect(rules("Sync", body)[0]).toBe("wbxml-suspicious-string");
});

describe("tags and their END", () => {
  const contact = (edit: (hex: string) => string) =>
    rules(
      "Sync",
      edited(
        '<Sync xmlns="AirSync" xmlns:k="Contacts"><Collections><Collection><SyncKey>7</SyncKey><CollectionId>1</CollectionId><Commands><Change><ServerId>1:7</ServerId><ApplicationData><k:FirstName>Ann</k:FirstName><k:LastName>Doe</k:LastName></ApplicationData></Change></Commands></Collection></Collections></Sync>',
        edit,
      ),
    );

  test("a tag without the bit for content is named", () =>
    expect(contact((hex) => hex.replace("5f03416e6e0001", "1f03416e6e0001"))[0]).toBe("wbxml-content-bit"));

  test("a missing END is named", () =>
    expect(contact((hex) => hex.replace("5f03416e6e0001", "5f03416e6e00"))[0]).toBe("wbxml-end-missing"));

  test("neither is said of a sound document", () => expect(contact((hex) => hex)).toEqual([]));
});

test("bytes that went through a conversion of text are named, and that alone", () => {
  const body = bytesOf(Array.from(fromXml(message("Hello")), (byte) => String.fromCharCode(byte)).join(""));
  expect(rules("SendMail", body)).toEqual(["wbxml-converted"]);
});

test("a body without its header is known by its tokens", () => {
  const finding = find(
    diagnose(request("FolderSync", fromXml(FOLDERS).slice(4), { contentType: WBXML })),
    "wbxml-header-missing",
  );
  expect(finding.fix).toEqual([{ kind: "set-body", body: fromXml(FOLDERS) }]);
});

describe("WBXML sent as text", () => {
  const bytes = fromXml(FOLDERS);
  const base64 = btoa(String.fromCharCode(...bytes));

  test.each([
    ["base64", base64],
    ["base64", `"${base64}"`],
    ["hexadecimal", encodeHex(bytes)],
    ["hexadecimal", encodeHex(bytes).replace(/..(?=.)/g, "$& ")],
  ])("is known as %s", (form, text) => {
    const finding = find(diagnose(request("FolderSync", bytesOf(text), { contentType: WBXML })), "wbxml-as-text");
    expect(finding.title).toContain(form);
    expect(finding.fix?.[0]).toEqual({ kind: "set-body", body: bytes });
  });

  test("is the cause in a mail command, too", () => {
    const mail = fromXml(message("Hello"));
    const text = bytesOf(btoa(String.fromCharCode(...mail)));
    expect(rules("SendMail", text, WBXML)).toEqual(["wbxml-as-text"]);
  });

  test("is not seen in other texts", () => {
    const findings = rules("FolderSync", bytesOf("AwFuture is no base64"), WBXML);
    expect(findings).toEqual(["body-not-wbxml"]);
    expect(rulesOf(diagnose(answered(request("FolderSync", bytes), 200, bytes)))).not.toContain("wbxml-as-text");
  });
});

const WBXML = "application/vnd.ms-sync.wbxml";
