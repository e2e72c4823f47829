import { Button } from "../common/button.tsx";
import styles from "./answer-tree.module.css";

/** In the place of the tree when a filter leaves nothing of it. */
export function FilterEmpty({ fault, onClear }: { fault: string | undefined; onClear: () => void }) {
  return (
    <div className={styles.empty} role="status">
      <p>{fault ?? "Nothing in this answer is what the filter asks for."}</p>
      <Button size="small" onClick={onClear}>
        Show everything
      </Button>
    </div>
  );
}
