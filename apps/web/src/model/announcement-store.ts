import { createStore } from "zustand/vanilla";

const SHOWN_MS = 2600;
/** A button must be read, reached and pressed. It is never the only way to do the same. */
const OFFERED_MS = 15_000;

export interface Offer {
  label: string;
  take: () => void;
}

export const announcementStore = createStore<{ text: string; offer: Offer | undefined }>(() => ({
  text: "",
  offer: undefined,
}));
let timer: ReturnType<typeof setTimeout> | undefined;

/** Says a small thing that just happened. Never the only place of a fact that matters. "" takes it back. */
export function announce(text: string, offer?: Offer): void {
  clearTimeout(timer);
  announcementStore.setState({ text, offer });
  if (text !== "")
    timer = setTimeout(() => announcementStore.setState({ text: "", offer: undefined }), offer ? OFFERED_MS : SHOWN_MS);
}
