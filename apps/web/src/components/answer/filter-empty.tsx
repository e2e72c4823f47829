import { Button } from "../common/button.tsx";
import styles from "./answer-tree.module.css";

/** In the place of the tree when a filter leaves nothing of it. */
export function FilterEmpty({ words, onClear }: { words: string | undefined; onClear: () => void }) {
  return (
    <div className={styles.empty} role="status">
      <p>{words ?? "Nothing in this answer is what the filter asks for."}</p>
      <Button size="small" onClick={onClear}>
        Show everything
      </Button>
    </div>
  );
}
