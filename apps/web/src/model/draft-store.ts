import { createStore, type StoreApi } from "zustand/vanilla";
import type { Draft } from "./draft.ts";

export interface DraftState {
  draft: Draft;
  setDraft(draft: Draft): void;
  /** Replaces the draft by what `change` makes of it; returning the same draft tells nobody. */
  update(change: (draft: Draft) => Draft): void;
}

export type DraftStore = StoreApi<DraftState>;

export function createDraftStore(draft: Draft): DraftStore {
  return createStore<DraftState>()((set, get) => ({
    draft,
    setDraft: (next) => set({ draft: next }),
    update: (change) => {
      const next = change(get().draft);
      if (next !== get().draft) set({ draft: next });
    },
  }));
}
