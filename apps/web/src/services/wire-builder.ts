import type { Draft } from "../model/draft.ts";
import { reportWire, type WireReport } from "./wire-job.ts";
import type { WireRequest, WireResponse } from "./wire-worker.ts";

/** What a builder needs of a worker; tests bring their own. */
export interface WireWorker {
  onmessage: ((event: MessageEvent<WireResponse>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  postMessage(message: WireRequest): void;
  terminate(): void;
}

export interface WireBuilder {
  /**
   * The report of a draft, made off the main thread. Latest wins: a call still waiting or running when the
   * next one comes rejects with an `AbortError`, as one does whose signal aborts.
   */
  build(draft: Draft, endpoint: string, signal?: AbortSignal): Promise<WireReport>;
}

interface Job {
  request: WireRequest;
  resolve(report: WireReport): void;
  reject(reason: unknown): void;
}

export function createWireBuilder(createWorker: () => WireWorker): WireBuilder {
  let worker: WireWorker | undefined;
  let running: Job | undefined;
  let waiting: Job | undefined;
  let count = 0;

  const start = (job: Job) => {
    running = job;
    worker ??= listen(createWorker());
    worker.postMessage(job.request);
  };
  const next = () => {
    running = undefined;
    const job = waiting;
    waiting = undefined;
    if (job) start(job);
  };
  const listen = (created: WireWorker): WireWorker => {
    created.onmessage = ({ data }) => {
      if (!running || data.id !== running.request.id) return;
      const job = running;
      if ("report" in data) job.resolve(data.report);
      else buildHere(job);
      next();
    };
    created.onerror = (event) => {
      // A worker that failed to load or died is replaced at the next call.
      created.terminate();
      worker = undefined;
      running?.reject(new Error(event.message || "The worker that builds the wire stopped."));
      next();
    };
    return created;
  };

  return {
    build(draft, endpoint, signal) {
      if (signal?.aborted) return Promise.reject(aborted());
      running?.reject(aborted());
      waiting?.reject(aborted());
      return new Promise<WireReport>((resolve, reject) => {
        const job: Job = { request: { id: ++count, draft, endpoint }, resolve, reject };
        signal?.addEventListener(
          "abort",
          () => {
            if (waiting === job) waiting = undefined;
            reject(aborted());
          },
          { once: true },
        );
        if (running) waiting = job;
        else start(job);
      });
    },
  };
}

/** A tree some thousand levels deep cannot be passed between threads; it can be built on this one. */
function buildHere({ request, resolve, reject }: Job): void {
  try {
    resolve(reportWire(request.draft, request.endpoint));
  } catch (error) {
    reject(error);
  }
}

const builder = createWireBuilder(
  () => new Worker(new URL("./wire-worker.ts", import.meta.url), { type: "module", name: "easel-wire" }),
);

/** `WireBuilder.build` of the page's one builder. */
export const buildWireInWorker = (draft: Draft, endpoint: string, signal?: AbortSignal): Promise<WireReport> =>
  builder.build(draft, endpoint, signal);

const aborted = (): DOMException => new DOMException("A newer draft took this one's place.", "AbortError");
