import { bytesDifferences, PieceBytes } from "@easel/codec/pieces";
import type { Finding } from "@easel/doctor/diagnosis";
import type { BodyReading } from "../model/body-reading.ts";
import type { Wire } from "../model/build-wire.ts";
import type { LiveDraft } from "../model/live-draft.ts";
import { type DraftJob, diagnoseJob, diagnoseWire, runRead } from "./draft-job.ts";
import type { DraftRequest, DraftResponse } from "./draft-worker.ts";

/** What a reader needs of a worker; tests bring their own. */
export interface ReaderWorker {
  onmessage: ((event: MessageEvent<DraftResponse>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  postMessage(message: DraftRequest, transfer: Transferable[]): void;
  terminate(): void;
}

/**
 * What takes long, done off the main thread, one thing at a time. Latest wins: a call still waiting or running when the
 * next one of its kind comes rejects with an `AbortError`, as one does whose signal aborts.
 */
export interface DraftReader {
  /** Reads a draft's long body from end to end. */
  read(draft: LiveDraft, signal?: AbortSignal): Promise<BodyReading | undefined>;
  /** What the doctor says of a wire before it is sent. */
  diagnose(wire: Wire, signal?: AbortSignal): Promise<Finding[]>;
}

interface Task {
  kind: DraftJob["kind"];
  /** Made when its turn comes: what travels depends on what the worker has by then. */
  job(): DraftJob;
  take(response: DraftResponse): void;
  /** For what cannot be passed between threads, such as a tree some thousand levels deep. */
  runHere(): void;
  reject(reason: unknown): void;
}

export function createDraftReader(createWorker: () => ReaderWorker): DraftReader {
  let worker: ReaderWorker | undefined;
  let running: { id: number; task: Task } | undefined;
  /** Reading goes first: without it there is nothing to diagnose. */
  const waiting: { read?: Task | undefined; diagnose?: Task | undefined } = {};
  let count = 0;
  /** The body the worker has. */
  let sent = PieceBytes.empty;

  const start = (task: Task) => {
    running = { id: ++count, task };
    worker ??= listen(createWorker());
    const job = task.job();
    const buffers = job.kind === "diagnose" ? job.edits.map(({ bytes }) => bytes.buffer) : [];
    worker.postMessage({ id: running.id, ...job }, buffers);
  };
  const next = () => {
    running = undefined;
    const task = waiting.read ?? waiting.diagnose;
    if (!task) return;
    waiting[task.kind] = undefined;
    start(task);
  };
  const forget = () => {
    worker?.terminate();
    worker = undefined;
    sent = PieceBytes.empty;
  };
  const listen = (created: ReaderWorker): ReaderWorker => {
    created.onmessage = ({ data }) => {
      if (!running || data.id !== running.id) return;
      const { task } = running;
      if ("failed" in data) {
        // What it has of the body by now is not known.
        sent = PieceBytes.empty;
        forget();
        task.runHere();
      } else task.take(data);
      next();
    };
    created.onerror = (event) => {
      // A worker that failed to load or died is replaced at the next call.
      forget();
      running?.task.reject(new Error(event.message || "The worker that reads the draft stopped."));
      next();
    };
    return created;
  };

  const run = <Result>(
    make: (resolve: (result: Result) => void) => Omit<Task, "reject" | "runHere">,
    here: () => Result,
    signal: AbortSignal | undefined,
  ): Promise<Result> => {
    if (signal?.aborted) return Promise.reject(aborted());
    return new Promise<Result>((resolve, reject) => {
      const runHere = () => {
        try {
          resolve(here());
        } catch (error) {
          reject(error);
        }
      };
      const task: Task = { ...make(resolve), runHere, reject };
      const { kind } = task;
      if (running?.task.kind === kind) running.task.reject(aborted());
      waiting[kind]?.reject(aborted());
      const abandon = () => {
        if (waiting[kind] === task) waiting[kind] = undefined;
        reject(aborted());
      };
      signal?.addEventListener("abort", abandon, { once: true });
      if (running) waiting[kind] = task;
      else start(task);
    });
  };

  return {
    read: (draft, signal) => {
      const job = (): DraftJob & { kind: "read" } => {
        const { xml, mime: _, ...frame } = draft;
        return { kind: "read", frame, xml: xml.toString() };
      };
      const make = (resolve: (reading: BodyReading | undefined) => void) => ({
        kind: "read" as const,
        job,
        take: (response: DraftResponse) => "reading" in response && resolve(response.reading),
      });
      return run(make, () => runRead(job()), signal);
    },
    diagnose: (wire, signal) => {
      const job = () => {
        const made = diagnoseJob(wire, bytesDifferences(sent, wire.body));
        sent = wire.body;
        return made;
      };
      const make = (resolve: (findings: Finding[]) => void) => ({
        kind: "diagnose" as const,
        job,
        take: (response: DraftResponse) => "findings" in response && resolve(response.findings),
      });
      return run(make, () => diagnoseWire(wire), signal);
    },
  };
}

/** The page's one reader. */
export const draftReader = createDraftReader(
  () => new Worker(new URL("./draft-worker.ts", import.meta.url), { type: "module", name: "easel-draft" }),
);

const aborted = (): DOMException => new DOMException("A newer draft took this one's place.", "AbortError");
