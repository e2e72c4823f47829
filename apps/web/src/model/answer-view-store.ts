import { createStore } from "zustand/vanilla";

export type AnswerView = "text" | "tree";

/** From here on an answer is a tree at first: an editor would take long to read it. */
const LONG_BYTES = 1_000_000;
const LONG_ELEMENTS = 20_000;

export const isLongAnswer = (bytes: number, elements: number): boolean =>
  bytes > LONG_BYTES || elements > LONG_ELEMENTS;

const KEY = "easel-notes";

export interface AnswerViewState {
  /** Whether words stand beside values. */
  notes: boolean;
  /** How answers are seen, those apart that are too long to be read as text at once. */
  short: AnswerView;
  long: AnswerView;
}

/** How answers are looked at, until the tab is closed. */
export const answerViewStore = createStore<AnswerViewState>(() => ({
  notes: globalThis.sessionStorage?.getItem(KEY) !== "off",
  short: "text",
  long: "tree",
}));

export function setNotes(notes: boolean): void {
  globalThis.sessionStorage?.setItem(KEY, notes ? "on" : "off");
  answerViewStore.setState({ notes });
}

export const chooseAnswerView = (isLong: boolean, view: AnswerView): void =>
  answerViewStore.setState(isLong ? { long: view } : { short: view });
