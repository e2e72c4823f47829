import { diagnose } from "@easel/doctor/diagnosis";
import { useStore } from "zustand";
import { announce } from "../model/announcement-store.ts";
import { buildWire, type Wire } from "../model/build-wire.ts";
import { takeCookies } from "../model/cookies.ts";
import { secretHeaders } from "../model/credentials.ts";
import { type Exchange, exchangeStore, setExchange } from "../model/exchange-store.ts";
import { heartbeatAsked } from "../model/heartbeat.ts";
import { remember } from "../model/history-store.ts";
import { noticeStore } from "../model/notice-store.ts";
import { readReply } from "../model/read-reply.ts";
import {
  failRoundTrip,
  finishRoundTrip,
  type Reply,
  type RoundTrip,
  sentRequest,
  startWaiting,
  toDoctor,
  type Waiting,
  withHead,
} from "../model/round-trip.ts";
import { pin } from "../model/selection-store.ts";
import { sessionFor, sessionStore, updateSession } from "../model/session-store.ts";
import { ProxyError, relay } from "../services/index.ts";
import { draftStore } from "./use-draft.ts";
import { keepTokenFresh } from "./use-sign-in.ts";

/** A Ping may wait its whole heartbeat, 59 minutes at most (MS-ASCMD 2.2.3.88.1); the proxy caps what is asked. */
const FIRST_BYTE_TIMEOUT_MS = 60 * 60_000;

let running: AbortController | undefined;

export const useExchange = (): Exchange => useStore(exchangeStore, (state) => state.exchange);

export const cancelSend = (): void => running?.abort();

/** Sends the draft as it stands; pressed again while waiting it cancels. Never called by anything but a press. */
export async function sendOrCancel(endpoint: string): Promise<void> {
  if (running) return cancelSend();
  // A link asked for another server and nobody has answered yet.
  if (noticeStore.getState().notice?.choose) return;
  const { draft } = draftStore.getState();
  const wire = buildWire(draft, endpoint);
  if (!wire.sendable) return;
  const abort = new AbortController();
  // Before anything is awaited: a second press cancels, it does not send again.
  running = abort;
  await keepTokenFresh(endpoint);
  if (abort.signal.aborted) {
    running = undefined;
    return setExchange({ phase: "cancelled", wire });
  }
  const session = sessionFor(sessionStore.getState(), endpoint);
  const headers = [...wire.headers, ...secretHeaders(session, wire.headers, draft.headers)];
  // Masked here once, so that nothing past this line but the relay call knows a secret.
  const body = wire.body.toBytes();
  const request = sentRequest(wire.method, wire.url, headers, body);
  let waiting = startWaiting(request, Date.now(), heartbeatAsked(wire.tree?.document));
  const progress = (next: Waiting) => {
    waiting = next;
    setExchange({ phase: "waiting", wire, waiting });
  };
  pin(undefined);
  announce("");
  progress(waiting);
  try {
    const result = await relay({
      request: { method: wire.method as "POST", url: wire.url, headers, timeoutMs: FIRST_BYTE_TIMEOUT_MS },
      body,
      signal: abort.signal,
      onStage: ({ stage }) => progress({ ...waiting, stage: waiting.head ? "receiving" : stage }),
      onHead: (head) => progress(withHead(waiting, head)),
      onBody: (receivedBytes) => progress({ ...waiting, receivedBytes }),
    });
    await conclude(wire, finishRoundTrip(waiting, result, Date.now()));
  } catch (error) {
    if (abort.signal.aborted) setExchange({ phase: "cancelled", wire });
    else await conclude(wire, failRoundTrip(waiting, problemOf(error), Date.now()));
  } finally {
    running = undefined;
  }
}

async function conclude(wire: Wire, roundTrip: RoundTrip): Promise<void> {
  const { reply } = roundTrip;
  if (reply) keepCookies(wire.url, reply.headers);
  const read = reply && (await readReply(reply));
  const findings = diagnose(toDoctor(roundTrip, read?.bytes));
  remember({ wire, roundTrip, ...(read && { read }) });
  setExchange({ phase: "ended", wire, roundTrip, findings, ...(read && { read }) });
}

/** What the server sets is kept for its origin; it goes along once the person has said so. */
function keepCookies(url: string, headers: Reply["headers"]): void {
  const { cookies } = sessionFor(sessionStore.getState(), url);
  const next = takeCookies(cookies, headers, Date.now());
  if (next.length > 0 || cookies.length > 0) updateSession(url, { cookies: next });
}

function problemOf(error: unknown): { code: string; message: string; advice?: string; requestId?: string } {
  if (error instanceof ProxyError) return error;
  return { code: "page", message: `The page itself failed: ${error instanceof Error ? error.message : String(error)}` };
}
