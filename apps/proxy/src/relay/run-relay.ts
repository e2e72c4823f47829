import type { RelayEnd, RelayProblem, StageName } from "../contract.ts";
import type { RelayEvent } from "../frames.ts";
import type { Limits } from "../limits.ts";
import { explainCancel, explainFailure, explainTimeout, explainTooLarge } from "./explain-failure.ts";
import { Inbox } from "./inbox.ts";
import { type Clock, StageClock } from "./stage-clock.ts";
import type { Upstream, UpstreamCall, UpstreamReply } from "./upstream.ts";

export interface RelayOptions {
  call: UpstreamCall;
  upstream: Upstream;
  limits: Limits;
  /** Milliseconds to the first byte of the answer, already capped. */
  firstByteMs: number;
  /** Aborts when the page goes away. */
  signal: AbortSignal;
  now?: Clock;
}

type Item =
  | { kind: "stage"; stage: StageName }
  | { kind: "reply"; reply: UpstreamReply }
  | { kind: "chunk"; result: IteratorResult<Uint8Array> }
  | { kind: "error"; error: unknown }
  | { kind: "cancelled" };

/**
 * One relay from dialling to the tail. Never throws: whatever happens becomes the tail's problem.
 * Pulling paces it, so a slow page slows the upstream down.
 */
export async function* runRelay(options: RelayOptions): AsyncGenerator<RelayEvent, void, void> {
  const { call, limits, signal } = options;
  const clock = new StageClock(options.now ?? (() => performance.now()));
  const inbox = new Inbox<Item>();
  const stop = new AbortController();
  const onAbort = () => {
    inbox.push({ kind: "cancelled" });
    stop.abort();
  };
  signal.addEventListener("abort", onAbort, { once: true });
  let bodyBytes = 0;

  const stageEvent = (): RelayEvent => ({ type: "stage", stage: { stage: clock.stage, atMs: clock.elapsed() } });
  const tail = (ended: RelayEnd, problem?: RelayProblem): RelayEvent => ({
    type: "tail",
    tail: { ended, bodyBytes, times: { ...clock.times }, ...(problem && { problem }) },
  });
  const failure = (error: unknown): RelayEvent => {
    const problem = explainFailure(error, { target: call.target, stage: clock.stage, bodyBytes });
    return tail(problem.code === "reset" ? "reset" : "failed", problem);
  };
  const timedOut = (ms: number) =>
    tail("timeout", explainTimeout({ target: call.target, stage: clock.stage, bodyBytes }, ms));

  try {
    if (signal.aborted) {
      yield tail("cancelled", explainCancel(clock.stage));
      return;
    }
    options.upstream
      .send(call, (stage) => inbox.push({ kind: "stage", stage }), stop.signal)
      .then(
        (reply) => inbox.push({ kind: "reply", reply }),
        (error) => inbox.push({ kind: "error", error }),
      );

    let allowed = limits.connectMs;
    let deadline = clock.elapsed() + allowed;
    let reply: UpstreamReply | undefined;
    while (!reply) {
      const item = await inbox.take(Math.min(limits.keepAliveMs, deadline - clock.elapsed()));
      switch (item?.kind) {
        case "stage":
          clock.enter(item.stage);
          // Sending counts as waiting: a server that does not read is as silent as one that does not answer.
          if (item.stage === "sending") {
            allowed = options.firstByteMs;
            deadline = clock.elapsed() + allowed;
          }
          yield stageEvent();
          break;
        case "reply":
          reply = item.reply;
          break;
        case "error":
          yield failure(item.error);
          return;
        case "cancelled":
          yield tail("cancelled", explainCancel(clock.stage));
          return;
        default:
          if (clock.elapsed() >= deadline) {
            yield timedOut(allowed);
            return;
          }
          yield stageEvent();
      }
    }

    clock.times.firstByteMs = clock.elapsed();
    clock.enter("receiving");
    const { body, ...head } = reply;
    yield { type: "head", head: { ...head, times: { ...clock.times } } };

    const chunks = body[Symbol.asyncIterator]();
    let idleSince = clock.elapsed();
    let asked = false;
    for (;;) {
      if (!asked) {
        asked = true;
        chunks.next().then(
          (result) => inbox.push({ kind: "chunk", result }),
          (error) => inbox.push({ kind: "error", error }),
        );
      }
      const item = await inbox.take(Math.min(limits.keepAliveMs, idleSince + limits.idleMs - clock.elapsed()));
      switch (item?.kind) {
        case "chunk": {
          asked = false;
          if (item.result.done) {
            clock.times.lastByteMs = clock.elapsed();
            yield tail("complete");
            return;
          }
          const room = limits.replyBytes - bodyBytes;
          const bytes = item.result.value.length > room ? item.result.value.subarray(0, room) : item.result.value;
          bodyBytes += bytes.length;
          if (bytes.length > 0) yield { type: "body", bytes };
          if (bytes !== item.result.value) {
            yield tail("too-large", explainTooLarge(limits.replyBytes));
            return;
          }
          // Time the page took to read the frame is not silence of the server.
          idleSince = clock.elapsed();
          break;
        }
        case "error":
          yield failure(item.error);
          return;
        case "cancelled":
          yield tail("cancelled", explainCancel(clock.stage));
          return;
        case "stage":
          // The answer began before the request was out; "waiting" now only says when it was.
          if (item.stage === "waiting") clock.times.sentMs = clock.elapsed();
          break;
        default:
          if (clock.elapsed() >= idleSince + limits.idleMs) {
            yield timedOut(limits.idleMs);
            return;
          }
          yield stageEvent();
      }
    }
  } finally {
    signal.removeEventListener("abort", onAbort);
    stop.abort();
  }
}
