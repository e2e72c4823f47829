import { LONG_BODY } from "../../model/read-reply.ts";
import type { RoundTrip } from "../../model/round-trip.ts";
import { receivedWords } from "../../model/waiting-progress.ts";
import { cancelSend } from "../../queries/use-send.ts";
import { Button } from "../common/button.tsx";
import styles from "./waiting-card.module.css";

/** What came or what was sent is long; the status stands above while it is read. */
export function ReadingCard({ roundTrip: { reply, request } }: { roundTrip: RoundTrip }) {
  const came = reply?.body.length ?? 0;
  return (
    <div className={styles.box} data-testid="reading">
      <div className={styles.bar} aria-hidden="true" />
      <p className={styles.stage} role="status">
        {came > LONG_BODY ? "Reading the answer" : "Looking at what was sent"}
      </p>
      <p className={styles.detail}>
        {came > LONG_BODY
          ? `${receivedWords(came, undefined)} have come. What is found in them stands here first, then their text.`
          : `${receivedWords(request.body.length, undefined)} were sent. What is found in them stands here in a moment.`}
      </p>
      <Button onClick={cancelSend}>Stop reading</Button>
    </div>
  );
}
