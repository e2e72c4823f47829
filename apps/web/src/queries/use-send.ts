import { useStore } from "zustand";
import { announce } from "../model/announcement-store.ts";
import { buildWire } from "../model/build-wire.ts";
import { secretHeaders } from "../model/credentials.ts";
import { type Exchange, exchangeStore, setExchange } from "../model/exchange-store.ts";
import { heartbeatAsked } from "../model/heartbeat.ts";
import { noticeStore } from "../model/notice-store.ts";
import { LONG_BODY } from "../model/read-reply.ts";
import {
  failRoundTrip,
  finishRoundTrip,
  sentRequest,
  startWaiting,
  type Waiting,
  withHead,
} from "../model/round-trip.ts";
import { pin } from "../model/selection-store.ts";
import { sessionFor, sessionStore } from "../model/session-store.ts";
import { ProxyError, relay, replyReader } from "../services/index.ts";
import { conclude, forgetUnread } from "./conclude.ts";
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
  forgetUnread();
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
      onBody: (receivedBytes) => {
        if (receivedBytes > LONG_BODY) replyReader.prepare();
        progress({ ...waiting, receivedBytes });
      },
    });
    await conclude(wire, finishRoundTrip(waiting, result, Date.now()), abort.signal);
  } catch (error) {
    if (abort.signal.aborted) setExchange({ phase: "cancelled", wire });
    else await conclude(wire, failRoundTrip(waiting, problemOf(error), Date.now()), abort.signal);
  } finally {
    running = undefined;
  }
}

/** Reads an answer whose reading was stopped. */
export async function readStopped(): Promise<void> {
  const { exchange } = exchangeStore.getState();
  if (running || exchange.phase !== "ended" || exchange.read?.missing !== "all") return;
  running = new AbortController();
  try {
    await conclude(exchange.wire, exchange.roundTrip, running.signal);
  } finally {
    running = undefined;
  }
}

function problemOf(error: unknown): { code: string; message: string; advice?: string; requestId?: string } {
  if (error instanceof ProxyError) return error;
  return { code: "page", message: `The page itself failed: ${error instanceof Error ? error.message : String(error)}` };
}
