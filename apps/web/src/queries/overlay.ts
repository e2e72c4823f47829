import { createStore } from "zustand/vanilla";

/** What lies over the whole page, if anything. */
export type Overlay = "palette" | "keys" | "compare";

export const overlayStore = createStore<{ overlay: Overlay | undefined }>(() => ({ overlay: undefined }));

export const showOverlay = (overlay: Overlay | undefined): void => overlayStore.setState({ overlay });
