import { useStore } from "zustand";
import type { Draft } from "../model/draft.ts";
import { createDraftStore } from "../model/draft-store.ts";
import { starterDraft } from "../model/starters.ts";
import { type LeftDrafts, switchCommand } from "../model/switch-command.ts";

/** The one draft of this tab. */
export const draftStore = createDraftStore(starterDraft("SendMail", "16.1"));

export function useDraft<Selected>(select: (draft: Draft) => Selected): Selected {
  return useStore(draftStore, (state) => select(state.draft));
}

export const updateDraft = (change: (draft: Draft) => Draft): void => draftStore.getState().update(change);

let left: LeftDrafts = new Map();

/** Puts another draft on the bench; what was left behind while editing the one before does not follow it. */
export function setDraft(draft: Draft): void {
  left = new Map();
  draftStore.getState().setDraft(draft);
}

/** Another command on the bench; what was written for this one is found again on the way back. */
export function chooseCommand(name: string): void {
  const switched = switchCommand(draftStore.getState().draft, name, left);
  left = switched.left;
  draftStore.getState().setDraft(switched.draft);
}
