import { describe, expect, it } from "vitest";
import { writeFrame } from "./frames.ts";

describe("writeFrame", () => {
  it("puts type, big-endian length and JSON in a row", () => {
    const frame = Buffer.from(writeFrame({ type: "stage", stage: { stage: "waiting", atMs: 1.5 } }));
    const json = '{"stage":"waiting","atMs":1.5}';
    expect(frame.subarray(0, 5)).toEqual(Buffer.from([0x53, 0, 0, 0, json.length]));
    expect(frame.subarray(5).toString()).toBe(json);
  });

  it("counts bytes, not characters", () => {
    const head = { status: 200, reason: "Grüße", headers: [], httpVersion: "1.1", times: {} };
    const frame = Buffer.from(writeFrame({ type: "head", head }));
    expect(frame[0]).toBe(0x48);
    expect(frame.readUInt32BE(1)).toBe(frame.length - 5);
    expect(JSON.parse(frame.subarray(5).toString())).toEqual(head);
  });

  it("carries body bytes as they are and lengths above 65,535", () => {
    const bytes = new Uint8Array(70_000).fill(0xff);
    const frame = Buffer.from(writeFrame({ type: "body", bytes }));
    expect([...frame.subarray(0, 5)]).toEqual([0x42, 0, 1, 0x11, 0x70]);
    expect(frame.subarray(5).equals(Buffer.from(bytes))).toBe(true);
  });

  it("marks the end with a T", () => {
    expect(writeFrame({ type: "tail", tail: { ended: "complete", bodyBytes: 0, times: {} } })[0]).toBe(0x54);
  });
});
