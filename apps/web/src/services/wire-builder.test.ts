import { describe, expect, it } from "vitest";
import { starterDraft } from "../model/starters.ts";
import { createWireBuilder, type WireWorker } from "./wire-builder.ts";
import { reportWire } from "./wire-job.ts";
import type { WireRequest, WireResponse } from "./wire-worker.ts";

/** A worker that answers when told to. */
class SlowWorker implements WireWorker {
  onmessage: WireWorker["onmessage"] = null;
  onerror: WireWorker["onerror"] = null;
  readonly asked: WireRequest[] = [];
  terminated = false;
  postMessage(message: WireRequest) {
    this.asked.push(message);
  }
  terminate() {
    this.terminated = true;
  }
  answer(at: number) {
    const request = this.asked[at];
    if (request) this.say({ id: request.id, report: reportWire(request.draft, request.endpoint) });
  }
  say(data: WireResponse) {
    this.onmessage?.({ data } as MessageEvent<WireResponse>);
  }
}

const ENDPOINT = "https://x/Microsoft-Server-ActiveSync";
const draft = (version: string) => starterDraft("FolderSync", version);
const nameOf = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: unknown) => (error instanceof Error ? error.name : "other"),
  );

describe("building the wire in a worker", () => {
  it("gives the wire and the doctor's findings", async () => {
    const worker = new SlowWorker();
    const report = createWireBuilder(() => worker).build(draft("16.1"), ENDPOINT);
    worker.answer(0);
    expect((await report).wire.url).toMatch(/\?Cmd=FolderSync&/);
    expect((await report).findings).toEqual([]);
  });

  it("lets the latest win: one runs, one waits, those between are dropped unasked", async () => {
    const worker = new SlowWorker();
    const builder = createWireBuilder(() => worker);
    const first = nameOf(builder.build(draft("16.1"), "https://x/1"));
    const second = nameOf(builder.build(draft("16.0"), "https://x/2"));
    const third = builder.build(draft("14.1"), "https://x/3");
    expect(worker.asked).toHaveLength(1);
    worker.answer(0);
    expect(worker.asked.map(({ endpoint }) => endpoint)).toEqual(["https://x/1", "https://x/3"]);
    worker.answer(1);
    expect([await first, await second, (await third).wire.url.slice(0, 11)]).toEqual([
      "AbortError",
      "AbortError",
      "https://x/3",
    ]);
  });

  it("ends a call whose signal aborts, and goes on with the next", async () => {
    const worker = new SlowWorker();
    const builder = createWireBuilder(() => worker);
    const abort = new AbortController();
    const first = nameOf(builder.build(draft("16.1"), "https://x/1", abort.signal));
    abort.abort();
    expect(await first).toBe("AbortError");
    expect(await nameOf(builder.build(draft("16.1"), "https://x/1", abort.signal))).toBe("AbortError");
    const next = builder.build(draft("16.1"), "https://x/2");
    worker.answer(0);
    worker.answer(1);
    expect((await next).wire.sendable).toBe(true);
  });

  it("builds on this thread what the worker could not pass on", async () => {
    const worker = new SlowWorker();
    const report = createWireBuilder(() => worker).build(draft("16.1"), ENDPOINT);
    worker.say({ id: worker.asked[0]?.id ?? 0, failed: true });
    expect((await report).wire.sendable).toBe(true);
  });

  it("replaces a worker that died", async () => {
    const workers: SlowWorker[] = [];
    const builder = createWireBuilder(() => {
      const made = new SlowWorker();
      workers.push(made);
      return made;
    });
    const first = nameOf(builder.build(draft("16.1"), "https://x/1"));
    workers[0]?.onerror?.({ message: "gone" } as ErrorEvent);
    expect(await first).toBe("Error");
    const second = builder.build(draft("16.1"), "https://x/2");
    workers[1]?.answer(0);
    expect((await second).wire.sendable).toBe(true);
    expect(workers[0]?.terminated).toBe(true);
  });
});
