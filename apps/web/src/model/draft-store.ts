import { createStore, type StoreApi } from "zustand/vanilla";
import type { Draft } from "./draft.ts";
import { type LiveDraft, liveDraft, plainDraft } from "./live-draft.ts";

export interface DraftState {
  draft: LiveDraft;
  /** Another number after each change that was not typed: an undo of its own in the editors. */
  step: number;
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
    step: 0,
    setDraft: (next) => set(({ draft: live, step }) => ({ draft: liveDraft(next, live), step: step + 1 })),
    update: (change) => {
      const { draft: live, step } = get();
      const next = liveDraft(change(plainDraft(live)), live);
      if (next !== live) set({ draft: next, step: step + 1 });
    },
    edit: (change) => {
      const next = change(get().draft);
      if (next !== get().draft) set({ draft: next });
    },
  }));
}
