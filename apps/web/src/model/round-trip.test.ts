import type { RelayHead, RelayTail } from "@easel/proxy/contract";
import { describe, expect, it } from "vitest";
import { failRoundTrip, finishRoundTrip, sentRequest, startWaiting, toDoctor, withHead } from "./round-trip.ts";

const request = sentRequest("POST", "https://x/y", [["Authorization", "Basic c2VjcmV0"]], Uint8Array.of(1));
const waiting = startWaiting(request, 1000);
const head: RelayHead = {
  status: 200,
  reason: "OK",
  headers: [["content-length", " 12 "]],
  httpVersion: "1.1",
  times: { connectedMs: 3 },
};
const tail: RelayTail = { ended: "complete", bodyBytes: 2, times: { connectedMs: 3, lastByteMs: 9 } };

describe("a round trip", () => {
  it("keeps no secret of the request", () => {
    expect(JSON.stringify(waiting)).not.toContain("c2VjcmV0");
    const foreign = { request: { ...request, headers: [["Cookie", "s3cret"] as [string, string]] } };
    expect(JSON.stringify(toDoctor(foreign))).not.toContain("s3cret");
  });

  it("knows how much is to come when the head says so", () => {
    expect(withHead(waiting, head)).toMatchObject({ stage: "receiving", totalBytes: 12 });
    expect(withHead(waiting, { ...head, headers: [["Content-Length", "many"]] }).totalBytes).toBeUndefined();
  });

  it("goes to the doctor with its reply decoded and its times", () => {
    const done = finishRoundTrip(waiting, { head, body: Uint8Array.of(9), tail }, 1500);
    expect(done.durationMs).toBe(500);
    const told = toDoctor(done, Uint8Array.of(7));
    expect(told.reply).toMatchObject({ status: 200, body: Uint8Array.of(7) });
    expect(told.times).toEqual({ connectedMs: 3, lastByteMs: 9 });
    expect(told.error).toBeUndefined();
  });

  it("has both a reply and a problem when the reply was cut", () => {
    const problem = { code: "reset", message: "Cut.", stage: "receiving" } as const;
    const done = finishRoundTrip(
      waiting,
      { head, body: new Uint8Array(0), tail: { ...tail, ended: "reset", problem } },
      1500,
    );
    expect([done.reply?.ended, done.problem?.code]).toEqual(["reset", "reset"]);
    expect(toDoctor(done).error).toEqual({ code: "reset", message: "Cut." });
  });

  it("has no reply when the proxy refused", () => {
    const problem = { code: "busy", message: "Too much at once.", advice: "Wait.", requestId: "0123456789ab" };
    const done = failRoundTrip(waiting, problem, 900);
    expect([done.reply, done.durationMs, done.problem]).toEqual([undefined, 0, problem]);
    expect(
      finishRoundTrip(
        waiting,
        { body: new Uint8Array(), tail: { ...tail, problem: { ...problem, code: "reset" } } },
        2000,
      ),
    ).toMatchObject({ problem: { requestId: "0123456789ab" } });
  });
});
