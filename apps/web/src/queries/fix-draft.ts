import type { Edit } from "@easel/doctor/diagnosis";
import { createStore } from "zustand/vanilla";
import { announce } from "../model/announcement-store.ts";
import { applyEdits } from "../model/apply-fix.ts";
import type { Draft } from "../model/draft.ts";
import type { LiveDraft } from "../model/live-draft.ts";
import { currentDraft, draftStore, updateDraft } from "./use-draft.ts";

/** The draft before the fix pressed last, and the one it made. */
export const lastFixStore = createStore<{ before: Draft; made: LiveDraft } | { before?: undefined }>(() => ({}));

/** Makes the doctor's edits in the draft, says so, and offers to take them back. */
export function fixDraft(edits: readonly Edit[], endpoint: string): void {
  const before = currentDraft();
  updateDraft((draft) => applyEdits(draft, edits, endpoint));
  lastFixStore.setState({ before, made: draftStore.getState().draft }, true);
  announce("Fixed in the draft. Nothing was sent.", { label: "Undo", take: undoFix });
}

/** Why the last fix cannot be taken back as a whole: what was written since would go with it. */
export function whyNoUndo(): string | undefined {
  const last = lastFixStore.getState();
  if (!last.before) return "No fix was pressed.";
  return draftStore.getState().draft === last.made
    ? undefined
    : "The draft has changed since the fix: undo in the editor.";
}

export function undoFix(): void {
  const { before } = lastFixStore.getState();
  const why = whyNoUndo();
  if (why !== undefined) announce(why);
  if (!before || why !== undefined) return;
  updateDraft(() => before);
  lastFixStore.setState({}, true);
  announce("The fix is taken back.");
}
