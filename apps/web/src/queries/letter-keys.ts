import { createStore } from "zustand/vanilla";

const KEY = "easel-letter-keys";

/** Whether letters and signs are keys of the page: who dictates or mistypes must be able to switch them off (WCAG 2.1.4). */
export const letterKeysStore = createStore<{ isOn: boolean }>(() => ({ isOn: localStorage.getItem(KEY) !== "off" }));

export function setLetterKeys(isOn: boolean): void {
  if (isOn) localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, "off");
  letterKeysStore.setState({ isOn });
}
