import { useStore } from "zustand";
import { announce, announcementStore } from "../../model/announcement-store.ts";
import styles from "./announcer.module.css";

export function Announcer() {
  const { text, offer } = useStore(announcementStore);
  return (
    <div className={text ? styles.shown : styles.hidden}>
      <span role="status" aria-live="polite">
        {text}
      </span>
      {offer && (
        <button
          type="button"
          className={styles.offer}
          onClick={() => {
            announce("");
            offer.take();
          }}
        >
          {offer.label}
        </button>
      )}
    </div>
  );
}
