import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Chunks } from "./chunks.ts";

const bytes = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
const text = (data: Uint8Array) => String.fromCharCode(...data);

/** What comes out of `encoded` when it comes in pieces that end at `cuts`. */
function read(encoded: string, cuts: number[] = []): { body: string; done: boolean; fault?: string } {
  const chunks = new Chunks();
  let body = "";
  let from = 0;
  for (const to of [...new Set([...cuts.filter((cut) => cut < encoded.length), encoded.length])].sort(
    (a, b) => a - b,
  )) {
    body += text(chunks.push(bytes(encoded.slice(from, to))));
    from = to;
  }
  return { body, done: chunks.done, ...(chunks.fault && { fault: chunks.fault.message }) };
}

describe("Chunks", () => {
  it("joins what any server writes, however it is cut on the way", () => {
    const part = fc.tuple(fc.string({ unit: "binary-ascii", minLength: 1 }), fc.constantFrom("", ";a", ' ; a="b c"'));
    fc.assert(
      fc.property(fc.array(part), fc.boolean(), fc.array(fc.nat(200)), (parts, trailer, cuts) => {
        const encoded = parts.map(([data, extension]) => `${data.length.toString(16)}${extension}\r\n${data}\r\n`);
        const whole = `${encoded.join("")}000\r\n${trailer ? "X-A: b\r\nC: d\r\n" : ""}\r\nNEXT`;
        expect(read(whole, cuts)).toEqual({ body: parts.map(([data]) => data).join(""), done: true });
      }),
    );
  });

  it.each([
    ["zz\r\n", ""],
    ["\r\n", ""],
    ["-1\r\n", ""],
    ["0x3\r\nabc", ""],
    ["3\nabc\r\n", ""],
    ["3\r\nabcd\r\n", "abc"],
    ["3\r\nabc\n0\r\n\r\n", "abc"],
    ["1000000000000\r\n", ""],
    ["3;a\nb\r\n", ""],
    ["0\r\nX: y\n\r\n", ""],
  ])("gives what came before a fault: %j", (encoded, body) => {
    const whole = read(encoded);
    expect(whole).toMatchObject({ body, done: true, fault: expect.any(String) });
    expect(
      read(
        encoded,
        [...encoded].map((_, index) => index),
      ),
    ).toEqual(whole);
  });

  it("does not read extensions or trailers without an end", () => {
    expect(read(`3;${"a".repeat(20_000)}`)).toMatchObject({ done: true, fault: expect.stringContaining("too much") });
    expect(read(`0\r\n${"X: yyyyyyyyyyyyyyyy\r\n".repeat(20_000)}`).fault).toContain("too much");
  });
});
