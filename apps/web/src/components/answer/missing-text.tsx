import type { ReadReply } from "../../model/read-reply.ts";
import { receivedWords } from "../../model/waiting-progress.ts";
import { readStopped } from "../../queries/use-send.ts";
import { Button } from "../common/button.tsx";
import styles from "./missing-text.module.css";

/** In the place of a long answer's text: why it is not there, and what is. */
export function MissingText({ read, missing }: { read: ReadReply; missing: NonNullable<ReadReply["missing"]> }) {
  const size = receivedWords(read.bytes.length, undefined);
  if (missing === "text") {
    return (
      <div className={styles.box} aria-busy="true" data-testid="missing-text">
        <div className={styles.lines} aria-hidden="true">
          <i />
          <i />
          <i />
          <i />
        </div>
        <p role="status">
          <strong>Writing {size} as XML</strong>
          What was found stands above; bytes, headers and contents are in the other tabs already.
        </p>
      </div>
    );
  }
  return (
    <div className={styles.box} data-testid="missing-text">
      <p role="status">
        <strong>Reading was stopped</strong>
        All {size} are here: Hex and Raw show them as they came. What they say was not read, so nothing is said of them
        above.
      </p>
      <Button size="small" onClick={() => void readStopped()}>
        Read the answer
      </Button>
    </div>
  );
}
