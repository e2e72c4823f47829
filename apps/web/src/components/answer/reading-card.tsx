import { receivedWords } from "../../model/waiting-progress.ts";
import { cancelSend } from "../../queries/use-send.ts";
import { Button } from "../common/button.tsx";
import styles from "./waiting-card.module.css";

/** The answer is here and long; its status stands above while it is read. */
export function ReadingCard({ bytes }: { bytes: number }) {
  return (
    <div className={styles.box} data-testid="reading">
      <div className={styles.bar} aria-hidden="true" />
      <p className={styles.stage} role="status">
        Reading the answer
      </p>
      <p className={styles.detail}>{receivedWords(bytes, undefined)} have come: findings first, then the text.</p>
      <Button onClick={cancelSend}>Stop reading</Button>
    </div>
  );
}
