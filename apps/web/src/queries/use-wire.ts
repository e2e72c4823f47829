import type { Finding } from "@easel/doctor/diagnosis";
import { createContext, useContext, useEffect, useMemo, useReducer, useRef, useState } from "react";
import { adoptReading, isQuick } from "../model/body-reading.ts";
import { buildWire, type Wire } from "../model/build-wire.ts";
import { withoutHalfTyped } from "../model/draft-findings.ts";
import { type LiveDraft, liveDraft, plainDraft } from "../model/live-draft.ts";
import { INLINE_LIMIT } from "../model/xml-session.ts";
import { diagnoseWire, draftReader } from "../services/index.ts";
import { useDraft } from "./use-draft.ts";
import { useEndpoint } from "./use-endpoint.ts";

/** The wire with what the doctor says before anything is sent. */
export interface LiveWire {
  wire: Wire;
  /** True while a newer draft is being read in the worker; the wire shown is the one before it. */
  behind: boolean;
  findings: Finding[];
  /** True while the doctor looks at a newer wire; the findings shown are about one before it. */
  findingsBehind: boolean;
}

export const LiveWireContext = createContext<LiveWire | undefined>(undefined);

/** The workbench's wire, for parts deep inside it. */
export function useLiveWire(): LiveWire {
  const live = useContext(LiveWireContext);
  if (!live) throw new TypeError("There is a wire on the workbench only.");
  return live;
}

/** The exact request the draft would become now. */
export function useWire(): LiveWire {
  const draft = useDraft((whole) => whole);
  const endpoint = useEndpoint();
  const fresh = useFreshWire(draft, endpoint);
  // What was shown last stays until the worker is done, so that nothing flickers through empty.
  const shown = useRef<Wire>(undefined);
  useEffect(() => {
    if (fresh) shown.current = fresh;
  }, [fresh]);
  const wire = fresh ?? shown.current ?? nothingYet(draft, endpoint);
  return { wire, behind: fresh === undefined, ...useFindings(wire) };
}

/** The draft's wire, if it is known by now; a long text that must be read from end to end is read in the worker. */
function useFreshWire(draft: LiveDraft, endpoint: string): Wire | undefined {
  const [read, noteRead] = useReducer((count: number) => count + 1, 0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what has been read makes building quick
  const fresh = useMemo(() => (isQuick(draft) ? buildWire(draft, endpoint) : undefined), [draft, endpoint, read]);
  const isMissing = fresh === undefined;
  useEffect(() => {
    if (!isMissing) return;
    const abort = new AbortController();
    draftReader
      .read(draft, abort.signal)
      .then((reading) => reading && adoptReading(draft, reading))
      // Without its worker the page is slower, not wrong.
      .catch(() => {
        if (!abort.signal.aborted) buildWire(draft, "");
      })
      .finally(() => {
        if (!abort.signal.aborted) noteRead();
      });
    return () => abort.abort();
  }, [draft, isMissing]);
  return fresh;
}

/** Diagnosing that takes longer than this waits until typing rests. */
const SLOW_MS = 80;
const REST_MS = 400;
let lastTook = 0;

function useFindings(wire: Wire): Pick<LiveWire, "findings" | "findingsBehind"> {
  const inline = useMemo(
    () => (wire.body.length > INLINE_LIMIT ? undefined : withoutHalfTyped(diagnoseWire(wire), wire)),
    [wire],
  );
  const [found, setFound] = useState<{ wire: Wire; findings: Finding[] }>();
  const isMissing = inline === undefined;
  useEffect(() => {
    if (!isMissing) return;
    const abort = new AbortController();
    const ask = () => {
      const began = performance.now();
      draftReader
        .diagnose(wire, abort.signal)
        .catch((error: unknown) => {
          if (abort.signal.aborted) throw error;
          return diagnoseWire(wire);
        })
        .then((findings) => {
          lastTook = performance.now() - began;
          setFound({ wire, findings: withoutHalfTyped(findings, wire) });
        })
        .catch(() => undefined);
    };
    const timer = lastTook > SLOW_MS ? setTimeout(ask, REST_MS) : undefined;
    if (timer === undefined) ask();
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [wire, isMissing]);
  if (inline) return { findings: inline, findingsBehind: false };
  return { findings: found?.findings ?? nothing, findingsBehind: found?.wire !== wire };
}

const nothing: Finding[] = [];

const nothingYet = (draft: LiveDraft, endpoint: string): Wire => {
  const wire = buildWire(liveDraft({ ...plainDraft(draft), xml: "", mime: "", bodyForm: "none" }), endpoint);
  return { ...wire, sendable: false };
};
