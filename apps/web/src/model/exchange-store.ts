import type { Finding } from "@easel/doctor/diagnosis";
import { createStore } from "zustand/vanilla";
import type { Wire } from "./build-wire.ts";
import type { ReadReply } from "./read-reply.ts";
import type { RoundTrip, Waiting } from "./round-trip.ts";

/** The one request under way or ended last. `wire` is what left, less the secrets. */
export type Exchange =
  | { phase: "idle" }
  | { phase: "waiting"; wire: Wire; waiting: Waiting }
  /** The reply has come; a long one takes a while to be read. */
  | { phase: "reading"; wire: Wire; roundTrip: RoundTrip }
  | { phase: "ended"; wire: Wire; roundTrip: RoundTrip; read?: ReadReply; findings: Finding[] }
  | { phase: "cancelled"; wire: Wire };

export const exchangeStore = createStore<{ exchange: Exchange }>(() => ({ exchange: { phase: "idle" } }));

export const setExchange = (exchange: Exchange): void => exchangeStore.setState({ exchange });
