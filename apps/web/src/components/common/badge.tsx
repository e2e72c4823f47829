import type { ReactNode } from "react";
import styles from "./badge.module.css";

export type Tone = "ok" | "bad" | "warn" | "plain" | "accent";

/** A small word with a tone; the word says it, the colour helps. */
export function Badge({ tone, title, children }: { tone: Tone; title?: string; children: ReactNode }) {
  return (
    <span className={`${styles.badge} ${styles[tone]}`} title={title}>
      {children}
    </span>
  );
}
