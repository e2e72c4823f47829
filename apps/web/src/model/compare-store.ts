import { createStore } from "zustand/vanilla";

/** Whether two round trips stand beside each other over the page. */
export const compareStore = createStore<{ open: boolean }>(() => ({ open: false }));

export const openCompare = (): void => compareStore.setState({ open: true });
export const closeCompare = (): void => compareStore.setState({ open: false });
