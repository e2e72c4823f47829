import type { ReactNode } from "react";
import styles from "./card.module.css";

export interface CardProps {
  title: string;
  /** Beside the title, dim: size, kind, what the pane holds. */
  note?: ReactNode;
  /** Right-hand side of the title bar. */
  actions?: ReactNode;
  children: ReactNode;
  testId?: string;
}

/** The id of a region of the page, for what goes there. */
export const regionId = (name: string): string => `region-${name}`;

/** A titled region of the page; its heading names it for a screen reader. */
export function Card({ title, note, actions, children, testId }: CardProps) {
  return (
    <section
      id={testId && regionId(testId)}
      className={styles.card}
      aria-label={title}
      data-testid={testId}
      tabIndex={testId === undefined ? undefined : -1}
    >
      <header className={styles.bar}>
        <h2 className={styles.title}>{title}</h2>
        {note !== undefined && <span className={styles.note}>{note}</span>}
        {actions !== undefined && <div className={styles.actions}>{actions}</div>}
      </header>
      {children}
    </section>
  );
}
