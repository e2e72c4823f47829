import type { RoundTrip as DoctorRoundTrip } from "@easel/doctor/diagnosis";
import type {
  HeaderList,
  RelayEnd,
  RelayHead,
  RelayProblem,
  RelayTail,
  RelayTimes,
  StageName,
  TlsFacts,
} from "@easel/proxy/contract";
import { maskHeaders } from "./redact.ts";

/** What was sent. Headers are as shown to a person: secret values masked. */
export interface SentRequest {
  method: string;
  url: string;
  headers: HeaderList;
  body: Uint8Array;
}

/** An exchange under way. Times are milliseconds since the epoch. */
export interface Waiting {
  state: "waiting";
  request: SentRequest;
  /** "asking" until the proxy tells more. */
  stage: StageName | "asking";
  startedAt: number;
  /** Seconds a Ping or Sync may rightly stay silent (HeartbeatInterval), when the request says so. */
  expectedSeconds?: number;
  head?: RelayHead;
  receivedBytes: number;
  /** Content-Length of the reply, when it has one. */
  totalBytes?: number;
}

export interface Reply {
  status: number;
  reason: string;
  headers: HeaderList;
  /** As it came: content-encoding not undone. */
  body: Uint8Array;
  httpVersion: string;
  remoteAddress?: string;
  tls?: TlsFacts;
  /** "complete" alone means that every byte came. */
  ended: RelayEnd;
}

/** A finished exchange: a reply, a problem, or both when the reply was cut. */
export interface RoundTrip {
  state: "finished";
  request: SentRequest;
  startedAt: number;
  /** Milliseconds from pressing Send to the end. */
  durationMs: number;
  reply?: Reply;
  /** `requestId`: what the proxy's log calls it. */
  problem?: { code: string; message: string; advice?: string; stage?: StageName; requestId?: string };
  times: RelayTimes;
}

export const sentRequest = (method: string, url: string, headers: HeaderList, body: Uint8Array): SentRequest => ({
  method,
  url,
  headers: maskHeaders(headers),
  body,
});

export const startWaiting = (request: SentRequest, startedAt: number, expectedSeconds?: number): Waiting => ({
  state: "waiting",
  request,
  stage: "asking",
  startedAt,
  receivedBytes: 0,
  ...(expectedSeconds !== undefined && { expectedSeconds }),
});

export function withHead(waiting: Waiting, head: RelayHead): Waiting {
  const length = head.headers.find(([name]) => name.toLowerCase() === "content-length")?.[1].trim();
  const totalBytes = length && /^\d{1,15}$/.test(length) ? Number(length) : undefined;
  return { ...waiting, stage: "receiving", head, ...(totalBytes !== undefined && { totalBytes }) };
}

/** The finished exchange from what the relay returned. */
export function finishRoundTrip(
  waiting: Pick<Waiting, "request" | "startedAt">,
  result: { head?: RelayHead; body: Uint8Array; tail: RelayTail },
  endedAt: number,
): RoundTrip {
  const { head, body, tail } = result;
  const times = { ...head?.times, ...tail.times };
  return {
    ...finished(waiting, endedAt, times),
    ...(head && { reply: replyOf(head, body, tail.ended) }),
    ...(tail.problem && { problem: problemOf(tail.problem) }),
  };
}

/** The finished exchange when the proxy refused or could not be reached. */
export function failRoundTrip(
  waiting: Pick<Waiting, "request" | "startedAt">,
  { code, message, advice, requestId }: { code: string; message: string; advice?: string; requestId?: string },
  endedAt: number,
): RoundTrip {
  const more = { ...(advice !== undefined && { advice }), ...(requestId !== undefined && { requestId }) };
  return { ...finished(waiting, endedAt, {}), problem: { code, message, ...more } };
}

/**
 * The exchange as the doctor reads it. `replyBody` is the body with its content-encoding undone
 * (`ReadReply.bytes`); the header that announced the encoding stays, as it was received.
 */
export function toDoctor(
  roundTrip: Pick<RoundTrip, "request"> & Partial<Pick<RoundTrip, "reply" | "problem" | "times">>,
  replyBody?: Uint8Array,
): DoctorRoundTrip {
  const { request, reply, problem, times } = roundTrip;
  const numbers = Object.entries(times ?? {}).filter(
    (entry): entry is [string, number] => typeof entry[1] === "number",
  );
  return {
    request: { method: request.method, url: request.url, headers: maskHeaders(request.headers), body: request.body },
    ...(reply && {
      reply: {
        status: reply.status,
        reason: reply.reason,
        headers: reply.headers,
        body: replyBody ?? reply.body,
      },
    }),
    ...(problem && { error: { code: problem.code, message: problem.message } }),
    ...(numbers.length > 0 && { times: Object.fromEntries(numbers) }),
  };
}

function finished(waiting: Pick<Waiting, "request" | "startedAt">, endedAt: number, times: RelayTimes): RoundTrip {
  const { request, startedAt } = waiting;
  return { state: "finished", request, startedAt, durationMs: Math.max(0, endedAt - startedAt), times };
}

function replyOf(head: RelayHead, body: Uint8Array, ended: RelayEnd): Reply {
  return {
    status: head.status,
    reason: head.reason,
    headers: head.headers,
    body,
    httpVersion: head.httpVersion,
    ...(head.remoteAddress !== undefined && { remoteAddress: head.remoteAddress }),
    ...(head.tls && { tls: head.tls }),
    ended,
  };
}

function problemOf({ code, message, advice, stage, requestId }: RelayProblem): NonNullable<RoundTrip["problem"]> {
  return {
    code,
    message,
    ...(advice !== undefined && { advice }),
    ...(stage && { stage }),
    ...(requestId !== undefined && { requestId }),
  };
}
