import { createStore, type StoreApi } from "zustand/vanilla";
import type { Draft } from "./draft.ts";
import { type LiveDraft, liveDraft, plainDraft } from "./live-draft.ts";

export interface DraftState {
  draft: LiveDraft;
  setDraft(draft: Draft): void;
  /** Replaces the draft by what `change` makes of it; returning the same draft tells nobody. */
  update(change: (draft: Draft) => Draft): void;
  /** The same without putting the texts together: for what is done at each keystroke. */
  edit(change: (draft: LiveDraft) => LiveDraft): void;
}

export type DraftStore = StoreApi<DraftState>;

export function createDraftStore(draft: Draft): DraftStore {
  return createStore<DraftState>()((set, get) => ({
    draft: liveDraft(draft),
    setDraft: (next) => set({ draft: liveDraft(next, get().draft) }),
    update: (change) => get().edit((live) => liveDraft(change(plainDraft(live)), live)),
    edit: (change) => {
      const next = change(get().draft);
      if (next !== get().draft) set({ draft: next });
    },
  }));
}
