import type { StageName } from "@easel/proxy/contract";
import type { Exchange } from "../../model/exchange-store.ts";
import { receivedWords, waitingProgress } from "../../model/waiting-progress.ts";
import { useNow } from "../../queries/use-now.ts";
import { cancelSend } from "../../queries/use-send.ts";
import { Button } from "../common/button.tsx";
import styles from "./waiting-card.module.css";

const stageWords: Record<StageName | "asking", string> = {
  asking: "Asking the proxy",
  resolving: "Looking up the server’s address",
  connecting: "Connecting",
  securing: "Agreeing on TLS",
  sending: "Sending the request",
  waiting: "Waiting for the server’s answer",
  receiving: "Receiving the answer",
};

/** What is being waited for and for how long; the wait can be ended at any time. */
export function WaitingCard({ exchange }: { exchange: Extract<Exchange, { phase: "waiting" }> }) {
  const { waiting } = exchange;
  const { startedAt, expectedSeconds, receivedBytes, totalBytes } = waiting;
  const elapsed = Math.max(0, useNow(100) - startedAt);
  const progress = waitingProgress(waiting, elapsed);
  return (
    <div className={styles.box} data-testid="waiting">
      {progress === undefined ? (
        <div className={styles.bar} aria-hidden="true" />
      ) : (
        <progress className={styles.known} value={progress} aria-label="How far it is" />
      )}
      <p className={styles.stage} role="status">
        {stageWords[waiting.stage]}
      </p>
      <p className={styles.time}>
        {(elapsed / 1000).toFixed(1)} s{expectedSeconds !== undefined && <small> of {expectedSeconds} s</small>}
      </p>
      {receivedBytes > 0 && <p className={styles.detail}>{receivedWords(receivedBytes, totalBytes)}</p>}
      <Button onClick={cancelSend}>Cancel</Button>
    </div>
  );
}
