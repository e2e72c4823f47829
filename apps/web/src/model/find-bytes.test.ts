import { linkTree } from "@easel/codec/incremental";
import { PieceBytes } from "@easel/codec/pieces";
import { annotateWbxml, encodeWbxml } from "@easel/codec/wbxml";
import { parseXml } from "@easel/codec/xml";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type FindKind, type Found, findInBytes, MAX_FOUND, nextFound, readOffset } from "./find-bytes.ts";

function find(bytes: PieceBytes, kind: FindKind, wanted: string, labels: ReturnType<typeof annotateWbxml> = []): Found {
  const steps = findInBytes(bytes, labels, kind, wanted);
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
}

const bytesOf = (text: string) => PieceBytes.of(new TextEncoder().encode(text));
const starts = ({ spans }: Found) => spans.map(({ start }) => start);

describe("a search in bytes", () => {
  it("finds text in either case, and letters beyond A to Z as they are", () => {
    expect(starts(find(bytesOf("Mime mIME grüße"), "text", "mime"))).toEqual([0, 5]);
    expect(starts(find(bytesOf("grüße"), "text", "rüß"))).toEqual([1]);
  });

  it("finds hex however it is written, and says when it is none", () => {
    const bytes = PieceBytes.of(Uint8Array.of(1, 3, 1, 0x6a, 3, 1, 0x6a));
    for (const wanted of ["03 01 6a", "03016A", "0x03, 0x01, 0x6a"]) {
      expect(starts(find(bytes, "hex", wanted))).toEqual([1, 4]);
    }
    expect(find(bytes, "hex", "3").fault).toContain("pairs");
  });

  it("finds what lies across the seams of pieces, as a search of the whole does", () => {
    const letters = fc.array(fc.constantFrom("a", "b"), { maxLength: 40 }).map((list) => list.join(""));
    fc.assert(
      fc.property(fc.array(letters, { maxLength: 6 }), fc.constantFrom("a", "ab", "aab", "abab"), (parts, wanted) => {
        const pieces = PieceBytes.ofPieces(parts.map((part) => new TextEncoder().encode(part)));
        const whole = [...parts.join("").matchAll(new RegExp(wanted, "g"))].map(({ index }) => index);
        expect(starts(find(pieces, "text", wanted))).toEqual(whole);
      }),
    );
  });

  it("stops listing after some thousand places, and says so", () => {
    const found = find(bytesOf("x".repeat(MAX_FOUND + 1)), "text", "x");
    expect(found).toMatchObject({ more: true, searching: false });
    expect(found.spans.length).toBe(MAX_FOUND);
    expect(find(bytesOf("x".repeat(MAX_FOUND)), "text", "x").more).toBe(false);
  });

  it("stops after each piece, so that nothing waits for 35 MB", () => {
    const steps = findInBytes(bytesOf("x".repeat(1_000_000)), [], "text", "y");
    let count = 0;
    while (!steps.next().done) count++;
    expect(count).toBeGreaterThan(30);
  });
});

describe("a search for elements", () => {
  const { document } = parseXml(
    '<Sync xmlns="AirSync"><Collections><Collection><SyncKey>1</SyncKey><Class>Email</Class></Collection>' +
      "<Collection><SyncKey>2</SyncKey></Collection></Collections></Sync>",
  );
  const bytes = PieceBytes.of(encodeWbxml(document).bytes ?? new Uint8Array());
  const labels = annotateWbxml(linkTree(document).document);
  const names = (wanted: string) =>
    find(bytes, "element", wanted, labels).spans.map(
      ({ start }) => labels.find(({ span }) => span.start === start)?.text,
    );

  it.each([
    ["SyncKey", ["<SyncKey>", "<SyncKey>"]],
    ["<synck", ["<SyncKey>", "<SyncKey>"]],
    ["Collection/Class", ["<Class>"]],
    ["/Sync/Collections", ["<Collections>"]],
    ["/Collections", []],
    ["Sync/Class", []],
    ["Coll", ["<Collections>", "<Collection>", "<Collection>"]],
    ["/", []],
  ])("%s finds %j", (wanted, expected) => expect(names(wanted)).toEqual(expected));
});

describe("readOffset", () => {
  it.each([
    ["26", 26],
    ["0x1a", 26],
    [" 0X1A ", 26],
    ["$1a", 26],
    ["1ah", 26],
    ["10h", 16],
    ["1a", undefined],
    ["", undefined],
    ["-1", undefined],
    ["1.5", undefined],
  ])("%j is %j", (text, offset) => expect(readOffset(text)).toBe(offset));
});

describe("nextFound", () => {
  const spans = [2, 5, 9].map((start) => ({ start, end: start + 1 }));
  it("goes on from where one stands, around the ends", () => {
    expect(nextFound(spans, 3, 1)).toBe(1);
    expect(nextFound(spans, 5, 1)).toBe(1);
    expect(nextFound(spans, 10, 1)).toBe(0);
    expect(nextFound(spans, 5, -1)).toBe(0);
    expect(nextFound(spans, 2, -1)).toBe(2);
    expect(nextFound([], 2, 1)).toBe(-1);
  });
});
