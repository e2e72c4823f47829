import { encodeBase64 } from "@easel/codec/bytes";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { collectBounded, streamOf } from "./bounded-stream.ts";
import type { Draft } from "./draft.ts";
import { decodeLink, encodeLink, linkContents, MAX_INFLATED_BYTES, MAX_LINK_CHARACTERS } from "./share-link.ts";
import { draftOfCase, starterDraft } from "./starters.ts";

const utf8 = (text: string) => new TextEncoder().encode(text);
const plainLink = (value: unknown) => `#d0=${encodeBase64(utf8(JSON.stringify(value)), "url")}`;
const deflate = async (bytes: Uint8Array) =>
  (await collectBounded(streamOf(bytes).pipeThrough(new CompressionStream("deflate-raw")))).bytes;
const codeOf = async (hash: string) => (await decodeLink(hash)).problem?.code;
const wireForm = { v: 1, t: { kind: "sandbox" }, m: "POST", q: "", p: "16.1", h: [], b: "auto", x: "", i: "" };

const text = fc.string({ unit: "binary", maxLength: 40 });
const drafts: fc.Arbitrary<Draft> = fc.record({
  target: fc.constantFrom({ kind: "sandbox" } as const, { kind: "own", url: "https://mail.example.com" } as const),
  method: fc.constantFrom("POST" as const, "OPTIONS" as const),
  query: fc.constantFrom("", "Cmd=Sync&User=a%40b", "jAAJBAp2MTQwRGV2aWNlAApTbWFydFBob25l"),
  protocolVersion: fc.constantFrom("", "2.5", "16.1"),
  headers: fc.array(fc.tuple(fc.constantFrom("Content-Type", "X"), text)),
  bodyForm: fc.constantFrom("auto" as const, "xml" as const, "none" as const, "bytes" as const),
  xml: text,
  mime: fc.oneof(text, fc.constant("G\uEFFC \uD800 \r\n\r")),
  bytes: fc.constantFrom("", "AwFqAAAHVlIDMAA="),
});

describe("a link", () => {
  it("brings any draft back as it was", async () => {
    await fc.assert(
      fc.asyncProperty(drafts, async (draft) => {
        expect((await decodeLink(await encodeLink(draft))).draft).toEqual(draft);
      }),
    );
  });

  it("packs what packing makes shorter", async () => {
    const link = await encodeLink(draftOfCase("xml-at-12-1"));
    expect(link).toMatch(/^#d1=[\w-]+$/);
    expect(link.length).toBeLessThan(1200);
  });

  it("carries no secret, neither made nor read, and says what was left out", async () => {
    const draft: Draft = { ...starterDraft("FolderSync", "16.1"), headers: [["Authorization", "Basic c2VjcmV0"]] };
    const { characters, removed } = await linkContents(draft);
    const link = await encodeLink(draft);
    expect([characters, removed]).toEqual([link.length, ["Authorization header"]]);
    expect((await decodeLink(link)).draft?.headers).toEqual([]);
    const handMade = plainLink({ ...wireForm, h: [["Cookie", "a=b"]] });
    expect((await decodeLink(handMade)).draft?.headers).toEqual([]);
  });

  it("opens when its equals sign was encoded on the way", async () => {
    const draft = starterDraft("Sync", "16.1");
    expect((await decodeLink((await encodeLink(draft)).replace("=", "%3D"))).draft).toEqual(draft);
  });

  it("of before the exact bytes opens, and one with them has the same version", async () => {
    expect((await decodeLink(plainLink(wireForm))).draft?.bytes).toBe("");
    const { draft } = await decodeLink(plainLink({ ...wireForm, b: "bytes", y: "AwFq" }));
    expect([draft?.bodyForm, draft?.bytes]).toEqual(["bytes", "AwFq"]);
  });

  it("says of a draft that does not fit which part is too long, and opens for every other", async () => {
    const base = starterDraft("Sync", "16.1");
    const long = "a".repeat(1 << 18);
    const headers = (count: number): [string, string][] => Array.from({ length: count }, () => ["X", "1"]);
    const cases: [Partial<Draft>, RegExp | undefined][] = [
      [{}, undefined],
      [{ query: long, protocolVersion: long, headers: [[long, long]] }, undefined],
      [{ query: `${long}a` }, /^The query/],
      [{ protocolVersion: `${long}a` }, /^The protocol version/],
      [{ headers: [["X-Long", `${long}a`]] }, /^The header X-Long/],
      [{ headers: headers(200) }, undefined],
      [{ headers: headers(201) }, /at most 200 headers/],
      [{ target: { kind: "own", url: `https://${long}` } }, /^The server's URL/],
      [{ mime: "a".repeat(MAX_INFLATED_BYTES) }, /^The draft/],
    ];
    for (const [change, told] of cases) {
      const draft: Draft = { ...base, ...change };
      const { problem } = await linkContents(draft);
      expect((await decodeLink(await encodeLink(draft))).problem === undefined).toBe(told === undefined);
      if (told) expect(problem).toMatch(told);
      else expect(problem).toBeUndefined();
    }
  });

  it("is nothing at all when the fragment is empty", async () => {
    expect(await decodeLink("")).toEqual({});
    expect(await decodeLink("#")).toEqual({});
  });
});

describe("a hostile or broken link", () => {
  it("gives a sentence and nothing else", async () => {
    const good = await encodeLink(starterDraft("SendMail", "16.1"));
    const broken = [
      good.slice(0, -7),
      `${good.slice(0, 20)}!${good.slice(21)}`,
      "#d1=",
      "#d0=AA",
      "#somewhere",
      plainLink(null),
      plainLink([]),
      plainLink({}),
      plainLink({ ...wireForm, m: "DELETE" }),
      plainLink({ ...wireForm, extra: 1 }),
      plainLink({ ...wireForm, t: { kind: "own", url: { toString: 1 } } }),
      plainLink({ ...wireForm, h: [["a"]] }),
      plainLink({ ...wireForm, h: Array.from({ length: 999 }, () => ["a", "b"]) }),
      plainLink({ ...wireForm, v: 0 }),
      `#d0=${encodeBase64(Uint8Array.of(0x7b, 0xff, 0x7d), "url")}`,
    ];
    for (const hash of broken) {
      const { draft, problem } = await decodeLink(hash);
      expect([draft, problem?.code], hash.slice(0, 60)).toEqual([undefined, "link-broken"]);
      expect(problem?.message).toMatch(/\.$/);
    }
  });

  it("of a newer EASel says so", async () => {
    expect(await codeOf("#d2=AAAA")).toBe("link-newer");
    expect(await codeOf(plainLink({ v: 2, whatever: true }))).toBe("link-newer");
  });

  it("too long, or growing too large, is not opened", async () => {
    expect(await codeOf(`#d0=${"A".repeat(MAX_LINK_CHARACTERS)}`)).toBe("link-too-large");
    const bomb = await deflate(new Uint8Array(MAX_INFLATED_BYTES + 1));
    expect(bomb.length).toBeLessThan(20_000);
    expect(await codeOf(`#d1=${encodeBase64(bomb, "url")}`)).toBe("link-too-large");
  });

  it("never throws", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 60 }), fc.constantFrom("0", "1"), async (bytes, packing) => {
        const { draft, problem } = await decodeLink(`#d${packing}=${encodeBase64(bytes, "url")}`);
        expect(draft).toBeUndefined();
        expect(problem).toBeDefined();
      }),
    );
  });
});
