import { useEffect } from "react";
import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";

export type View = "start" | "workbench";

const viewStore = createStore<{ view: View }>(() => ({ view: "start" }));

export const useView = (): View => useStore(viewStore, (state) => state.view);
export const currentView = (): View => viewStore.getState().view;

/** Going to the bench is a step in the history, so that Back comes to the start and not off the page. */
export function showView(view: View): void {
  if (view === currentView()) return;
  if (window.location.hash === "" || view === "start") window.history.pushState(null, "", window.location.pathname);
  viewStore.setState({ view });
}

/** Follows Back and Forward: an address without a fragment is the start. */
export function useHistory(): void {
  useEffect(() => {
    const follow = () => viewStore.setState({ view: window.location.hash === "" ? "start" : "workbench" });
    window.addEventListener("popstate", follow);
    return () => window.removeEventListener("popstate", follow);
  }, []);
}
