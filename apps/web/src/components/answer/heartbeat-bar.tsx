import { describeMs, describeSeconds } from "../../model/timing.ts";
import styles from "./timing-view.module.css";

interface HeartbeatBarProps {
  askedSeconds: number;
  /** The interval the answer names as the nearest one the server takes. */
  heardSeconds: number | undefined;
  waitedMs: number;
  isAnswered: boolean;
}

/** How long the server was asked to stay silent, and how long it did. */
export function HeartbeatBar({ askedSeconds, heardSeconds, waitedMs, isAnswered }: HeartbeatBarProps) {
  const share = Math.min(1, waitedMs / (askedSeconds * 1000));
  return (
    <section className={styles.heartbeat} aria-label="Heartbeat">
      <h3>Heartbeat</h3>
      <div className={styles.bar} aria-hidden="true">
        <span className={styles.wait} style={{ flexGrow: Math.max(share, 0.001) }} />
        <span className={styles.rest} style={{ flexGrow: 1 - share }} />
      </div>
      <dl className={styles.facts}>
        <div>
          <dt>Asked for</dt>
          <dd>{describeSeconds(askedSeconds)}</dd>
        </div>
        <div>
          <dt>{isAnswered ? "Answered after" : "Ended after"}</dt>
          <dd>
            {describeMs(waitedMs)} <small>{percent(share)} of it</small>
          </dd>
        </div>
        {heardSeconds !== undefined && (
          <div>
            <dt>The server takes</dt>
            <dd>
              {describeSeconds(heardSeconds)} <small>use this interval instead</small>
            </dd>
          </div>
        )}
      </dl>
    </section>
  );
}

const percent = (share: number): string =>
  share < 0.001 ? "less than 0.1%" : `${(share * 100).toFixed(share < 0.1 ? 1 : 0)}%`;
