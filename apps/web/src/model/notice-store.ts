import { createStore } from "zustand/vanilla";
import type { Draft, Target } from "./draft.ts";

/** Something a person should know about the draft on the bench, until they close it. */
export interface Notice {
  text: string;
  /** The draft that was there before, to go back to. */
  before?: Draft;
  /** A link named another server than the one in use: nothing is sent before the person has chosen. */
  choose?: { mine: Target; theirs: Target };
  /** Something that is done only when the person says so. */
  offer?: { label: string; take: () => void };
}

export const noticeStore = createStore<{ notice: Notice | undefined }>(() => ({ notice: undefined }));

export const showNotice = (notice: Notice | undefined): void => noticeStore.setState({ notice });
