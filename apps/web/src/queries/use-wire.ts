import { useEffect, useMemo, useRef, useState } from "react";
import type { Draft } from "../model/draft.ts";
import { buildWireInWorker, reportWire, type WireReport } from "../services/index.ts";
import { useEndpoint } from "./use-config.ts";
import { useDraft } from "./use-draft.ts";

/** Drafts up to this many characters are built between keystroke and paint; larger ones in the worker. */
const INLINE_LIMIT = 48 * 1024;

/** The wire with what the doctor says before anything is sent. */
export interface LiveWire extends WireReport {
  /** True while a newer draft is being built in the worker; the wire shown is the one before it. */
  behind: boolean;
}

/** The exact request the draft would become now. */
export function useWire(): LiveWire {
  const draft = useDraft((whole) => whole);
  const endpoint = useEndpoint();
  const large = draft.xml.length + draft.mime.length + draft.bytes.length > INLINE_LIMIT;
  const inline = useMemo(() => (large ? undefined : reportWire(draft, endpoint)), [draft, endpoint, large]);
  const [built, setBuilt] = useState<{ draft: Draft; report: WireReport }>();

  useEffect(() => {
    if (!large) return;
    const abort = new AbortController();
    buildWireInWorker(draft, endpoint, abort.signal)
      // Without its worker the page is slower, not wrong.
      .catch((error: unknown) => {
        if (abort.signal.aborted) throw error;
        return reportWire(draft, endpoint);
      })
      .then((report) => setBuilt({ draft, report }))
      .catch(() => undefined);
    return () => abort.abort();
  }, [draft, endpoint, large]);

  // What was shown last stays until the worker is done, so that nothing flickers through empty.
  const shown = useRef<WireReport>(undefined);
  const fresh = inline ?? (built?.draft === draft ? built.report : undefined);
  useEffect(() => {
    if (fresh) shown.current = fresh;
  }, [fresh]);
  if (fresh) return { ...fresh, behind: false };
  return { ...(shown.current ?? nothingYet(draft, endpoint)), behind: true };
}

const nothingYet = (draft: Draft, endpoint: string): WireReport => {
  const { wire } = reportWire({ ...draft, xml: "", mime: "", bodyForm: "none" }, endpoint);
  return { wire: { ...wire, sendable: false }, findings: [] };
};
