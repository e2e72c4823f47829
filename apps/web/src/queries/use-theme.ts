import { useEffect, useSyncExternalStore } from "react";
import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";
import type { Theme } from "../editor/index.ts";

export type ThemeChoice = "system" | Theme;

const KEY = "easel-theme";
const dark = window.matchMedia("(prefers-color-scheme: dark)");
const stored = (): ThemeChoice => {
  const value = localStorage.getItem(KEY);
  return value === "light" || value === "dark" ? value : "system";
};
const choiceStore = createStore<{ choice: ThemeChoice }>(() => ({ choice: stored() }));

export function chooseTheme(choice: ThemeChoice): void {
  if (choice === "system") localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, choice);
  choiceStore.setState({ choice });
}

/** The theme in force, by the person's choice or the system's; also set on the page's root. */
export function useTheme(): { theme: Theme; choice: ThemeChoice } {
  const choice = useStore(choiceStore, (state) => state.choice);
  const systemDark = useMedia(dark);
  const theme: Theme = choice === "system" ? (systemDark ? "dark" : "light") : choice;
  useEffect(() => {
    document.documentElement.dataset.theme = theme;
  }, [theme]);
  return { theme, choice };
}

const narrow = window.matchMedia("(max-width: 860px)");
/** One column: phones, and windows too small for two editors side by side. */
export const useNarrow = (): boolean => useMedia(narrow);

function useMedia(query: MediaQueryList): boolean {
  return useSyncExternalStore(
    (changed) => {
      query.addEventListener("change", changed);
      return () => query.removeEventListener("change", changed);
    },
    () => query.matches,
  );
}
