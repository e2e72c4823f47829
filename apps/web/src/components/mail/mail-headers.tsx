import type { Span } from "@easel/codec/document";
import type { MailHeader, MailPart } from "../../model/mail/read-mail.ts";
import styles from "./mail.module.css";

/** What a mail program shows, in its order. */
const FIRST = ["from", "sender", "reply-to", "to", "cc", "bcc", "subject", "date"];

/** The headers a person looks for, decoded; all of them on request, and as they are written. */
export function MailHeaders({ part, onShowBytes }: { part: MailPart; onShowBytes?: (span: Span) => void }) {
  const { headers } = part;
  const shown = FIRST.flatMap((name) => headers.filter((header) => header.name.toLowerCase() === name));
  return (
    <section className={styles.headers} aria-label="Headers of the message">
      {shown.length === 0 ? (
        <p className={styles.dim}>
          {headers.length === 0 ? "The message has no headers." : "It has none of the headers a mail program shows."}
        </p>
      ) : (
        <dl className={styles.summary}>
          {shown.map((header) => (
            <div key={header.span.start}>
              <dt>{header.name}</dt>
              <dd>{header.value || <em>empty</em>}</dd>
            </div>
          ))}
        </dl>
      )}
      {headers.length > 0 && (
        <details>
          <summary>
            {headers.length === 1 ? "The one header as written" : `All ${headers.length} headers as written`}
          </summary>
          <ul className={styles.every}>
            {headers.map((header) => (
              <li key={header.span.start}>
                <HeaderLine header={header} {...(onShowBytes && { onShowBytes })} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

function HeaderLine({ header, onShowBytes }: { header: MailHeader; onShowBytes?: (span: Span) => void }) {
  const { name, raw, value, span } = header;
  const line = (
    <code>
      <b>{name}:</b> {raw}
    </code>
  );
  return (
    <>
      {onShowBytes ? (
        <button type="button" title="Show its bytes" onClick={() => onShowBytes(span)}>
          {line}
        </button>
      ) : (
        line
      )}
      {value !== raw && <span className={styles.dim}>{value}</span>}
    </>
  );
}
