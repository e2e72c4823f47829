import { expect, test } from "vitest";
import { bytesOf } from "../../test/support.ts";
import { sniffPaste } from "./index.ts";

const folderSync = bytesOf("03 01 6A 00 00 07 56 52 03 30 00 01 01");

test.each([
  ["hex without spaces", "03016a00000756520330000101"],
  ["hex with spaces and lines", "03 01 6A 00 00 07 56\n52 03 30 00 01 01"],
  ["a C array", "0x03, 0x01, 0x6A, 0x00, 0x00, 0x07, 0x56, 0x52, 0x03, 0x30, 0x00, 0x01, 0x01"],
  ["a hex dump", "00000000  03 01 6a 00 00 07 56 52  03 30 00 01 01           |..j...VR.0...|\n0000000d\n"],
])("%s is hex, with its bytes", (_, text) => {
  expect(sniffPaste(text)).toEqual({ kind: "hex", bytes: folderSync });
});

test("hex with half a byte is hex without bytes", () => {
  expect(sniffPaste("03 01 6A 00 00 07 5")).toEqual({ kind: "hex" });
});

test("base64 is recognised with its bytes, broken into lines or for URLs", () => {
  expect(sniffPaste("AwFqAAAHVlID\r\nMAABAQ==\n")).toEqual({ kind: "base64", bytes: folderSync });
  expect(sniffPaste("-_AwFqAAAHVlIDMAABA1").kind).toBe("base64");
  // Neither padding nor a digit, but the first bytes of every ActiveSync document.
  expect(sniffPaste("AwFqAAAHVkwDMTQyAAEB").kind).toBe("base64");
});

test.each([
  ["empty", " \t\r\n"],
  ["xml", '\uFEFF  <Sync xmlns="AirSync"/>'],
  ["html", "<!doctype html><p>x"],
  ["html", '<?xml version="1.0"?><!DOCTYPE html PUBLIC "a" "b">\n<html>'],
  ["json", '[{"a": 1}]'],
  ["mime", "Received: from a\r\n by b\r\n\r\nbody"],
  ["text", "FolderSync"],
  ["text", "Deadbeef and other words"],
  ["text", "Hello2"],
] as const)("%s is told from the rest", (kind, text) => {
  expect(sniffPaste(text)).toEqual({ kind });
});
