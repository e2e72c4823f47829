import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";
import styles from "./announcer.module.css";

const SHOWN_MS = 2600;
const store = createStore<{ text: string; at: number }>(() => ({ text: "", at: 0 }));
let timer: ReturnType<typeof setTimeout> | undefined;

/** Says a small thing that just happened. Never the only place of a fact that matters. */
export function announce(text: string): void {
  clearTimeout(timer);
  store.setState({ text, at: Date.now() });
  timer = setTimeout(() => store.setState({ text: "", at: Date.now() }), SHOWN_MS);
}

export function Announcer() {
  const text = useStore(store, (state) => state.text);
  return (
    <div role="status" aria-live="polite" className={text ? styles.shown : styles.hidden}>
      {text}
    </div>
  );
}
