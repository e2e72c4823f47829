import { concatBytes } from "@easel/codec/bytes";
import { FrameType } from "@easel/proxy/contract";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createFrameReader, type Frame } from "./frame-reader.ts";
import { ProxyError } from "./proxy-error.ts";

function frame(type: number, payload: Uint8Array | object): Uint8Array<ArrayBuffer> {
  const bytes = payload instanceof Uint8Array ? payload : new TextEncoder().encode(JSON.stringify(payload));
  const header = new Uint8Array(5);
  header[0] = type;
  new DataView(header.buffer).setUint32(1, bytes.length);
  return concatBytes([header, bytes]);
}

const head = { status: 200, reason: "OK", headers: [["A", "1"]], httpVersion: "1.1", times: {} };
const tail = { ended: "complete", bodyBytes: 5, times: {} };
const answer = concatBytes([
  frame(FrameType.stage, { stage: "resolving", atMs: 0 }),
  frame(FrameType.head, head),
  frame(FrameType.body, Uint8Array.of(1, 2, 3)),
  frame(FrameType.body, new Uint8Array(0)),
  frame(FrameType.stage, { stage: "receiving", atMs: 9 }),
  frame(FrameType.body, Uint8Array.of(4, 5)),
  frame(FrameType.tail, tail),
]);

const codeOf = (work: () => unknown): string | undefined => {
  try {
    work();
  } catch (error) {
    return error instanceof ProxyError ? error.code : "other";
  }
  return undefined;
};

describe("frame reader", () => {
  it("reads the same frames wherever the chunks are cut", () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: answer.length }), { maxLength: 20 }), (cuts) => {
        const reader = createFrameReader();
        const places = [0, ...cuts.sort((left, right) => left - right), answer.length];
        const frames: Frame[] = [];
        for (let at = 1; at < places.length; at++)
          frames.push(...reader.push(answer.subarray(places[at - 1], places[at])));
        expect(frames.map((each) => each.type).join()).toBe("stage,head,body,body,stage,body,tail");
        const body = frames.flatMap((each) => (each.type === "body" ? [...each.bytes] : []));
        expect(body).toEqual([1, 2, 3, 4, 5]);
      }),
    );
  });

  it("refuses what is not the relay's stream", () => {
    const hostile: [string, Uint8Array][] = [
      ["HTML", new TextEncoder().encode("<!doctype html>")],
      ["a huge JSON frame", Uint8Array.of(FrameType.head, 0x7f, 0, 0, 0)],
      ["a huge body frame", Uint8Array.of(FrameType.body, 0xff, 0xff, 0xff, 0xff)],
      ["a body before the head", frame(FrameType.body, Uint8Array.of(1))],
      ["broken JSON", frame(FrameType.head, new TextEncoder().encode("{"))],
      ["bad UTF-8", frame(FrameType.head, Uint8Array.of(0xff))],
      ["a head without status", frame(FrameType.head, { headers: [] })],
      ["headers of the wrong shape", frame(FrameType.head, { status: 200, headers: [["a"]] })],
      ["a JSON null", frame(FrameType.tail, new TextEncoder().encode("null"))],
      ["two heads", concatBytes([frame(FrameType.head, head), frame(FrameType.head, head)])],
      ["bytes after the tail", concatBytes([frame(FrameType.tail, tail), Uint8Array.of(1)])],
    ];
    for (const [what, bytes] of hostile)
      expect(
        codeOf(() => createFrameReader().push(bytes)),
        what,
      ).toBe("bad-frames");
  });

  it("throws nothing but a ProxyError on random bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        expect(codeOf(() => createFrameReader().push(bytes))).not.toBe("other");
      }),
    );
  });
});
