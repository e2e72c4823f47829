import { PieceBytes, PieceText } from "@easel/codec/pieces";
import { describe, expect, it } from "vitest";
import { buildWire, type Wire } from "../model/build-wire.ts";
import { liveDraft } from "../model/live-draft.ts";
import { starterDraft } from "../model/starters.ts";
import { applyEdits, runDiagnose, runRead } from "./draft-job.ts";
import { createDraftReader, type ReaderWorker } from "./draft-reader.ts";
import type { DraftRequest, DraftResponse } from "./draft-worker.ts";

/** A worker that answers when told to. */
class SlowWorker implements ReaderWorker {
  onmessage: ReaderWorker["onmessage"] = null;
  onerror: ReaderWorker["onerror"] = null;
  readonly asked: DraftRequest[] = [];
  body = PieceBytes.empty;
  terminated = false;
  postMessage(message: DraftRequest) {
    this.asked.push(message);
  }
  terminate() {
    this.terminated = true;
  }
  answer(at: number) {
    const request = this.asked[at];
    if (request?.kind === "read") this.say({ id: request.id, reading: runRead(request) });
    if (request?.kind !== "diagnose") return;
    this.body = applyEdits(this.body, request);
    this.say({ id: request.id, findings: runDiagnose(request, this.body) });
  }
  say(data: DraftResponse) {
    this.onmessage?.({ data } as MessageEvent<DraftResponse>);
  }
}

const draft = liveDraft(starterDraft("SendMail", "12.1"));
const typed = { ...draft, mime: draft.mime.edit(5, 5, "\n") };
const wire = (number: number, of = draft): Wire => buildWire(of, `https://x${number}/Microsoft-Server-ActiveSync`);
const bytesIn = (request: DraftRequest | undefined) =>
  request?.kind === "diagnose" ? request.edits.map(({ start, end, bytes }) => [start, end, bytes.length]) : undefined;
const nameOf = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: unknown) => (error instanceof Error ? error.name : "other"),
  );

describe("reading a draft in a worker", () => {
  it("gives what the doctor says, and sends of the body only what has changed", async () => {
    const worker = new SlowWorker();
    const reader = createDraftReader(() => worker);
    const first = reader.diagnose(wire(1));
    worker.answer(0);
    expect(await first).toEqual([]);
    const second = reader.diagnose(wire(1, typed));
    worker.answer(1);
    expect((await second).map(({ rule }) => rule)).toContain("mime-mixed-line-ends");
    expect(Buffer.from(worker.body.toBytes()).toString()).toBe(typed.mime.toString());
    expect(worker.asked.map(bytesIn)).toEqual([[[0, 0, draft.mime.length]], [[5, 5, 1]]]);
  });

  it("reads a long body", async () => {
    const worker = new SlowWorker();
    const xml = PieceText.of('<Sync xmlns="AirSync"/>');
    const reading = createDraftReader(() => worker).read({ ...liveDraft(starterDraft("Sync", "16.1")), xml });
    worker.answer(0);
    expect(await reading).toMatchObject({ kind: "wbxml", encoded: { complete: true } });
  });

  it("lets the latest win: one runs, one waits, those between are dropped unasked", async () => {
    const worker = new SlowWorker();
    const reader = createDraftReader(() => worker);
    const first = nameOf(reader.diagnose(wire(1)));
    const second = nameOf(reader.diagnose(wire(2, typed)));
    const third = reader.diagnose(wire(3));
    expect(worker.asked).toHaveLength(1);
    worker.answer(0);
    expect(worker.asked.map((job) => job.kind === "diagnose" && job.url.slice(0, 10))).toEqual([
      "https://x1",
      "https://x3",
    ]);
    // What was dropped never reached the worker, and the next one knows it.
    expect(bytesIn(worker.asked[1])).toEqual([]);
    worker.answer(1);
    expect([await first, await second, await third]).toEqual(["AbortError", "AbortError", []]);
  });

  it("lets reading and diagnosing not displace each other, and reads first", async () => {
    const worker = new SlowWorker();
    const reader = createDraftReader(() => worker);
    const first = reader.diagnose(wire(1));
    const second = reader.diagnose(wire(2));
    const read = reader.read(liveDraft(starterDraft("Sync", "16.1")));
    expect(await nameOf(first)).toBe("AbortError");
    worker.answer(0);
    worker.answer(1);
    worker.answer(2);
    expect(worker.asked.map(({ kind }) => kind)).toEqual(["diagnose", "read", "diagnose"]);
    expect([(await read)?.kind, await second]).toEqual(["wbxml", []]);
  });

  it("ends a call whose signal aborts, and goes on with the next", async () => {
    const worker = new SlowWorker();
    const reader = createDraftReader(() => worker);
    const abort = new AbortController();
    const first = nameOf(reader.diagnose(wire(1), abort.signal));
    abort.abort();
    expect(await first).toBe("AbortError");
    expect(await nameOf(reader.diagnose(wire(1), abort.signal))).toBe("AbortError");
    const next = reader.diagnose(wire(2));
    worker.answer(0);
    worker.answer(1);
    expect(await next).toEqual([]);
  });

  it("does here what the worker could not pass on, and tells the next worker everything", async () => {
    const workers: SlowWorker[] = [];
    const reader = createDraftReader(() => {
      const made = new SlowWorker();
      workers.push(made);
      return made;
    });
    const first = reader.diagnose(wire(1, typed));
    workers[0]?.say({ id: workers[0]?.asked[0]?.id ?? 0, failed: true });
    expect((await first).length).toBeGreaterThan(0);
    const second = nameOf(reader.diagnose(wire(2)));
    workers[1]?.onerror?.({ message: "gone" } as ErrorEvent);
    expect(await second).toBe("Error");
    const third = reader.diagnose(wire(3));
    workers[2]?.answer(0);
    expect(await third).toEqual([]);
    expect(bytesIn(workers[2]?.asked[0])).toEqual([[0, 0, draft.mime.length]]);
    expect(workers.map(({ terminated }) => terminated)).toEqual([true, true, false]);
  });
});
