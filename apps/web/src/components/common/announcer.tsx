import { useStore } from "zustand";
import { announcementStore } from "../../model/announcement-store.ts";
import styles from "./announcer.module.css";

export function Announcer() {
  const text = useStore(announcementStore, (state) => state.text);
  return (
    <div role="status" aria-live="polite" className={text ? styles.shown : styles.hidden}>
      {text}
    </div>
  );
}
