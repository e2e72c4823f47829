import { createStore } from "zustand/vanilla";

const SHOWN_MS = 2600;

export const announcementStore = createStore<{ text: string }>(() => ({ text: "" }));
let timer: ReturnType<typeof setTimeout> | undefined;

/** Says a small thing that just happened. Never the only place of a fact that matters. "" takes it back. */
export function announce(text: string): void {
  clearTimeout(timer);
  announcementStore.setState({ text });
  if (text !== "") timer = setTimeout(() => announcementStore.setState({ text: "" }), SHOWN_MS);
}
