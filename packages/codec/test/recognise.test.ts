import { deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { concatBytes, encodeBase64, encodeHex } from "../src/bytes/index.ts";
import { formatMultipart } from "../src/http/index.ts";
import { MAX_INFLATED } from "../src/limits.ts";
import { annotateWbxml, decodeWbxml, wbxmlToXml } from "../src/wbxml/index.ts";
import { bytesOf } from "./support.ts";

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const utf16 = (text: string): Uint8Array =>
  Uint8Array.from([...`\uFEFF${text}`].flatMap((char) => [char.charCodeAt(0) & 0xff, char.charCodeAt(0) >> 8]));

const SYNC = bytesOf("03 01 6A 00 45 4B 03 30 00 01 01");
const codesOf = (bytes: Uint8Array) => decodeWbxml(bytes).problems.map(({ code }) => code);

describe("a wrapping is named, undone, and what it holds is decoded", () => {
  test.each<[string, Uint8Array]>([
    ["gzip", gzipSync(SYNC)],
    ["deflate", deflateSync(SYNC)],
    ["deflate", deflateRawSync(SYNC)],
    ["multipart", formatMultipart([SYNC, utf8("data")])],
    ["http", concatBytes([utf8("HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n"), SYNC])],
    ["prefix", concatBytes([bytesOf("EF BB BF 0D 0A FF"), SYNC])],
  ])("%s", (layer, bytes) => {
    const { document, problems } = decodeWbxml(bytes);
    expect(problems).toMatchObject([{ severity: "error" }]);
    expect(problems[0]?.message).toMatch(/undone, and positions count in the 11 bytes inside\.$/);
    expect(document.root).toMatchObject({ name: "Sync", byteSpan: { start: 4, end: 11 } });
    expect([...(document.bytes ?? [])]).toEqual([...SYNC]);
    expect(document.container?.layers).toEqual([layer]);
    expect([...(document.container?.bytes ?? [])]).toEqual([...bytes]);
    expect(annotateWbxml(document).at(-1)?.span).toEqual({ start: 10, end: 11 });
    expect(wbxmlToXml(bytes).text).toContain("<SyncKey>0</SyncKey>");
  });

  test("layer by layer", () => {
    const { document } = decodeWbxml(gzipSync(formatMultipart([deflateSync(SYNC)])));
    expect(document.root?.name).toBe("Sync");
    expect(document.container?.layers).toEqual(["gzip", "multipart", "deflate"]);
  });

  test("up to a number of layers", () => {
    let bytes: Uint8Array = SYNC;
    for (let layer = 0; layer < 6; layer++) bytes = gzipSync(bytes);
    const { document, problems } = decodeWbxml(bytes);
    expect(document.root).toBeUndefined();
    expect(problems).toHaveLength(5);
  });

  test("damage of gzip is told, and the tree goes as far as what came out", () => {
    const long = Uint8Array.from([
      ...SYNC.slice(0, -1),
      ...Array.from({ length: 2000 }, (_, n) => [0x4e, 3, 0x30 + (n % 10), 0, 1]).flat(),
      1,
    ]);
    const gzip = new Uint8Array(gzipSync(long));
    const cut = decodeWbxml(gzip.subarray(0, gzip.length >> 1));
    expect(cut.problems[0]?.message).toContain("It is cut off");
    expect(cut.document.root?.name).toBe("Sync");
    const wrong = gzip.slice();
    wrong[gzip.length - 4] = (wrong[gzip.length - 4] ?? 0) ^ 1;
    expect(decodeWbxml(wrong).problems[0]?.message).toContain("It notes another length");
  });

  test("a bomb is stopped at a limit", { timeout: 60_000 }, () => {
    const { document, problems } = decodeWbxml(gzipSync(new Uint8Array(MAX_INFLATED + 1000)));
    expect(problems[0]?.message).toContain(`grows beyond ${MAX_INFLATED} bytes`);
    expect(document.bytes?.length).toBe(MAX_INFLATED);
  });

  test("what is inside may be something else, which is named too", () => {
    expect(codesOf(gzipSync(utf8("<html><body>502</body></html>")))).toEqual(["looks-like-gzip", "looks-like-html"]);
  });
});

describe("what is no wrapping is named", () => {
  const random = Uint8Array.from({ length: 600 }, (_, n) => Math.imul(n + 12345, 0x9e3779b1) >>> 13).map(
    (value, n) => value ^ (Math.imul(n + 77, 0x85ebca6b) >>> 24),
  );

  test.each<[string, Uint8Array]>([
    ["zip", bytesOf("50 4B 03 04 00")],
    ["file", utf8("%PDF-1.7")],
    ["file", bytesOf("89 50 4E 47 0D 0A")],
    ["file", bytesOf("FF D8 FF E0")],
    ["tnef", bytesOf("78 9F 3E 22 01")],
    ["zstd", bytesOf("28 B5 2F FD 00")],
    ["der", bytesOf("30 82 05 00 06")],
    ["http", utf8("HTTP/1.1 500 Internal Server Error\r\n\r\noops")],
    ["chunked", concatBytes([utf8("b\r\n"), SYNC, utf8("\r\n0\r\n\r\n")])],
    ["hex", utf8(`00000000  ${encodeHex(SYNC, " ")}  |..j.EK.0...|\n`)],
    ["mime", utf8("From: a@example.test\r\n\r\nx")],
    ["utf16", utf16("<Sync/>")],
    ["base64", utf8(encodeBase64(SYNC))],
    ["base64", utf8(` ${encodeBase64(gzipSync(SYNC)).slice(0, 8)}\r\n${encodeBase64(gzipSync(SYNC)).slice(8)}\r\n`)],
    ["base64", utf8(encodeBase64(concatBytes([SYNC, new Uint8Array(2000)])))],
    ["hex", utf8(encodeHex(SYNC, " "))],
    ["hex", utf8(encodeHex(SYNC).repeat(100))],
    ["hex", utf8("0x03, 0x01, 0x6a, 0x00, 0x05")],
    ["html", utf8("\uFEFF <!DOCTYPE html><html></html>")],
    ["xml", utf8('<?xml version="1.0"?><Sync/>')],
    ["json", utf8('{"error": 1}')],
    ["text", utf8("upstream connect error or disconnect")],
    ["text", utf8("ServiceUnavailable12")],
    ["text", utf8("404 page not found")],
    ["random", random],
  ])("%s", (name, bytes) => {
    const { document, problems } = decodeWbxml(bytes);
    expect(problems).toMatchObject([{ code: `looks-like-${name}`, severity: "error" }]);
    expect(problems[0]?.message).toMatch(/^These bytes are .*[.”]$/);
    expect(document.root).toBeUndefined();
    expect(document.trailing).toEqual(bytes);
  });

  test("random bytes that begin like WBXML are suspected when they do not read", () => {
    const bytes = random.slice();
    bytes.set([0x02, 0x20, 0x6a]);
    expect(codesOf(bytes)).toContain("looks-like-random");
  });

  test("a whole WBXML document never is", () => {
    expect(codesOf(SYNC)).toEqual([]);
  });
});

test("text that only begins like base64 or hex costs no more than other text", () => {
  for (const text of ["AwFq ", "03 01 6A 00 ", "0x03"]) {
    expect(codesOf(utf8(`${text.repeat(2000)}!`))).toHaveLength(1);
  }
});

test("Node's Buffer is read as the bytes it is, and a tree does not change with it", () => {
  const buffer = Buffer.from("03016A00001550C302414201", "hex");
  const { document } = decodeWbxml(buffer);
  buffer.fill(0, 7);
  expect(document.root?.children).toMatchObject([{ kind: "opaque", bytes: bytesOf("41 42") }]);
});
