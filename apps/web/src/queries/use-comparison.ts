import { useMemo, useState } from "react";
import { useStore } from "zustand";
import { buildWire, type Wire } from "../model/build-wire.ts";
import { type ComparedSide, type Comparison, compareSides, sideOf } from "../model/compare/index.ts";
import { secretHeaders } from "../model/credentials.ts";
import type { Draft } from "../model/draft.ts";
import { historyStore, type PastExchange } from "../model/history-store.ts";
import { liveDraft } from "../model/live-draft.ts";
import { draftFromPaste } from "../model/paste.ts";
import { maskHeaders } from "../model/redact.ts";
import { sessionFor, sessionStore } from "../model/session-store.ts";
import { decodeLink } from "../model/share-link.ts";
import { currentDraft } from "./use-draft.ts";

/** "draft", "pasted", or the number of a round trip. */
export type SideId = string;

export interface SideOption {
  id: SideId;
  label: string;
  /** When and how it ended. */
  note?: string;
}

export interface ComparisonState {
  options: SideOption[];
  chosen: { a: SideId; b: SideId };
  choose(which: "a" | "b", id: SideId): void;
  swap(): void;
  /** Takes a request from elsewhere as side A; the sentence says why when it is none. */
  paste(text: string): Promise<string>;
  sides: { a: ComparedSide; b: ComparedSide };
  comparison: Comparison;
}

/** The draft as it stood when the comparison was opened, and every round trip of this tab. */
export function useComparison(endpoint: string): ComparisonState {
  const past = useStore(historyStore, (state) => state.past);
  const [draft] = useState(() => unsent(currentDraft(), endpoint));
  const [pasted, setPasted] = useState<Unsent>();
  const [chosen, setChosen] = useState(() => firstChoice(past));
  const sides = useMemo(() => {
    const of = (id: SideId): ComparedSide => {
      if (id === "pasted" && pasted) return sideOfUnsent(pasted, endpoint);
      const exchange = past.find((one) => String(one.id) === id);
      return exchange ? sideOfPast(exchange) : sideOfUnsent(draft, endpoint);
    };
    return { a: of(chosen.a), b: of(chosen.b) };
  }, [chosen, draft, endpoint, past, pasted]);
  const comparison = useMemo(() => compareSides(sides.a, sides.b), [sides]);
  return {
    options: [
      { id: "draft", label: "The draft", note: `${commandOf(draft.wire)}, not sent` },
      ...(pasted ? [{ id: "pasted", label: "What was pasted", note: commandOf(pasted.wire) }] : []),
      ...past.map(optionOf),
    ],
    chosen,
    choose: (which, id) => setChosen({ ...chosen, [which]: id }),
    swap: () => setChosen({ a: chosen.b, b: chosen.a }),
    async paste(text) {
      const { draft: read, message } = await readPasted(text);
      if (!read) return message;
      setPasted(unsent(read, endpoint));
      setChosen({ ...chosen, a: "pasted" });
      return "";
    },
    sides,
    comparison,
  };
}

/** A link is read here, too, where it opens nothing. */
async function readPasted(text: string): Promise<{ draft?: Draft; message: string }> {
  const hash = /^\s*https?:\/\/[^\s#]+(#\S+)\s*$/.exec(text)?.[1];
  if (hash === undefined) return draftFromPaste(text, currentDraft());
  const { draft, problem } = await decodeLink(hash);
  return { ...(draft && { draft }), message: problem?.message ?? "This link holds no draft." };
}

/** The last one that went well beside the last one: what people come for. */
function firstChoice(past: readonly PastExchange[]): { a: SideId; b: SideId } {
  const [last] = past;
  if (!last) return { a: "draft", b: "draft" };
  const command = commandOf(last.wire);
  const others = past.slice(1);
  const other =
    others.find((one) => commandOf(one.wire) === command && sideOfPast(one).outcome === "worked") ??
    others.find((one) => commandOf(one.wire) === command) ??
    others[0];
  return other ? { a: String(other.id), b: String(last.id) } : { a: String(last.id), b: "draft" };
}

const commandOf = ({ method, url }: Pick<Wire, "method" | "url">): string => {
  const query = /\?(.*)$/s.exec(url)?.[1] ?? "";
  return /(?:^|&)Cmd=([^&]*)/i.exec(query)?.[1] ?? method;
};

function optionOf({ id, wire, roundTrip }: PastExchange): SideOption {
  const time = new Date(roundTrip.startedAt).toLocaleTimeString("en-GB");
  const { reply } = roundTrip;
  const end = reply ? `HTTP ${reply.status}` : "no answer";
  return { id: String(id), label: `${commandOf(wire)}, ${time}`, note: end };
}

/** As it would be sent now: with the account's headers, whose values nobody sees. */
function sideOfUnsent({ wire, own }: Unsent, endpoint: string): ComparedSide {
  const session = sessionFor(sessionStore.getState(), endpoint);
  const headers = maskHeaders([...wire.headers, ...secretHeaders(session, wire.headers, own)]);
  return sideOf({ ...wire, headers, body: wire.body.toBytes() });
}

function unsent(draft: Draft, endpoint: string): Unsent {
  return { wire: buildWire(liveDraft(draft), endpoint), own: draft.headers };
}

interface Unsent {
  wire: Wire;
  /** The headers the person wrote. */
  own: Draft["headers"];
}

const sideOfPast = ({ roundTrip, read }: PastExchange): ComparedSide =>
  sideOf(roundTrip.request, { roundTrip, ...(read && { read }) });
