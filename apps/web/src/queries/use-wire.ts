import type { Finding } from "@easel/doctor/diagnosis";
import { diagnose } from "@easel/doctor/diagnosis";
import { useEffect, useMemo, useState } from "react";
import { buildWire, type Wire } from "../model/build-wire.ts";
import type { Draft } from "../model/draft.ts";
import { buildWireInWorker } from "../services/wire-builder.ts";
import { useEndpoint } from "./use-config.ts";
import { useDraft } from "./use-draft.ts";

/** Drafts up to this many characters are built between keystroke and paint; larger ones in the worker. */
const INLINE_LIMIT = 48 * 1024;

export interface LiveWire {
  wire: Wire;
  /** What the doctor says before anything is sent. */
  findings: Finding[];
  /** True while a newer draft is being built in the worker; the wire shown is the one before it. */
  behind: boolean;
}

/** The exact request the draft would become now. */
export function useWire(): LiveWire {
  const draft = useDraft((whole) => whole);
  const endpoint = useEndpoint();
  const large = draft.xml.length + draft.mime.length > INLINE_LIMIT;
  const inline = useMemo(() => (large ? undefined : examine(draft, endpoint)), [draft, endpoint, large]);
  const [built, setBuilt] = useState<{ draft: Draft; wire: Wire; findings: Finding[] }>();

  useEffect(() => {
    if (!large) return;
    const abort = new AbortController();
    buildWireInWorker(draft, endpoint, abort.signal)
      .then(({ wire, findings }) => setBuilt({ draft, wire, findings }))
      .catch((error: unknown) => {
        if (!abort.signal.aborted) throw error;
      });
    return () => abort.abort();
  }, [draft, endpoint, large]);

  if (inline) return { ...inline, behind: false };
  if (built) return { wire: built.wire, findings: built.findings, behind: built.draft !== draft };
  return { ...nothingYet(draft, endpoint), behind: true };
}

/** Builds the wire and asks the doctor about it, as `useWire` does for small drafts. */
export function examine(draft: Draft, endpoint: string): { wire: Wire; findings: Finding[] } {
  const wire = buildWire(draft, endpoint);
  const { method, url, headers, body } = wire;
  return { wire, findings: diagnose({ request: { method, url, headers, body } }) };
}

const nothingYet = (draft: Draft, endpoint: string) =>
  examine({ ...draft, xml: "", mime: "", bodyForm: "none" }, endpoint);
