import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { decodeHex } from "../src/bytes/index.ts";
import { formatCommandUrl, formatMultipart, parseCommandUrl, parseMultipart } from "../src/http/index.ts";

const read = (name: string) => readFileSync(new URL(`./http-vectors/${name}`, import.meta.url), "utf8");
const hex = (name: string) => decodeHex(read(name)) ?? new Uint8Array(0);

interface QueryVector {
  source: string;
  query: string;
  command: Record<string, unknown>;
  plain: string;
}

describe.each(JSON.parse(read("base64-queries.json")) as QueryVector[])("the base64 query of $source", (vector) => {
  const url = `https://mail.contoso.example/Microsoft-Server-ActiveSync?${vector.query}`;

  test("says what it says, with no problem", () => {
    const { command, problems } = parseCommandUrl(url);
    expect(problems).toEqual([]);
    expect(command).toMatchObject(vector.command);
    expect(command.form).toBe("base64");
  });

  test("is written again as it came, and in the plain form", () => {
    const { command } = parseCommandUrl(url);
    expect(formatCommandUrl(command, "base64")).toBe(url);
    expect(formatCommandUrl(command, "plain").split("?")[1]).toBe(vector.plain);
  });
});

describe("multipart answers", () => {
  test("the example of MS-ASCMD 4.10.5.2 has WBXML and a plain body", () => {
    const body = hex("ascmd-4.10.5.2-multipart-body.hex");
    const { parts, problems } = parseMultipart(body);
    expect(problems).toEqual([]);
    expect(parts.map(({ span }) => span)).toEqual([
      { start: 20, end: 520 },
      { start: 520, end: 539 },
    ]);
    expect([...(parts[0]?.bytes.subarray(0, 4) ?? [])]).toEqual([3, 1, 0x6a, 0]);
    expect(new TextDecoder().decode(parts[1]?.bytes)).toBe("This is the body.\r\n");
    expect(formatMultipart(parts.map(({ bytes }) => bytes))).toEqual(body);
  });

  test("an answer of SOGo is taken apart and put together again", () => {
    const body = hex("sogo-itemoperations-fetch-multipart.hex");
    const { parts, problems } = parseMultipart(body);
    expect(problems).toEqual([]);
    expect(new TextDecoder().decode(parts[1]?.bytes)).toMatch(/^Hello Bob,\r\n/);
    expect(formatMultipart(parts.map(({ bytes }) => bytes))).toEqual(body);
  });
});
