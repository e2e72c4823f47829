import type { RoundTrip } from "@easel/doctor/diagnosis";
import { describe, expect, it } from "vitest";
import { type ReplyJob, type ReplyResult, runReplyJob } from "./reply-job.ts";
import { createReplyReader, type ReplyWorker } from "./reply-reader.ts";

/** A worker that answers when told to, after what it was handed has left this thread. */
class SlowWorker implements ReplyWorker {
  onmessage: ReplyWorker["onmessage"] = null;
  onerror: ReplyWorker["onerror"] = null;
  job: ReplyJob | undefined;
  terminated = false;
  postMessage(message: ReplyJob, transfer: Transferable[]) {
    this.job = structuredClone(message, { transfer });
  }
  terminate() {
    this.terminated = true;
  }
  async work() {
    if (this.job) await runReplyJob(this.job, (result) => this.say(result));
  }
  say(data: ReplyResult) {
    this.onmessage?.({ data } as MessageEvent<ReplyResult>);
  }
}

/** A Sync that says Status 3. */
const body = Uint8Array.from([0x03, 0x01, 0x6a, 0x00, 0x45, 0x4e, 0x03, 0x33, 0x00, 0x01, 0x01]);
const roundTrip: RoundTrip = {
  request: {
    method: "POST",
    url: "https://x/Microsoft-Server-ActiveSync?Cmd=Sync",
    headers: [],
    body: new Uint8Array(0),
  },
  reply: { status: 200, headers: [["Content-Type", "application/vnd.ms-sync.wbxml"]], body },
};
const mail = new TextEncoder().encode("Subject: Hello\r\n\r\nText\r\n");

function setUp() {
  const workers: SlowWorker[] = [];
  const reader = createReplyReader(() => {
    const worker = new SlowWorker();
    workers.push(worker);
    return worker;
  });
  return { reader, workers, abort: new AbortController() };
}

describe("reading a long reply in a worker", () => {
  it("gives findings, then the index, and ends the worker; the bytes stay here", async () => {
    const { reader, workers, abort } = setUp();
    const { findings, index } = reader.read(roundTrip, true, abort.signal);
    await workers[0]?.work();
    expect((await findings).length).toBeGreaterThan(0);
    expect((await index).xml).toContain("<Status>3</Status>");
    expect(workers[0]?.terminated).toBe(true);
    expect(body.length).toBe(11);
  });

  it("ends the worker after the findings where no index is wanted", async () => {
    const { reader, workers, abort } = setUp();
    const { findings } = reader.read(roundTrip, false, abort.signal);
    await workers[0]?.work();
    await findings;
    expect(workers[0]?.terminated).toBe(true);
  });

  it("takes the worker that was prepared", () => {
    const { reader, workers, abort } = setUp();
    reader.prepare();
    reader.prepare();
    reader.read(roundTrip, true, abort.signal);
    expect(workers.length).toBe(1);
  });

  it("stops at once when nobody wants it any more", async () => {
    const { reader, workers, abort } = setUp();
    const { findings, index } = reader.read(roundTrip, true, abort.signal);
    abort.abort();
    await expect(findings).rejects.toThrow("aborted");
    await expect(index).rejects.toThrow("aborted");
    expect(workers[0]?.terminated).toBe(true);
    await expect(reader.readMail(mail, abort.signal)).rejects.toThrow("aborted");
    expect(workers.length).toBe(1);
  });

  it("does it here when the worker fails or cannot be loaded", async () => {
    for (const fail of [
      (worker: SlowWorker) => worker.say({ kind: "failed" }),
      (worker: SlowWorker) => worker.onerror?.(new Event("error") as ErrorEvent),
    ]) {
      const { reader, workers, abort } = setUp();
      const { index } = reader.read(roundTrip, true, abort.signal);
      const read = reader.readMail(mail, abort.signal);
      for (const worker of workers) fail(worker);
      expect((await index).xml).toContain("<Status>3</Status>");
      expect((await read).root.headers.map(({ value }) => value)).toEqual(["Hello"]);
    }
  });
});
