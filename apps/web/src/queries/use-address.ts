import { useEffect } from "react";
import type { Draft } from "../model/draft.ts";
import { plainDraft } from "../model/live-draft.ts";
import { encodeLink, linkContents } from "../model/share-link.ts";
import { useDraft } from "./use-draft.ts";

const ADDRESS_DELAY_MS = 200;
/** Longer fragments stay out of the address bar; Share still makes them. */
const ADDRESS_LIMIT = 32_000;

/** The draft's fragment; "" when a link could not be opened again. */
async function fragmentOf(draft: Draft): Promise<string> {
  const { problem } = await linkContents(draft);
  return problem ? "" : encodeLink(draft);
}

/** Keeps the bench's draft in the address, so that copying or reloading it keeps the work. Adds no history. */
export function useAddress(): void {
  const draft = useDraft((whole) => whole);
  useEffect(() => {
    let current = true;
    const timer = setTimeout(async () => {
      const size = draft.xml.length + draft.mime.length + draft.bytes.length;
      const fragment = size > ADDRESS_LIMIT * 8 ? "" : await fragmentOf(plainDraft(draft));
      const shown = fragment.length > ADDRESS_LIMIT ? "" : fragment;
      if (current) window.history.replaceState(null, "", shown || window.location.pathname);
    }, ADDRESS_DELAY_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [draft]);
}
