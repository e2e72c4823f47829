import { useEffect } from "react";
import type { Draft, Target } from "../model/draft.ts";
import { setExchange } from "../model/exchange-store.ts";
import { plainDraft } from "../model/live-draft.ts";
import { showNotice } from "../model/notice-store.ts";
import { decodeLink, encodeLink, linkContents } from "../model/share-link.ts";
import { currentDraft, setDraft, useDraft } from "./use-draft.ts";
import { currentView, showView } from "./use-view.ts";

const ADDRESS_DELAY_MS = 200;
/** Longer fragments stay out of the address bar; Share still makes them. */
const ADDRESS_LIMIT = 32_000;

const sameTarget = (a: Target, b: Target): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Opens the draft of the address's fragment, at the start and when the address changes. It never sends. */
export function useLink(): void {
  useEffect(() => {
    const open = async () => {
      if (window.location.hash.length < 2) return;
      const { draft, problem } = await decodeLink(window.location.hash);
      if (problem) showNotice({ text: problem.message });
      if (draft) openLinked(draft);
    };
    void open();
    window.addEventListener("hashchange", open);
    return () => window.removeEventListener("hashchange", open);
  }, []);
}

/** Over a bench in use nothing is lost, and another server is used only after the person has chosen it. */
function openLinked(draft: Draft): void {
  const before = currentDraft();
  const inUse = currentView() === "workbench" && JSON.stringify(before) !== JSON.stringify(draft);
  setExchange({ phase: "idle" });
  setDraft(draft);
  showView("workbench");
  if (!inUse) return;
  showNotice({
    text: "A link was opened over the draft that was here.",
    before,
    ...(sameTarget(before.target, draft.target) ? {} : { choose: { mine: before.target, theirs: draft.target } }),
  });
}

/** The draft's fragment; "" when a link could not be opened again. */
async function fragmentOf(draft: Draft): Promise<string> {
  const { problem } = await linkContents(draft);
  return problem ? "" : encodeLink(draft);
}

/** Keeps the bench's draft in the address, so that copying or reloading it keeps the work. Adds no history. */
export function useAddress(active: boolean): void {
  const draft = useDraft((whole) => whole);
  useEffect(() => {
    if (!active) return;
    const timer = setTimeout(async () => {
      const size = draft.xml.length + draft.mime.length + draft.bytes.length;
      const fragment = size > ADDRESS_LIMIT * 8 ? "" : await fragmentOf(plainDraft(draft));
      const shown = fragment.length > ADDRESS_LIMIT ? "" : fragment;
      window.history.replaceState(null, "", shown || window.location.pathname);
    }, ADDRESS_DELAY_MS);
    return () => clearTimeout(timer);
  }, [draft, active]);
}

export interface Shared {
  url: string;
  characters: number;
  /** What was left out, in words. */
  removed: string[];
  /** Why no link can be made of this draft; then `url` opens nothing. */
  problem?: string;
}

/** The address that opens this draft elsewhere, with what was left out of it. Also put into the address bar. */
export async function shareDraft(): Promise<Shared> {
  const draft = currentDraft();
  const fragment = await encodeLink(draft);
  const { removed, problem } = await linkContents(draft);
  const url = `${window.location.origin}${window.location.pathname}${fragment}`;
  if (problem) return { url: "", characters: url.length, removed, problem };
  window.history.replaceState(null, "", fragment);
  return { url, characters: url.length, removed };
}
