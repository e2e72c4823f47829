import type { Finding, RoundTrip } from "@easel/doctor/diagnosis";
import type { ReadMail } from "../model/mail/read-mail.ts";
import type { ReplyIndex } from "../model/reply-index.ts";
import { type ReplyJob, type ReplyResult, runReplyJob } from "./reply-job.ts";

/** What a reader needs of a worker; tests bring their own. */
export interface ReplyWorker {
  onmessage: ((event: MessageEvent<ReplyResult>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  postMessage(message: ReplyJob, transfer: Transferable[]): void;
  terminate(): void;
}

/**
 * Reads long replies off the main thread. Each has a worker of its own that ends with it, so that nobody waits for one
 * that is no longer wanted, and its memory is free again. Without workers it is done here: slower, not wrong.
 */
export interface ReplyReader {
  /** A long reply is on its way: the worker is loaded while it comes. */
  prepare(): void;
  /** What the doctor says, and the index of a reply that is one long document. Rejects when the signal aborts. */
  read(
    roundTrip: RoundTrip,
    wantsIndex: boolean,
    signal: AbortSignal,
  ): { findings: Promise<Finding[]>; index: Promise<ReplyIndex> };
  /** A long message, part by part. */
  readMail(bytes: Uint8Array, signal: AbortSignal): Promise<ReadMail>;
}

export function createReplyReader(createWorker: () => ReplyWorker): ReplyReader {
  let spare: ReplyWorker | undefined;

  /** Has a job done; `take` is given each result and says whether it was the last. */
  const run = (
    makeJob: () => ReplyJob,
    take: (result: ReplyResult) => boolean,
    fail: (reason: unknown) => void,
    signal: AbortSignal,
  ) => {
    if (signal.aborted) return fail(signal.reason);
    const worker = spare ?? createWorker();
    spare = undefined;
    const end = () => {
      worker.terminate();
      signal.removeEventListener("abort", abandon);
    };
    const abandon = () => {
      end();
      fail(signal.reason);
    };
    const runHere = () => {
      end();
      runReplyJob(makeJob(), take).catch(fail);
    };
    signal.addEventListener("abort", abandon);
    worker.onmessage = ({ data }) => {
      if (data.kind === "failed") runHere();
      else if (take(data)) end();
    };
    worker.onerror = runHere;
    const job = makeJob();
    worker.postMessage(job, buffersOf(job));
  };

  return {
    prepare() {
      spare ??= createWorker();
    },
    read(roundTrip, wantsIndex, signal) {
      const findings = later<Finding[]>();
      const index = later<ReplyIndex>();
      // Whoever gave up on the findings asks for no index.
      index.promise.catch(() => undefined);
      const take = (result: ReplyResult) => {
        if (result.kind === "findings") findings.resolve(result.findings);
        if (result.kind === "index") index.resolve(result.index);
        return !wantsIndex || result.kind === "index";
      };
      const fail = (reason: unknown) => {
        findings.reject(reason);
        index.reject(reason);
      };
      run(() => ({ kind: "reply", roundTrip: copyOf(roundTrip), wantsIndex }), take, fail, signal);
      return { findings: findings.promise, index: index.promise };
    },
    readMail(bytes, signal) {
      const mail = later<ReadMail>();
      const take = (result: ReplyResult) => {
        if (result.kind === "mail") mail.resolve(result.mail);
        return true;
      };
      run(() => ({ kind: "mail", bytes: bytes.slice() }), take, mail.reject, signal);
      return mail.promise;
    },
  };
}

/** A promise and what settles it. */
function later<Result>() {
  let resolve: (result: Result) => void = () => undefined;
  let reject: (reason: unknown) => void = () => undefined;
  const promise = new Promise<Result>((...both) => {
    [resolve, reject] = both;
  });
  return { promise, resolve, reject };
}

/** Bodies in buffers of their own, which are handed over. */
function copyOf({ request, reply, ...more }: RoundTrip): RoundTrip {
  return {
    ...more,
    request: { ...request, body: request.body.slice() },
    ...(reply && { reply: { ...reply, body: reply.body.slice() } }),
  };
}

function buffersOf(job: ReplyJob): Transferable[] {
  if (job.kind === "mail") return [job.bytes.buffer];
  const { request, reply } = job.roundTrip;
  return [request.body.buffer, ...(reply ? [reply.body.buffer] : [])];
}

/** The page's one reader. */
export const replyReader = createReplyReader(
  () => new Worker(new URL("./reply-worker.ts", import.meta.url), { type: "module", name: "easel-reply" }),
);
