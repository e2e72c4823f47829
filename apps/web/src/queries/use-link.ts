import { useEffect, useState } from "react";
import { setExchange } from "../model/exchange-store.ts";
import { decodeLink, encodeLink, linkContents } from "../model/share-link.ts";
import { draftStore, setDraft } from "./use-draft.ts";
import { showView } from "./use-view.ts";

export interface OpenedLink {
  /** Why the fragment in the address could not be opened. */
  problem?: string;
}

/** Opens the draft of the address's fragment, at the start and when the address changes. It never sends. */
export function useLink(): OpenedLink & { dismiss: () => void } {
  const [opened, setOpened] = useState<OpenedLink>({});
  useEffect(() => {
    const open = async () => {
      if (window.location.hash.length < 2) return;
      const { draft, problem } = await decodeLink(window.location.hash);
      setOpened(problem ? { problem: problem.message } : {});
      if (!draft) return;
      setExchange({ phase: "idle" });
      setDraft(draft);
      showView("workbench");
    };
    void open();
    window.addEventListener("hashchange", open);
    return () => window.removeEventListener("hashchange", open);
  }, []);
  return { ...opened, dismiss: () => setOpened({}) };
}

/** The address that opens this draft elsewhere, with what was left out of it. Also put into the address bar. */
export async function shareDraft(): Promise<{ url: string; characters: number; removed: string[] }> {
  const { draft } = draftStore.getState();
  const fragment = await encodeLink(draft);
  const { removed } = await linkContents(draft);
  const url = `${window.location.origin}${window.location.pathname}${fragment}`;
  window.history.replaceState(null, "", fragment);
  return { url, characters: url.length, removed };
}
