import { keyCaps, keyWords } from "../../model/key-label.ts";
import { isMac } from "../../queries/platform.ts";
import styles from "./key-caps.module.css";

/** A key as on its caps; presses in a row stand apart. */
export function KeyCaps({ keys }: { keys: string }) {
  return (
    <span className={styles.keys}>
      <span className="visually-hidden">{keyWords(keys, isMac)}</span>
      {keyCaps(keys, isMac).map((caps, press) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: presses have no identity beside their place
        <span key={press} className={styles.press} aria-hidden="true">
          {caps.map((cap) => (
            <kbd key={cap}>{cap}</kbd>
          ))}
        </span>
      ))}
    </span>
  );
}
