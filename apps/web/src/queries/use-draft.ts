import { useStore } from "zustand";
import type { Draft } from "../model/draft.ts";
import { createDraftStore } from "../model/draft-store.ts";
import { type DraftFrame, type LiveDraft, plainDraft } from "../model/live-draft.ts";
import { starterDraft } from "../model/starters.ts";
import { type LeftDrafts, switchCommand } from "../model/switch-command.ts";

/** The one draft of this tab. */
export const draftStore = createDraftStore(starterDraft("SendMail", "16.1"));

export function useDraft<Selected>(select: (draft: LiveDraft) => Selected): Selected {
  return useStore(draftStore, (state) => select(state.draft));
}

/** Another number after each change that was not typed. */
export const useDraftStep = (): number => useStore(draftStore, (state) => state.step);

/** The draft with whole strings, as links, fixes and commands read it. */
export const currentDraft = (): Draft => plainDraft(draftStore.getState().draft);

let lastFrame: DraftFrame | undefined;

/** All of the draft but its texts: the same object while only these change. */
function frameOf({ xml: _xml, mime: _mime, ...frame }: LiveDraft): DraftFrame {
  const before = lastFrame;
  if (before && (Object.keys(frame) as (keyof DraftFrame)[]).every((key) => before[key] === frame[key])) return before;
  lastFrame = frame;
  return frame;
}

/** For what has no part in the texts: it is not drawn again at each keystroke. */
export const useDraftFrame = (): DraftFrame => useDraft(frameOf);

export const updateDraft = (change: (draft: Draft) => Draft): void => draftStore.getState().update(change);

/** For what happens at each keystroke: no text is put together. */
export const editDraft = (change: (draft: LiveDraft) => LiveDraft): void => draftStore.getState().edit(change);

let left: LeftDrafts = new Map();

/** Puts another draft on the bench; what was left behind while editing the one before does not follow it. */
export function setDraft(draft: Draft): void {
  left = new Map();
  draftStore.getState().setDraft(draft);
}

/** Another command on the bench; what was written for this one is found again on the way back. */
export function chooseCommand(name: string): void {
  const switched = switchCommand(currentDraft(), name, left);
  left = switched.left;
  draftStore.getState().setDraft(switched.draft);
}
