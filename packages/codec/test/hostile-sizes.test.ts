import { describe, expect, test } from "vitest";
import { MAX_ATTRIBUTES, MAX_NODES, MAX_PROBLEMS } from "../src/limits.ts";
import { decodeWbxml } from "../src/wbxml/index.ts";
import { parseXml } from "../src/xml/index.ts";

const SIZE = 50 * 1024 * 1024;

describe("50 MiB of one byte inside a root", { timeout: 120_000 }, () => {
  test.each([
    ["zeros, page switches to page 0", 0x00, "truncated"],
    ["ones, an END after the other", 0x01, "trailing-bytes"],
    ["tags with content, a level each", 0x45, "too-deep"],
    ["tags without content", 0x05, "too-many-nodes"],
    ["strings that swallow each other", 0x03, "truncated"],
    ["opaque data of a length beyond the end", 0xc3, "truncated"],
    ["extension tokens with an integer that does not end", 0x80, "truncated"],
  ])("%s", (_, byte, code) => {
    const bytes = new Uint8Array(SIZE).fill(byte);
    bytes.set([0x03, 0x01, 0x6a, 0x00, 0x45]);
    const { document, problems } = decodeWbxml(bytes);
    expect(problems.map((problem) => problem.code)).toContain(code);
    expect(problems.length).toBeLessThanOrEqual(MAX_PROBLEMS + 1);
    expect(document.root?.name).toBe("Sync");
    expect(document.root?.children.length).toBeLessThanOrEqual(MAX_NODES);
  });

  test("zeros from the first byte on are no document", () => {
    const { problems } = decodeWbxml(new Uint8Array(SIZE));
    expect(problems.map(({ severity }) => severity)).toContain("error");
    expect(problems.length).toBeLessThan(5);
  });
});

describe("50 MiB of text", { timeout: 120_000 }, () => {
  test.each([
    ["less-than signs", "<", "stray-less-than"],
    ["ampersands", "&", "bad-entity"],
    ["open tags", "<Add>", "too-deep"],
  ])("%s in the root", (_, unit, code) => {
    const { document, problems } = parseXml(`<Sync xmlns="AirSync">${unit.repeat(SIZE / unit.length)}</Sync>`);
    expect(problems[0]?.code).toBe(code);
    expect(problems.length).toBeLessThanOrEqual(MAX_PROBLEMS + 1);
    expect(document.root?.name).toBe("Sync");
  });

  test("declarations of one prefix in one tag", () => {
    const unit = ' xmlns:p="Email"';
    const { problems } = parseXml(`<Sync xmlns="AirSync"${unit.repeat(SIZE / unit.length)}/>`);
    expect(problems.map(({ code }) => code)).toContain("too-many-attributes");
    expect(problems.length).toBeLessThanOrEqual(MAX_PROBLEMS + 1);
    expect(MAX_ATTRIBUTES * unit.length).toBeLessThan(SIZE);
  });

  test("one string of plain letters", () => {
    const { document, problems } = parseXml(`<Sync xmlns="AirSync">${"a".repeat(SIZE)}</Sync>`);
    expect(problems).toEqual([]);
    const [text] = document.root?.children ?? [];
    expect(text?.kind === "text" && text.text.length).toBe(SIZE);
  });
});
