import type { Theme } from "../../editor/index.ts";
import { readCalendar } from "../../model/mail/read-calendar.ts";
import { useRead } from "../../queries/use-read.ts";
import styles from "./mail.module.css";
import { TextView } from "./text-view.tsx";

/** A calendar entry or a contact: what it says, and its text under that. */
export function FactsView({ text, theme }: { text: string; theme: Theme }) {
  const reading = useRead(text, readCalendar);
  const entries = reading.state === "read" ? reading.value : undefined;
  return (
    <>
      {reading.state === "read" && !entries?.length && (
        <p className={styles.quiet}>
          No key facts: this is not iCalendar or vCard as it should be, or too long. It stands here as it came.
        </p>
      )}
      {entries?.map(({ title, rows }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: entries have no identity beside their place
        <section key={index} className={styles.facts} aria-label={title}>
          <h4>{title}</h4>
          <dl className={styles.summary}>
            {rows.map(([name, value], row) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the same name may come twice
              <div key={row}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      <TextView label="Text of the entry, read only" text={text} theme={theme} />
    </>
  );
}
