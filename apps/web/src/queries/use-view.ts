import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";

export type View = "start" | "workbench";

const viewStore = createStore<{ view: View }>(() => ({ view: "start" }));

export const useView = (): View => useStore(viewStore, (state) => state.view);
export const showView = (view: View): void => viewStore.setState({ view });
