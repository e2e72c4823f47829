import { createStore } from "zustand/vanilla";
import type { Wire } from "./build-wire.ts";
import type { ReadReply } from "./read-reply.ts";
import type { RoundTrip } from "./round-trip.ts";

/** A round trip of this tab that has ended. In memory alone, and as shown: secret header values are masked. */
export interface PastExchange {
  /** Counts up from 1. */
  id: number;
  wire: Wire;
  roundTrip: RoundTrip;
  read?: ReadReply;
}

/** Kept at most, and bytes of their bodies in all; the last one always stays. */
const MAX_KEPT = 20;
const MAX_BYTES = 64 * 1024 * 1024;

export const historyStore = createStore<{ past: readonly PastExchange[] }>(() => ({ past: [] }));

let lastId = 0;

/** Puts a round trip that has ended in front; one that is there, read anew, keeps its number. */
export function remember(exchange: Omit<PastExchange, "id">): void {
  const before = historyStore.getState().past;
  const known = before.find(({ roundTrip }) => roundTrip === exchange.roundTrip);
  if (!known) lastId += 1;
  const past: PastExchange[] = [];
  let bytes = 0;
  for (const one of [{ ...exchange, id: known?.id ?? lastId }, ...before.filter((other) => other !== known)]) {
    bytes += one.wire.body.length + (one.roundTrip.reply?.body.length ?? 0);
    if (past.length === MAX_KEPT || (past.length > 0 && bytes > MAX_BYTES)) break;
    past.push(one);
  }
  historyStore.setState({ past });
}
